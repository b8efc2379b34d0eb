"""What came of it (民享)."""

import streamlit as st

from components import benefits, gate
from components.language import _

visitor = gate.welcome()
st.title(_("Benefits"))
benefits.show(visitor)
