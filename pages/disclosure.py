"""The accounts of one period, and what owners say (收支公示表)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Accounts of a period"))
