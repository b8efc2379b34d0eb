"""The methods of rating (评价办法)."""

import streamlit as st

from components import gate
from components.language import _
from components.method import catalogue

visitor = gate.welcome()
st.title(_("Methods of rating"))
st.caption(
    _(
        "How property service is rated: what counts, how much, and who scores. "
        "Streets make their own copies."
    )
)
catalogue.show(visitor)
