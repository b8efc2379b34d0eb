"""Accounts that were posted (收支公示)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Accounts posted"))
