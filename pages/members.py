"""Accounts and grants (成员与授权)."""

import streamlit as st

from components import gate
from components.language import _
from rules.permission import Permission

visitor = gate.require(Permission.MANAGE_MEMBERS)
st.title(_("Members"))
