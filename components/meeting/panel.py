"""The meetings of one topic, on its page (议题的会议)."""

from datetime import datetime

import streamlit as st

from components import link
from components.format import percent
from components.language import _
from components.meeting import words
from components.meeting.form import call_button
from components.reading import read, read_topic
from components.text import plain
from models.base import now
from models.procedure import GateKind
from models.revision import Area
from models.topic import Topic, TopicState
from rules.meeting import Phase, announced_in_time, phase
from rules.permission import Permission, Visitor
from services import plan as plans
from services.meeting.reading import Occasion, of_topic

SHOWN = 4


def panel(topic: Topic, visitor: Visitor) -> None:
    """What meetings there are, the next one first; the way to call one where it is due."""
    assert topic.id is not None
    found = read_topic((Area.PLACE,), topic.id, of_topic, topic.id)
    plan = read((Area.PROCEDURE,), "/", plans.plan, topic.version_id)
    due = topic.state is TopicState.OPEN and plan.step(topic.step_code).gate(GateKind.MEETING)
    calls = bool(due) and visitor.may(Permission.CALL_MEETING, topic.path)
    if not found and not calls:
        return
    st.subheader(_("Meetings"))
    moment = now()
    for occasion in found[:SHOWN]:
        _show(occasion, moment)
    if calls:
        called = any(phase(o.meeting, moment) in (Phase.AHEAD, Phase.ON) for o in found)
        if not found:
            st.caption(_("Nobody has called a meeting on this yet."))
        call_button(visitor, topic, main=not called)


def _show(occasion: Occasion, moment: datetime) -> None:
    meeting = occasion.meeting
    word, colour = words.badge(meeting, moment)
    with st.container(border=True, gap="xxsmall"):
        link.to("meeting", f"**{plain(meeting.title)}**", words.ICON[meeting.kind], id=meeting.id)
        lines = [
            f":gray[{words.when(meeting, moment)} · {plain(meeting.venue or occasion.place)}]",
            f":{colour}-badge[{word}] {_more(occasion, moment)}",
        ]
        if occasion.conclusion:
            lines.append(plain(occasion.conclusion))
        st.markdown("  \n".join(lines))


def _more(occasion: Occasion, moment: datetime) -> str:
    """What is still missing before the meeting, or what it came to."""
    meeting = occasion.meeting
    found = phase(meeting, moment)
    if found is Phase.CANCELLED:
        return plain(meeting.cancel_reason)
    if found is Phase.MINUTED:
        colour, word = words.OUTCOME_COLOUR[occasion.outcome], words.outcome(occasion.outcome)
        share = percent(min(occasion.present, meeting.due_count), meeting.due_count)
        came = _("{present} of {due} came", present=occasion.present, due=meeting.due_count)
        return f":{colour}-badge[{word}] :gray[{came} · {share}]"
    if not announced_in_time(occasion.announced_at, meeting.starts_at, occasion.days_needed):
        return f":orange-badge[{_('not announced in time')}]"
    left = words.notice_left(occasion.announced_at, occasion.days_needed, moment)
    return f":blue-badge[{left}]" if left and found is Phase.AHEAD else ""
