"""The invitation: calling a meeting, changing it (召集与变更)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import streamlit as st

from components import custom
from components.act import act_and_rerun
from components.dialog import opened
from components.format import day, local
from components.language import _
from components.meeting import words
from components.reading import read
from models.base import now
from models.meeting import Meeting, MeetingKind
from models.place import Place, PlaceKind
from models.revision import Area
from models.topic import Topic
from rules.calendar import SHANGHAI, day_of
from rules.meeting import (
    CALLERS,
    LONGEST_LINK,
    LONGEST_TITLE,
    LONGEST_VENUE,
    MOST_DUE,
    MOST_TOPICS,
    Call,
    earliest_day,
)
from rules.permission import GRANTED, Permission, Visitor
from services.meeting.calling import call_meeting, change_meeting
from services.meeting.listing import Offered, offered, venues

SEVEN, NINE = time(19), time(21)  # when people are at home
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Filled:
    """What the form begins with (初值)."""

    kind: MeetingKind = MeetingKind.COUNCIL
    title: str = ""
    venue: str = ""
    link: str = ""
    on: date | None = None
    start: time = SEVEN
    end: time = NINE
    due_count: int | None = None


def call_button(visitor: Visitor, topic: Topic | None = None, *, main: bool = False) -> None:
    """The way to a new meeting; about ``topic`` where one is given."""
    words_ = _("Call a meeting")
    kind = "primary" if main else "secondary"
    icon = ":material/add:"
    if st.button(words_, type=kind, icon=icon, key="nb_call_meeting"):  # type: ignore[arg-type]
        opened(words_, _call, visitor, topic)


def _call(visitor: Visitor, topic: Topic | None) -> None:
    place = _place(visitor, topic)
    found = read((Area.DELIBERATION,), place.path, offered, place.path)
    by_id = {row.topic_id: row for row in found}
    picked = st.multiselect(
        _("Topics on the agenda"),
        list(by_id),
        default=[topic.id] if topic is not None and topic.id in by_id else [],
        format_func=lambda i: by_id[i].title,
        max_selections=MOST_TOPICS,
        key="nb_meeting_topics",
        placeholder=_("Choose what is to be talked over"),
    )
    earliest = _notice([by_id[i] for i in picked])
    title = _("About “{title}”", title=topic.title)[:LONGEST_TITLE] if topic else ""
    call = _ask(visitor, place.path, Filled(title=title, on=earliest), earliest)
    own = custom.ask_new("meeting", place.path, visitor, {"kind": call.kind.value})
    st.caption(_("Once announced the agenda stands: a topic added later may come too late."))
    if st.button(_("Announce it"), type="primary", icon=":material/campaign:", key="nb_announce"):
        if own is not None and not own.sound():
            return
        done, given = _("The meeting is announced."), (place.id or 0, call, picked)
        act_and_rerun(done, call_meeting, visitor, *given, own=custom.said(own))


def _place(visitor: Visitor, topic: Topic | None) -> Place:
    paths = tuple(
        sorted({h.path for h in visitor.held if Permission.CALL_MEETING in GRANTED[h.role]})
    )
    found = read((Area.PLACE,), "/", venues, paths)
    if topic is not None:
        at = [place for place in found if topic.path.startswith(place.path)]
        found = sorted(at, key=lambda place: -len(place.path))
    by_id = {place.id: place for place in found}
    ids = list(by_id)
    compounds = [i for i in ids if by_id[i].kind is PlaceKind.COMPOUND]
    picked = st.selectbox(
        _("For whom"),
        ids,
        index=ids.index(compounds[0]) if compounds else 0,
        format_func=lambda i: by_id[i].name,
        key="nb_meeting_place",
    )
    return by_id[picked]


def _notice(topics: list[Offered]) -> date:
    """The first day that leaves enough notice for every topic; said where it is not tomorrow."""
    days = max((row.days_needed for row in topics), default=0)
    earliest = earliest_day(now(), days)
    if days:
        told = {"days": days, "earliest": day(earliest)}
        st.caption(
            ":material/event_upcoming: "
            + _("These topics need {days} days' notice: {earliest} at the earliest.", **told)
        )
        return earliest
    return earliest + timedelta(days=1)


def change_form(meeting: Meeting, visitor: Visitor) -> None:
    """Change the invitation; the body of a dialog."""
    start, end = local(meeting.starts_at), local(meeting.ends_at)
    filled = Filled(
        kind=meeting.kind,
        title=meeting.title,
        venue=meeting.venue,
        link=meeting.link,
        on=start.date(),
        start=start.time(),
        end=end.time(),
        due_count=meeting.due_count,
    )
    call = _ask(visitor, meeting.path, filled, None)
    st.caption(_("Another time is a new announcement: its notice begins today."))
    if st.button(_("Save the change"), type="primary", key="nb_meeting_change"):
        done = _("The meeting is changed.")
        act_and_rerun(done, change_meeting, visitor, meeting.id or 0, call, meeting.edit_count)


def _ask(visitor: Visitor, path: str, filled: Filled, earliest: date | None) -> Call:
    roles = visitor.roles_at(path)
    kinds = [k for k in MeetingKind if k not in CALLERS or CALLERS[k] & roles]
    kind = st.segmented_control(
        _("Form of meeting"),
        kinds,
        default=filled.kind if filled.kind in kinds else kinds[0],
        required=True,
        format_func=words.kind,
        key="nb_meeting_kind",
    )
    title = st.text_input(
        _("Name of the meeting"), filled.title, max_chars=LONGEST_TITLE, key="nb_meeting_title"
    )
    starts_at, ends_at = _times(filled, earliest)
    venue = st.text_input(
        _("Where it is held"),
        filled.venue,
        max_chars=LONGEST_VENUE,
        key="nb_meeting_venue",
        placeholder=_("Pavilion at the east gate"),
    )
    link = st.text_input(
        _("Link for joining online"),
        filled.link,
        max_chars=LONGEST_LINK,
        key="nb_meeting_link",
        type="url",
        placeholder="https://",
        help=_("Only those who live or serve here see it, signed in."),
    )
    due = st.number_input(
        _("How many are expected"),
        min_value=1,
        max_value=MOST_DUE,
        value=filled.due_count,
        key="nb_meeting_due",
        help=_("The share of those present is reckoned from this number."),
    )
    return Call(
        kind or kinds[0], title or "", starts_at, ends_at, int(due or 0), venue or "", link or ""
    )


def _times(filled: Filled, earliest: date | None) -> tuple[datetime, datetime]:
    today = day_of(now())
    with st.container(horizontal=True, gap="small"):
        first = filled.on or today
        on = st.date_input(
            _("Day of the meeting"), first, min_value=today, key="nb_meeting_day", width=150
        )
        with st.container(horizontal=True, gap="small", width=240):
            begins, ends = _("Begins"), _("Ends")
            start = st.time_input(
                begins, filled.start, step=QUARTER, key="nb_meeting_from", width=110
            )
            end = st.time_input(ends, filled.end, step=QUARTER, key="nb_meeting_until", width=110)
    on, start, end = on or today, start or SEVEN, end or NINE
    if earliest is not None and on < earliest:
        st.warning(_("That is too soon: {earliest} at the earliest.", earliest=day(earliest)))
    return datetime.combine(on, start, SHANGHAI), datetime.combine(on, end, SHANGHAI)
