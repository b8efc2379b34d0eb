"""Raise a matter (民提)."""

import streamlit as st

from components import gate
from components.language import _
from rules.permission import Permission

visitor = gate.require(Permission.PROPOSE)
st.title(_("Propose"))
