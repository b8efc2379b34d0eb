"""The first administrator of an empty house (首次使用)."""

import streamlit as st

from components import gate, link
from components.language import _
from components.sign_in import founding

visitor = gate.welcome(founding=True)
left, middle, right = st.columns([1, 2, 1])
with middle:
    st.title(_("First steps"))
    if gate.nobody_lives_here():
        st.write(_("Nobody lives here yet. You will look after the members and the places."))
        founding.form()
    else:
        st.info(_("This house has an administrator already. Please sign in."))
        link.to("sign_in", _("Sign in"), "login")
