"""Setting a password by a one-time link (设置密码)."""

import streamlit as st

from components import gate
from components.language import _
from components.sign_in import password

visitor = gate.welcome()
left, middle, right = st.columns([1, 2, 1])
with middle:
    st.title(_("Set a password"))
    password.by_link()
