"""The tree of places (地方)."""

import streamlit as st

from components import gate
from components.language import _
from rules.permission import Permission

visitor = gate.require(Permission.MANAGE_PLACES)
st.title(_("Places"))
