"""Leave to spend (支出决定)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Spending"))
