"""The bank beside the books (银行对账)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.require()
st.title(_("Bank"))
