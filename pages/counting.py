"""What the rules of procedure say about counting (表决约定)."""

import streamlit as st

from components import gate
from components.language import _
from rules.permission import Permission

visitor = gate.require(Permission.SET_RULES)
st.title(_("Rules of counting"))
