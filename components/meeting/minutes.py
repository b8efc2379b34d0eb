"""Minutes on screen: read by everybody, written by the chair, kept while being written (纪要)."""

from datetime import datetime
from typing import Any

import streamlit as st

from components.act import act_and_rerun, why
from components.alone import part
from components.format import clock, local
from components.language import _
from components.meeting import words
from components.text import plain
from db.session import glance, transaction
from models.meeting import Meeting, MeetingOutcome
from rules.meeting import LONGEST_ADDITION, LONGEST_CONCLUSION, LONGEST_MINUTES, Phase, phase
from rules.permission import Visitor
from rules.refusal import Refused
from services.draft import draft, keep_draft
from services.meeting.minutes import (
    Conclusion,
    add_to_minutes,
    file_minutes,
    form,
    others_writing,
)
from services.meeting.reading import Account, AgendaLine

_WRITING = "nb_writing_minutes"
NONE = "none"


def write_button(meeting: Meeting, *, main: bool) -> None:
    """Begin to write; what was begun before is there again."""
    words_, icon = _("Write the minutes"), ":material/edit_note:"
    kind: Any = "primary" if main else "secondary"

    def begin() -> None:
        st.session_state[_WRITING] = meeting.id

    st.button(words_, type=kind, icon=icon, key="nb_write_minutes", on_click=begin)


def is_open(meeting: Meeting, visitor: Visitor) -> bool:
    """Whether this visitor is writing already, in this visit or in one that broke off."""
    return st.session_state.get(_WRITING) == meeting.id or bool(_begun(meeting, visitor))


def show(told: Account, visitor: Visitor, chairs: bool, moment: datetime) -> None:
    """The minutes with their additions; for the chair the form to write them."""
    meeting = told.meeting
    if meeting.minutes_at is not None:
        _read(told)
        if chairs:
            _addition(meeting, visitor)
        return
    under_way = phase(meeting, moment) in (Phase.ON, Phase.OWING)
    if chairs and under_way and is_open(meeting, visitor):
        _write(told, visitor, _begun(meeting, visitor))


def _read(told: Account) -> None:
    meeting = told.meeting
    st.subheader(_("Minutes"))
    st.markdown(plain(meeting.minutes))
    assert meeting.minutes_at is not None
    signed = {"name": plain(told.minutes_by), "at": clock(meeting.minutes_at, year=True)}
    st.caption(_("Published by {name} on {at}", **signed))
    for addition in told.additions:
        signed = {"name": plain(addition.name), "at": clock(addition.at, year=True)}
        with st.container(border=True, gap="xxsmall"):
            st.caption(_("Added by {name} on {at}", **signed))
            st.markdown(plain(addition.text))


def _begun(meeting: Meeting, visitor: Visitor) -> dict[str, Any]:
    """What this visitor wrote so far; read afresh, because it is nobody else's."""
    with glance() as session:
        return draft(session, visitor, form(meeting.id or 0))


@part
def _write(told: Account, visitor: Visitor, begun: dict[str, Any]) -> None:
    meeting = told.meeting
    st.subheader(_("Write the minutes"))
    _others(meeting, visitor)
    given = {
        "text": st.text_area(
            _("What was discussed, what was said, who takes on what"),
            begun.get("text", ""),
            max_chars=LONGEST_MINUTES,
            height=260,
            key=f"nb_minutes_{meeting.id}",
        )
        or ""
    }
    for line in told.agenda:
        given |= _conclude(line, begun)
    _keep(meeting, visitor, given, begun)
    with st.popover(_("Publish the minutes"), type="primary", icon=":material/publish:"):
        came = _("{present} of {due} came", present=told.present, due=meeting.due_count)
        st.markdown(_("{came}. Published minutes are never rewritten, only added to.", came=came))
        if not told.present:
            st.warning(_("Nobody is on the sheet yet. Enter first who came: it closes now."))
        if st.button(_("Publish now"), type="primary", key="nb_publish_minutes"):
            conclusions = {line.topic_id: _concluded(line.topic_id, given) for line in told.agenda}
            done, text = _("The minutes are published."), given["text"]
            act_and_rerun(done, file_minutes, visitor, meeting.id or 0, text, conclusions)


def _others(meeting: Meeting, visitor: Visitor) -> None:
    with glance() as session:
        found = others_writing(session, meeting.id or 0, visitor.member_id or 0)
    for name, at in found:
        told = {"name": plain(name), "time": f"{local(at):%H:%M}"}
        st.warning(
            _("{name} is writing these minutes too, last at {time}. Agree who does.", **told)
        )


def _conclude(line: AgendaLine, begun: dict[str, Any]) -> dict[str, str]:
    topic_id, title = line.topic_id, line.title
    names = {outcome.value: words.outcome(outcome) for outcome in MeetingOutcome}
    names[NONE] = words.outcome(None)
    late = "" if line.in_time else f" :orange-badge[{_('not announced in time')}]"
    codes = list(names) if line.in_time else [MeetingOutcome.AGAIN.value, NONE]
    st.markdown(f"**{plain(title)}**{late}")
    before = begun.get(f"outcome:{topic_id}", NONE)
    outcome = st.segmented_control(
        _("Conclusion on “{title}”", title=plain(title)),
        codes,
        default=before if before in codes else NONE,
        required=True,
        format_func=names.__getitem__,
        key=f"nb_outcome_{topic_id}",
        label_visibility="collapsed",
    )
    said = st.text_input(
        _("What exactly was agreed on “{title}”", title=plain(title)),
        begun.get(f"said:{topic_id}", ""),
        max_chars=LONGEST_CONCLUSION,
        key=f"nb_said_{topic_id}",
        label_visibility="collapsed",
        placeholder=_("What exactly was agreed"),
    )
    return {f"outcome:{topic_id}": outcome or NONE, f"said:{topic_id}": said or ""}


def _concluded(topic_id: int, given: dict[str, str]) -> Conclusion:
    code = given[f"outcome:{topic_id}"]
    return Conclusion(None if code == NONE else MeetingOutcome(code), given[f"said:{topic_id}"])


def _keep(meeting: Meeting, visitor: Visitor, given: dict[str, str], begun: dict[str, Any]) -> None:
    """Keep the draft when something has changed: a lost connection loses nothing."""
    written = any(text for text in given.values() if text != NONE)
    kept = _begun(meeting, visitor)
    if written and given != kept:
        try:
            with transaction() as session:
                keep_draft(session, visitor, form(meeting.id or 0), given)
        except Refused as refusal:
            st.warning(why(refusal))
            return
    if written or begun:
        st.caption(f":material/cloud_done: {_('Kept as a draft')}")


def _addition(meeting: Meeting, visitor: Visitor) -> None:
    """A dated addition; whoever was writing when another published finds his text here."""
    begun = _begun(meeting, visitor)
    with st.popover(_("Add to the minutes"), icon=":material/post_add:"):
        if begun.get("text"):
            st.caption(_("This is what you had written when the minutes were published."))
        text = st.text_area(
            _("What is missing or wrong"),
            begun.get("text", "")[:LONGEST_ADDITION],
            max_chars=LONGEST_ADDITION,
            height=160,
            key=f"nb_addition_{meeting.id}",
        )
        if st.button(_("Add it, with today's date"), type="primary", key="nb_add_to_minutes"):
            done = _("It is added to the minutes.")
            act_and_rerun(done, add_to_minutes, visitor, meeting.id or 0, text or "")
