"""What waits for me, and what is new where I live (今日)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Today"))
