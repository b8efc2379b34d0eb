"""The page of one topic: what it is, what now, its panels, its story (议题页)."""

import streamlit as st

from components import benefit, custom, link, photo, posting, rating
from components.consequence.panel import panel as consequence_panel
from components.language import _
from components.meeting.panel import panel as meeting_panel
from components.motion.panel import panel as motion_panel
from components.reading import read, read_topic
from components.spending.panel import panel as spending_panel
from components.statement.panel import panel as statement_panel
from components.topic import acts, form, head, story, text
from components.work import panel as work_panel
from models.base import now
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Visitor
from services import plan as plans
from services.place import names_public
from services.topic import reading

AREAS = (Area.MEMBER, Area.PLACE)
PANELS = (
    consequence_panel,
    benefit.panel,
    rating.panel,
    spending_panel,
    work_panel,
    posting.panel,
    motion_panel,
    meeting_panel,
    statement_panel,
)  # what came last stands on top


def show(topic_id: int, visitor: Visitor) -> None:
    """Draw the topic; a sentence and a way on where there is none."""
    told = read_topic(AREAS, topic_id, reading.account, topic_id)
    if told is None:
        st.title(_("There is no such topic."))
        link.to("board", _("To the agenda board"), "view_kanban")
        return
    topic = told.topic
    plan = read((Area.PROCEDURE,), "/", plans.plan, topic.version_id)
    public = read((Area.PLACE,), "/", names_public, topic.compound_id)
    head.show(told, plan, day_of(now()), public)
    acts.show(told, plan, visitor)
    left, right = st.columns([2, 1], gap="large")
    with left:
        text.show(told.texts)
        photo.gallery(f"topic:{topic.id}", topic.path, topic.title, visitor)
        custom.panel("topic", topic_id, topic.path, visitor)
        form.show(told, plan, visitor)
        for panel in PANELS:
            panel(topic, visitor)
    with right:
        story.show(told)
