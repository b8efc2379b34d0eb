"""How topics walk (议事规程)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Procedures"))
