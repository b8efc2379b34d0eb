"""My ballot: two taps, and a receipt that is there on every return (我的票)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.format import area, clock
from components.language import _
from components.reading import read_topic
from components.text import plain
from models.base import now
from models.choice import Choice
from models.motion import Binding, Channel, Motion, MotionState
from models.revision import Area
from rules.permission import BELONGING, Visitor
from rules.vocabulary import CHANNELS, CHOICES
from services.motion import cast_ballot
from services.motion.heads import Answer, MyHead, my_heads

AREAS = (Area.ROLL, Area.MEMBER)
SIGNS = {Choice.FOR: "thumb_up", Choice.AGAINST: "thumb_down", Choice.ABSTAIN: "remove"}
COLOURS = {Choice.FOR: "blue", Choice.AGAINST: "orange", Choice.ABSTAIN: "gray"}


def show(motion: Motion, visitor: Visitor) -> None:
    """Every head that the visitor may answer for, each with its answer or its question."""
    if motion.state is MotionState.WITHDRAWN or motion.binding is Binding.IMPORTED:
        return
    is_open = motion.state is MotionState.OPEN and now() < motion.closes_at
    if not visitor.signed_in:
        if is_open:
            link.to("sign_in", _("Sign in to vote"), "login", next=link.here())
        return
    assert motion.id is not None
    assert visitor.member_id is not None
    heads = read_topic(AREAS, motion.topic_id, my_heads, motion.id, visitor.member_id)
    for head in heads:
        with st.container(border=True, gap="small"):
            _head(motion, head, visitor, is_open)
    if is_open and not heads and visitor.roles_at(motion.path) & BELONGING:
        st.caption(
            _(
                "This vote is for those on its list, and you are not on it. If you should be,"
                " ask the council to tie your account to your home."
            )
        )


def _head(motion: Motion, head: MyHead, visitor: Visitor, is_open: bool) -> None:
    st.markdown(f"**{_title(head)}** :gray[{_size(head)}]")
    if head.answer is not None:
        _receipt(motion, head.answer, visitor, is_open)
    if not is_open:
        if head.answer is None and motion.state is not MotionState.ANNOUNCED:
            st.caption(_("No answer came from here."))
        return
    if head.answer is None or _changing(head, visitor):
        _ask(motion, head, visitor)


def _title(head: MyHead) -> str:
    units = plain("、".join(head.units))
    if head.unit_count > len(head.units):
        units = _("{units} and more, {n} in all", units=units, n=head.unit_count)
    if head.holder:
        return _("For {units}, by written authority", units=units)
    return _("My vote: {units}", units=units)


def _size(head: MyHead) -> str:
    return area(head.area_cm2) if head.area_cm2 else ""


def _receipt(motion: Motion, answer: Answer, visitor: Visitor, is_open: bool) -> None:
    """What stands, since when, with its receipt, and until when it can be changed."""
    said = f":{COLOURS[answer.choice]}[:material/check_circle: {_(CHOICES[answer.choice])}]"
    told = _("recorded {moment}", moment=clock(answer.at))
    via = "" if answer.channel is Channel.ONLINE else f" · {_(CHANNELS[answer.channel])}"
    lines = [f"### {said}", f"{told}{via} · {_('receipt')} `{answer.receipt}`"]
    if answer.member_id != visitor.member_id and answer.channel is Channel.ONLINE:
        lines.append(f":gray[{_('Somebody of your home has answered for all of you.')}]")
    if is_open:
        until = _("You can change it until {moment}.", moment=clock(motion.closes_at))
        lines.append(f":gray[{until}]")
    st.markdown("\n\n".join([lines[0], "  \n".join(lines[1:])]))


def _changing(head: MyHead, visitor: Visitor) -> bool:
    """Whether the visitor has asked to answer anew."""
    answer = head.answer
    assert answer is not None
    if head.holder and answer.channel is not Channel.PROXY:
        return False
    if answer.channel is Channel.ONLINE and answer.member_id != visitor.member_id:
        return False
    key = f"nb_change_{head.voter_id}_{answer.receipt}"
    if st.session_state.get(key):
        return True
    if st.button(_("Change my answer"), type="tertiary", icon=":material/edit:", key=f"{key}_b"):
        st.session_state[key] = True
        return True
    return False


def _ask(motion: Motion, head: MyHead, visitor: Visitor) -> None:
    """First tap: the answer. Second tap: it counts."""
    options = [head.instruction] if head.instruction else list(Choice)
    if head.instruction:
        st.caption(_("The owner's written authority names the answer."))
    picked = st.segmented_control(
        _("Your answer"),
        [choice.value for choice in options],
        format_func=lambda code: f":material/{SIGNS[Choice(code)]}: {_(CHOICES[Choice(code)])}",
        key=f"nb_choice_{head.voter_id}",
        label_visibility="collapsed",
        width="stretch",
    )
    if picked is None:
        st.caption(_("Tap an answer, then confirm it. Nothing counts before that."))
        return
    choice = Choice(picked)
    confirm = _("Cast: {choice}", choice=_(CHOICES[choice]))
    pressed = st.button(
        confirm,
        type="primary",
        icon=":material/how_to_vote:",
        key=f"nb_cast_{head.voter_id}",
        width="stretch",
    )
    st.caption(f":orange[{_('Not cast yet.')}]")
    if pressed:
        done = _("Your vote is recorded: {choice}.", choice=_(CHOICES[choice]))
        act_and_rerun(done, cast_ballot, visitor, motion.id or 0, head.voter_id, choice)
