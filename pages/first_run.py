"""The first administrator of an empty house (首次使用)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("First steps"))
