"""What was decided (表决结果)."""

import streamlit as st

from components import gate, results
from components.language import _

visitor = gate.welcome()
st.title(_("Results"))
results.show(visitor)
