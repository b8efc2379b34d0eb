"""One entry, with what proves it (记账凭证)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Entry"))
