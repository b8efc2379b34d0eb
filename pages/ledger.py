"""Where our money goes (公共收益账目)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Accounts of the compound"))
