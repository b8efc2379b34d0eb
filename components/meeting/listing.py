"""The list of meetings: the next ones first, then those with minutes (会议列表)."""

from datetime import datetime

import streamlit as st

from components import address, link, place
from components.language import _
from components.meeting import words
from components.meeting.form import call_button
from components.reading import read
from components.text import plain
from models.base import this_minute
from models.meeting import MeetingKind
from models.revision import Area
from rules.permission import Permission, Visitor
from services.meeting import listing
from services.meeting.listing import PAGE, Row, Wish

AREAS = (Area.DELIBERATION,)
MINE = "mine"


def show(visitor: Visitor) -> None:
    """The title, the filters, and the two lists."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Meetings"))
        st.space("stretch")
        if visitor.may(Permission.CALL_MEETING):
            call_button(visitor, main=True)
    wish, moment = _wish(visitor), this_minute()
    coming = read(AREAS, wish.path, listing.upcoming, wish, moment)
    st.subheader(_("Meetings to come"))
    for row in coming:
        _card(row, moment)
    if not coming:
        st.info(_("No meeting is announced here. When one is, its day and agenda stand here."))
    _past(wish, moment)


def _wish(visitor: Visitor) -> Wish:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        here = place.pick(visitor)
        kind = _kind()
        mine = visitor.signed_in and _mine()
    return Wish(here.path if here else "/", kind, visitor.member_id if mine else None)


def _kind() -> MeetingKind | None:
    codes = [kind.value for kind in MeetingKind]
    picked = st.selectbox(
        _("Form of meeting"),
        codes,
        index=None,
        format_func=lambda code: words.kind(MeetingKind(code)),
        key=address.key("form", codes),
        placeholder=_("All forms"),
        label_visibility="collapsed",
        width=160,
    )
    found = address.keep("form", picked)
    return MeetingKind(found) if found else None


def _mine() -> bool:
    picked = st.pills(
        _("Only"),
        [MINE],
        format_func=lambda _code: _("Mine"),
        key=address.key("only", [MINE]),
        label_visibility="collapsed",
    )
    return address.keep("only", picked) == MINE


def _past(wish: Wish, moment: datetime) -> None:
    total = read(AREAS, wish.path, listing.past_count, wish, moment)
    if not total:
        return
    st.subheader(_("Past meetings"))
    above, page = place.paged(total, PAGE)
    with above:
        for row in read(AREAS, wish.path, listing.past, wish, moment, page):
            _line(row, moment)


def _line(row: Row, moment: datetime) -> None:
    """A meeting that is over: its name, and one line about it."""
    meeting = row.meeting
    word, colour = words.badge(meeting, moment)
    told = [words.when(meeting, moment), words.kind(meeting.kind), plain(row.place)]
    if meeting.minutes_at is not None:
        told.append(_("{present} of {due} came", present=row.present, due=meeting.due_count))
    with st.container(border=True, gap="xxsmall"):
        link.to("meeting", f"**{plain(meeting.title)}**", words.ICON[meeting.kind], id=meeting.id)
        st.markdown(f":{colour}-badge[{word}] :gray[{' · '.join(told)}]")


def _card(row: Row, moment: datetime) -> None:
    meeting = row.meeting
    word, colour = words.badge(meeting, moment)
    where = " · ".join(plain(text) for text in (meeting.venue, row.place) if text)
    lines = [
        f":{colour}-badge[{word}] {words.when(meeting, moment)}",
        f":gray[{words.kind(meeting.kind)} · {where}]",
    ]
    if row.titles:
        lines.append(f":gray[{_('Agenda')}] " + plain(_(", ").join(row.titles)))
    with st.container(border=True, gap="xxsmall"):
        link.to("meeting", f"**{plain(meeting.title)}**", words.ICON[meeting.kind], id=meeting.id)
        st.markdown("  \n".join(lines))
