"""The rules that neighbours gave themselves (居民公约)."""

import streamlit as st

from components import covenant, gate
from components.language import _

visitor = gate.welcome()
st.title(_("Covenants"))
covenant.show(visitor)
