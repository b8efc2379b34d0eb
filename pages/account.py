"""My account (我的账号)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.require()
st.title(_("My account"))
