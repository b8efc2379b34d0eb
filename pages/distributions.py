"""What is shared out (收益分配)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Distribution"))
