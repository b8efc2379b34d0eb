"""The desk of a vote (录票台): papers, authorities and delivery, one home after the other."""

import streamlit as st

from components.alone import part
from components.language import _
from components.motion.desk import delivery, paper, proxy
from models.motion import Motion
from rules.permission import Permission, Visitor

PARTS = {"paper": paper.show, "proxy": proxy.show, "delivery": delivery.show}


def show(motion: Motion, visitor: Visitor) -> None:
    """Draw the desk for who keeps it; nothing for others."""
    if not visitor.may(Permission.ENTER_BALLOT, motion.path):
        return
    st.subheader(_("Desk"))
    _desk(motion, visitor)


@part
def _desk(motion: Motion, visitor: Visitor) -> None:
    """A part of the page that runs alone: the next home is there at once."""
    words = {
        "paper": _("Enter a paper ballot"),
        "proxy": _("Written authority"),
        "delivery": _("Record delivery"),
    }
    part = st.segmented_control(
        _("Desk"),
        list(words),
        format_func=words.__getitem__,
        key="nb_desk",
        label_visibility="collapsed",
    )
    if part is None:
        st.caption(_("For those who come in person: choose what to enter."))
        return
    PARTS[part](motion, visitor)
