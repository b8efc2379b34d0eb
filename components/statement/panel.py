"""Statements on a topic's page: one to answer, the results, the way to say more (意见)."""

import streamlit as st

from components.alone import part
from components.dialog import opened
from components.format import clock
from components.language import _, n_
from components.reading import read, read_topic
from components.statement import answering, results, saying
from components.text import plain
from models.revision import Area
from models.topic import Topic, TopicState
from rules.permission import Permission, Visitor
from rules.statement import is_discussing
from services import plan as plans
from services.statement import Said, log, statements

AREAS = (Area.MEMBER,)


def panel(topic: Topic, visitor: Visitor) -> None:
    """What was said; while the topic is being talked over, the way to take part."""
    plan = read((Area.PROCEDURE,), "/", plans.plan, topic.version_id)
    open_now = topic.state is TopicState.OPEN and is_discussing(plan.step(topic.step_code))
    takes_part = open_now and visitor.may(Permission.DISCUSS, topic.path)
    said = read_topic((), topic.id or 0, statements, topic.id or 0)
    if said or takes_part:
        _draw(topic, visitor, takes_part)


@part
def _draw(topic: Topic, visitor: Visitor, takes_part: bool) -> None:
    """Drawn apart from the page: an answer does not draw the whole topic anew."""
    said = read_topic((), topic.id or 0, statements, topic.id or 0)
    shown = [row for row in said if not row.hidden]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(f"{_('What people say')} :gray[{len(shown)}]", width="content")
        st.space("stretch")
        _ways(topic, visitor, said, takes_part)
    _to_the_author(topic, visitor, said)
    if takes_part:
        answering.show(topic, visitor, shown)
    if not shown:
        st.info(_("Nobody has said anything yet. One sentence is enough to begin."))
    results.show(topic, shown)


def _ways(topic: Topic, visitor: Visitor, said: list[Said], takes_part: bool) -> None:
    """Saying something, moderating, and the public log of what was moderated."""
    lines = read_topic(AREAS, topic.id or 0, log, topic.id or 0)
    if lines:
        words = n_("Log of {n} moderation", "Log of {n} moderations", len(lines))
        if st.button(words, type="tertiary", icon=":material/policy:", key="nb_moderation_log"):
            opened(_("What was hidden, and why"), results.show_log, topic)
    if said and visitor.may(Permission.MODERATE, topic.path):
        words = _("Moderate")
        if st.button(words, type="tertiary", icon=":material/shield:", key="nb_moderate"):
            opened(words, saying.moderate, topic, visitor)
    if takes_part:
        words = _("Say something")
        if st.button(words, icon=":material/add_comment:", key="nb_say"):
            opened(words, saying.show, topic, visitor)


def _to_the_author(topic: Topic, visitor: Visitor, said: list[Said]) -> None:
    """Whose statement was hidden reads here which one, why, and by whom."""
    mine = {row.id: row for row in said if row.hidden and row.author_id == visitor.member_id}
    if not mine:
        return
    for line in read_topic(AREAS, topic.id or 0, log, topic.id or 0):  # the last one first
        row = mine.pop(line.statement_id, None)
        if row is None:
            continue
        told = {
            "text": plain(row.text),
            "name": plain(line.name),
            "at": clock(line.at),
            "why": plain(line.reason),
        }
        st.warning(_("Your statement “{text}” was hidden by {name} on {at}: {why}", **told))
