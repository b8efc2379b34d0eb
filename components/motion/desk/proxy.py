"""Written authorities at the desk: recorded first, then answered under (登记委托)."""

import streamlit as st

from components.act import act, redraw
from components.language import _
from components.motion.desk import finder
from components.motion.desk.paper import choices
from components.text import plain
from models.motion import Channel, Motion
from rules.permission import Visitor
from rules.vocabulary import CHOICES
from services.motion import Authority, enter_proxy_ballot, record_proxy
from services.motion.heads import DeskHead


def show(motion: Motion, visitor: Visitor) -> None:
    """Find the home; record who may answer for it, or what he answers."""
    st.caption(
        _(
            "One person may vote for {n} others at most, and nobody of the property company may.",
            n=motion.proxy_cap,
        )
    )
    head = finder.find(motion)
    if head is None:
        return
    if head.holder and head.answered_by in (None, Channel.PROXY):
        _answer(motion, head, visitor)
    if head.answered_by is not None:
        return
    if head.holder:
        with st.popover(_("Correct the authority"), type="tertiary", icon=":material/edit:"):
            _record(motion, head, visitor)
    else:
        _record(motion, head, visitor)


def _record(motion: Motion, head: DeskHead, visitor: Visitor) -> None:
    turn = finder.turn()
    label = _("Correct the authority") if head.holder else _("Record the authority")
    with st.form(f"nb_proxy_{turn}", border=False):
        name = st.text_input(_("Name of the holder"), max_chars=50, key=f"nb_holder_{turn}")
        username = st.text_input(
            _("His account name, if he is to answer online"),
            max_chars=60,
            key=f"nb_holder_name_{turn}",
        )
        document = st.text_input(
            _("Number of the written authority"), max_chars=200, key=f"nb_proxy_number_{turn}"
        )
        instruction = choices(
            f"nb_proxy_choice_{turn}", _("What the authority tells him to answer (if it does)")
        )
        kind = "secondary" if head.holder else "primary"
        pressed = st.form_submit_button(label, type=kind)  # type: ignore[arg-type]
    if pressed:
        paper = Authority(name or "", document or "", instruction, username or "")
        done = _("The authority for {unit} is recorded.", unit=plain(head.unit))
        if act(done, record_proxy, visitor, motion.id or 0, head.voter_id, paper) is not None:
            redraw()


def _answer(motion: Motion, head: DeskHead, visitor: Visitor) -> None:
    turn = finder.turn()
    with st.form(f"nb_held_{turn}", border=False):
        choice = choices(f"nb_held_choice_{turn}", _("What the holder answers"))
        pressed = st.form_submit_button(_("Enter"), type="primary", icon=":material/check:")
    if not pressed:
        return
    if choice is None:
        st.error(_("Tick the answer."), icon=":material/block:")
        return
    done = _("{unit} is entered: {choice}.", unit=plain(head.unit), choice=_(CHOICES[choice]))
    deed = (visitor, motion.id or 0, head.voter_id, choice)
    if act(done, enter_proxy_ballot, *deed) is not None:
        finder.next_home()
