"""Coming in (登录)."""

import streamlit as st

from components import gate
from components.language import _
from components.sign_in import form

visitor = gate.welcome()
left, middle, right = st.columns([1, 2, 1])
with middle:
    st.title(_("Sign in"))
    if visitor.signed_in:
        form.already_in(visitor)
    else:
        form.sign_in()
