"""One figure in a frame, with what to compare it with; on a phone it wraps (数字)."""

import streamlit as st

from components.text import plain


def show(label: str, value: str, beside: str = "") -> None:
    """``st.metric`` ends a long line with dots; here every word stays."""
    with st.container(border=True, gap="xxsmall", height="stretch"):
        small = f"\n\n:small[:gray[{plain(beside)}]]" if beside else ""
        st.markdown(f":small[{plain(label)}]\n\n### {plain(value)}{small}")
