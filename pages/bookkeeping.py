"""Keeping the books (记账与复核)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.require()
st.title(_("Bookkeeping"))
