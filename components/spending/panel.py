"""On the page of a topic that asks for money: where the money stands (议题页的支出)."""

import streamlit as st

from components.language import _
from components.reading import read, read_topic
from components.spending import card
from models.base import now
from models.revision import Area
from models.topic import Topic
from rules.calendar import day_of
from rules.permission import Visitor
from services.spending import reading

AREAS = (Area.LEDGER, Area.NOTICE)


def panel(topic: Topic, visitor: Visitor) -> None:
    """The request that walks as this topic; nothing where none does."""
    found = read_topic(AREAS, topic.id or 0, reading.of_topic, topic.id or 0)
    if found is None:
        return
    st.subheader(_("The money"))
    book = read((Area.LEDGER,), topic.path, reading.book_of_request, found.id)
    card.show(found, book, visitor, day_of(now()), linked=False)
