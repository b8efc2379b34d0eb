"""What is to be won back (公共收益清收)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Clean-up"))
