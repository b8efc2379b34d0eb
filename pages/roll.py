"""The owners' roll (业主名册)."""

import streamlit as st

from components import gate
from components.language import _
from rules.permission import Permission

visitor = gate.require(Permission.READ_ROLL)
st.title(_("Owners' roll"))
