"""What was done, by whom (留痕)."""

import streamlit as st

from components import gate
from components.language import _
from rules.permission import Permission

visitor = gate.require(Permission.READ_TRAIL)
st.title(_("Trail"))
