"""Setting a password by a one-time link (设置密码)."""

import streamlit as st

from components import gate
from components.language import _

visitor = gate.welcome()
st.title(_("Set a password"))
