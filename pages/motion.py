"""One motion: the ballot and the count (表决)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Vote"))
