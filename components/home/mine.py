"""What waits for this visitor, one card each, what is most pressing on top (等我办的事)."""

from collections.abc import Iterator
from datetime import date

import streamlit as st

from components import link
from components.board import card
from components.format import clock, day
from components.home import (
    accounts,
    alert,
    change,
    contract,
    edition,
    form,
    rectification,
    scoring,
)
from components.home.item import Item
from components.language import _, n_
from components.reading import read
from components.text import plain
from db.session import glance
from models.base import this_minute
from models.revision import Area
from rules.calendar import day_begins, days_late
from rules.permission import Visitor
from services.firm.tie import speaks_for
from services.home.waiting import Waiting, drafts, waiting
from services.meeting.minutes import form as minutes_form
from services.topic.submitting import FORM as PROPOSAL

AREAS = (Area.DELIBERATION, Area.ROLL)
MINUTES = minutes_form(0).removesuffix("0")


def show(visitor: Visitor, today: date) -> frozenset[int]:
    """How much waits, then each of it; returns the topics that stand here now."""
    assert visitor.member_id is not None
    began = day_begins(today)
    found = read(AREAS, "/", waiting, visitor.member_id, visitor.held, began)
    speaks = read((Area.FIRM,), "/", speaks_for, visitor.member_id)
    pressing = [
        *_pressing(found, today),
        *accounts.waiting(visitor, today),
        *contract.waiting(visitor, today),
        *rectification.waiting(visitor, speaks, today),
        *edition.waiting(visitor, bool(speaks)),
        *scoring.waiting(visitor),
        *alert.waiting(visitor),
        *change.waiting(visitor),
        *form.waiting(visitor, today),
    ]
    later = list(_later(found, visitor.member_id))
    count = len(pressing) + found.topics_total + len(later)
    if not count:
        st.markdown(f":green[:material/check_circle:] {_('Nothing waits for you today.')}")
        return frozenset()
    st.markdown(n_("**{n}** thing waits for you.", "**{n}** things wait for you.", count))
    with st.grid("auto", min_column_width=280, gap="small"):
        for kept in pressing:
            _card(kept)
        for topic in found.topics:
            card.show(topic, card.EVERY_ROLE, today)
        for kept in later:
            _card(kept)
    if found.topics_total > len(found.topics):
        link.to("board", _("All {n} on the board", n=found.topics_total), "view_kanban")
    return frozenset(topic.id for topic in (*found.topics, *found.ratings))


def _card(kept: Item) -> None:
    with st.container(border=True, gap="xxsmall"):
        query: dict[str, object] = {"id": kept.id} if kept.id else {}
        query |= {"place": kept.place} if kept.place else {}
        query |= {"code": kept.code} if kept.code else {}
        query |= {"key": kept.key} if kept.key else {}
        link.to(kept.page, f"**{plain(kept.title)}**", kept.icon, **query)
        st.markdown(kept.line)


def _pressing(found: Waiting, today: date) -> Iterator[Item]:
    """Votes, work and ratings: what cannot be done any more when its day is over."""
    moment = this_minute()
    for vote in found.ballots:
        if vote.closes_at > moment:
            until = _("until {moment}", moment=clock(vote.closes_at))
            yield Item(
                "motion", vote.motion_id, "how_to_vote", vote.question, _act(_("Vote"), until)
            )
    for work in found.tasks:
        late = days_late(work.due_on, today)
        when = _("due {day}", day=day(work.due_on))
        if late:
            when = f":red[:material/alarm: {_('{n} days overdue', n=late)}]"
        told = f"{_act(_('Report on it'), plain(work.doer))} {when}"
        yield Item("topic", work.topic_id, "construction", work.title, told)
    for result in found.ratings:
        when = _("until {day}", day=day(result.due_on)) if result.due_on else ""
        yield Item("topic", result.id, "reviews", result.title, _act(_("Rate the result"), when))


def _later(found: Waiting, member_id: int) -> Iterator[Item]:
    """Meetings to come, and what was begun and not sent."""
    moment = this_minute()
    for meeting in found.meetings:
        if meeting.ends_at > moment:
            where = f"{clock(meeting.starts_at)} {plain(meeting.venue)}"
            told = f":small[:blue-badge[{_('You are invited')}] {where}]"
            yield Item("meeting", meeting.id, "groups", meeting.title, told)
    yield from _drafts(member_id)


def _act(words: str, more: str) -> str:
    return f":small[:orange-badge[{words}] :gray[{more}]]" if more else f":orange-badge[{words}]"


def _drafts(member_id: int) -> Iterator[Item]:
    """What was begun and not sent. A private note: it moves no counter, so it is read afresh."""
    with glance() as session:
        begun = drafts(session, member_id)
    told = f":small[:gray[{_('begun, not sent yet')}]]"
    for note in begun:
        number = note.removeprefix(MINUTES)
        if note == PROPOSAL:
            yield Item("propose", 0, "edit_note", _("Go on with your proposal"), told)
        elif note != number and number.isdigit():
            yield Item("meeting", int(number), "edit_note", _("Go on with the minutes"), told)
