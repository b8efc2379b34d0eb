"""What is posted (公示)."""

import streamlit as st

from components import gate, notice
from components.language import _

visitor = gate.welcome()
st.title(_("Notices"))
notice.show(visitor)
