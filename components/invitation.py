"""A one-time link, to be handed over in person (一次性链接)."""

import streamlit as st

from components import link
from components.language import _
from components.text import plain
from rules.sign_in import LINK_LIVES


def show(username: str, key: str) -> None:
    """The address where the person sets a password; shown once, to whoever made it."""
    known = plain(username)
    st.success(_("The account is “{username}”. Hand over this link yourself:", username=known))
    st.code(f"{link.origin()}/reset?key={key}", language=None, wrap_lines=True)
    hours = int(LINK_LIVES.total_seconds() // 3600)
    st.caption(_("It works once, within {hours} hours. It is not shown again.", hours=hours))
    if st.button(_("Done"), key="nb_invited"):
        st.rerun()
