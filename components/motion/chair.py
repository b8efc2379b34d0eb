"""What the council may do with a vote: count early, enter the city's result, take it back."""

import re

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.language import _
from models.motion import Binding, Motion, MotionState
from rules.motion import UNDECIDED
from rules.permission import Permission, Visitor
from rules.tally import Measure
from services.motion import decide_motion, import_result, withdraw_motion

_NUMBER = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")


def show(motion: Motion, visitor: Visitor) -> None:
    """The acts that are open; nothing where there are none."""
    if motion.state not in UNDECIDED or not visitor.may(Permission.PUT_MOTION, motion.path):
        return
    st.divider()
    with st.container(horizontal=True, gap="small"):
        if motion.binding is Binding.IMPORTED:
            words = _("Enter the result of the city's system")
            if st.button(words, type="primary", icon=":material/input:", key="nb_import"):
                opened(words, _import, motion, visitor)
        elif motion.state is MotionState.OPEN:
            words = _("Count now")
            tip = _("Before the close, only when all have answered.")
            if st.button(words, icon=":material/calculate:", key="nb_count", help=tip):
                done = _("The vote is counted.")
                act_and_rerun(done, decide_motion, visitor, motion.id or 0)
        words = _("Take the vote back")
        if st.button(words, type="tertiary", icon=":material/undo:", key="nb_withdraw"):
            opened(words, _withdraw, motion, visitor)


def _withdraw(motion: Motion, visitor: Visitor) -> None:
    st.warning(_("This ends the vote and cannot be undone. Everybody can read the reason."))
    reason = st.text_area(_("Reason"), max_chars=500, key="nb_reason")
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        done = _("The vote is taken back.")
        act_and_rerun(done, withdraw_motion, visitor, motion.id or 0, reason or "")


def _import(motion: Motion, visitor: Visitor) -> None:
    """Eight figures and the document that they stand in."""
    document = st.text_input(
        _("Number of the document that published the result"), max_chars=200, key="nb_document"
    )
    left, right = st.columns(2)
    names = (_("In all"), _("For"), _("Against"), _("Abstain"))
    with left:
        st.markdown(f"**{_('Heads')}**")
        heads = [st.text_input(name, key=f"nb_heads_{i}") for i, name in enumerate(names)]
    with right:
        st.markdown(f"**{_('Area in ㎡')}**")
        areas = [st.text_input(name, key=f"nb_area_{i}") for i, name in enumerate(names)]
    if st.button(_("Enter the result"), type="primary", key="nb_confirm"):
        counted = [_whole(text) for text in heads]
        sized = [_cm2(text) for text in areas]
        if None in counted or None in sized:
            st.error(_("Fill in every figure as a plain number."), icon=":material/block:")
            return
        done = _("The result is entered.")
        measures = [Measure(*(n or 0 for n in column)) for column in (counted, sized)]
        act_and_rerun(done, import_result, visitor, motion.id or 0, document or "", *measures)


def _whole(text: str | None) -> int | None:
    bare = (text or "").strip().replace(",", "")
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) <= 9 else None  # noqa: PLR2004


def _cm2(text: str | None) -> int | None:
    """Square metres with at most two decimals, as whole cm² and without a float on the way."""
    found = _NUMBER.fullmatch((text or "").strip().replace(",", ""))
    if found is None:
        return None
    whole, cents = found.groups("0")
    return int(whole) * 10_000 + int(cents.ljust(2, "0")) * 100
