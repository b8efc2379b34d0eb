"""Where every topic stands (议事板)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Agenda board"))
