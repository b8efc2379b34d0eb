"""Raise a matter (民提)."""

import streamlit as st

from components import gate
from components.language import _
from components.topic import propose
from rules.permission import Permission

visitor = gate.require(Permission.PROPOSE)
st.title(_("Propose"))
st.caption(_("Say it in your own words. Neighbours support it, then the council takes it up."))
propose.show(visitor)
