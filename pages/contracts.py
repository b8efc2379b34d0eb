"""Contracts on common parts (经营合同)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Contracts"))
