"""A card says five things: title, what goes on, what is missing, how long, late or not (卡片)."""

from datetime import date

import streamlit as st

from components import label, link, standing
from components.format import day, days_ago
from components.language import _
from components.text import plain
from models.member import Role
from models.topic import TopicState
from rules.calendar import day_of
from rules.permission import BELONGING, Visitor
from services.topic.board import Card

EVERY_ROLE = frozenset(Role)


def serving(visitor: Visitor, path: str) -> frozenset[Role]:
    """The duties of ``visitor`` at ``path``: what waits for them is marked as waiting for him."""
    return visitor.roles_at(path) - BELONGING


def show(card: Card, duties: frozenset[Role], today: date) -> None:
    """Draw one card: a link and one paragraph, so that a full board stays cheap."""
    with st.container(border=True, gap="xxsmall"):
        link.to("topic", f"**{plain(card.title)}**", id=card.id)
        st.markdown("  \n".join(_lines(card, duties, today)))


def _lines(card: Card, duties: frozenset[Role], today: date) -> list[str]:
    since = day_of(card.step_since)
    where = _small(f"{label.category(card.category)} · {plain(card.place_name)}")
    if card.state is not TopicState.OPEN:
        colour = "green" if card.state is TopicState.DONE else "gray"
        word = f":small[:{colour}-badge[{label.state(card.state)}]]"
        return [where, f"{word} {_small(day(since, year=since.year != today.year))}"]
    lines = [where]
    first = standing.first(list(card.standing))
    if first is not None:
        lines.append(standing.mark(first, acting=not duties.isdisjoint(card.waits_for)))
    late = ""
    if card.due_on is not None and card.due_on < today:
        text = _("{n} days overdue", n=(today - card.due_on).days)
        late = f" :small[:red[:material/alarm: {text}]]"
    lines.append(_small(days_ago(since, today)) + late)
    return lines


def _small(text: str) -> str:
    return f":small[:gray[{text}]]"
