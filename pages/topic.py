"""One topic, from proposal to result (议题)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Topic"))
