"""One meeting: when and where, what comes up, who came, what was concluded (会议详情)."""

from datetime import datetime

import streamlit as st

from components import custom, link, photo
from components.format import clock
from components.language import _
from components.meeting import chair, minutes, room, words
from components.reading import read
from components.text import plain
from models.base import now
from models.meeting import Meeting
from models.revision import Area
from rules.meeting import Phase, phase
from rules.permission import Permission, Visitor
from services.meeting.album import about
from services.meeting.reading import Account, AgendaLine, account

AREAS = (Area.DELIBERATION,)


def show(meeting_id: int, visitor: Visitor) -> None:
    """Draw the meeting; a sentence and a way on where there is none."""
    told = read(AREAS, "/", account, meeting_id)
    if told is None:
        st.title(_("There is no such meeting."))
        link.to("meetings", _("To the meetings"), "groups")
        return
    moment, path = now(), told.place.path
    chairs = visitor.may(Permission.CALL_MEETING, path)
    _head(told, moment)
    room.arrive(told, visitor, moment)
    with st.container(horizontal=True, gap="small"):
        _ways(told.meeting, visitor, moment)
        if chairs:
            chair.acts(told, visitor, moment)
    left, right = st.columns([2, 1], gap="large")
    with left:
        _agenda(told)
        custom.panel("meeting", meeting_id, path, visitor)
        minutes.show(told, visitor, chairs, moment)
        photo.gallery(about(meeting_id), path, told.meeting.title, visitor)
    with right:
        room.attendance(told, chairs, moment)


def _head(told: Account, moment: datetime) -> None:
    meeting = told.meeting
    st.title(plain(meeting.title))
    word, colour = words.badge(meeting, moment)
    where = " · ".join(plain(text) for text in (meeting.venue, told.place.name) if text)
    said = _("Called by {name} on {at}", name=plain(told.called_by), at=clock(meeting.announced_at))
    lines = [
        f":{colour}-badge[{word}] :gray-badge[{words.kind(meeting.kind)}]",
        f":material/schedule: **{words.when(meeting, moment)}**",
        f":material/location_on: {where}",
        f":gray[{said}]",
    ]
    st.markdown("  \n".join(lines))
    if meeting.cancelled_at is not None:
        st.warning(
            _(
                "Called off on {at}: {why}",
                at=clock(meeting.cancelled_at),
                why=plain(meeting.cancel_reason),
            )
        )


def _ways(meeting: Meeting, visitor: Visitor, moment: datetime) -> None:
    """Into one's calendar, and into the room from afar."""
    found = phase(meeting, moment)
    if found is Phase.AHEAD:
        url = f"{link.origin()}/meeting/{meeting.id}.ics"
        st.link_button(_("Into my calendar"), url, icon=":material/calendar_add_on:")
    if meeting.link and found in (Phase.AHEAD, Phase.ON):
        if visitor.roles_at(meeting.path):
            st.link_button(_("Join online"), meeting.link, icon=":material/videocam:")
        else:
            st.caption(_("Who lives or serves here sees the link for joining online, signed in."))


def _agenda(told: Account) -> None:
    st.subheader(_("Agenda"))
    if not told.agenda:
        st.caption(_("No topic is on the agenda: nothing is decided here."))
    for number, line in enumerate(told.agenda, 1):
        _agenda_line(number, line, told.meeting)


def _agenda_line(number: int, line: AgendaLine, meeting: Meeting) -> None:
    with st.container(border=True, gap="xxsmall"):
        link.to("topic", f"**{number}. {plain(line.title)}**", id=line.topic_id)
        lines = []
        if not line.in_time:
            late = _("not announced in time")
            why = _("It may be talked over, but not be put to the vote.")
            lines.append(f":orange-badge[{late}] :gray[{why}]")
        if meeting.minutes_at is not None:
            colour = words.OUTCOME_COLOUR[line.outcome]
            lines.append(f":{colour}-badge[{words.outcome(line.outcome)}]")
            if line.conclusion:
                lines.append(plain(line.conclusion))
        if lines:
            st.markdown("  \n".join(lines))
