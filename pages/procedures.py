"""How topics walk (议事规程)."""

import streamlit as st

from components import gate
from components.language import _
from components.procedure import catalogue

visitor = gate.welcome()
st.title(_("Procedures"))
st.caption(_("A topic stays on the version it began with. Councils make their own copies."))
catalogue.show(visitor)
