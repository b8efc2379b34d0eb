"""What is posted about a topic, and posting what was decided without a vote (公示)."""

import streamlit as st

from components import notice
from components.act import act_and_rerun
from components.dialog import opened
from components.language import _
from components.reading import read_topic
from models.base import this_minute
from models.revision import Area
from models.topic import Topic, TopicState
from rules.notice import awaits_posting
from rules.permission import Permission, Visitor
from services import notice as notices
from services.posting import LONGEST, post_decision

AREAS = (Area.NOTICE,)


def panel(topic: Topic, visitor: Visitor) -> None:
    """The papers of this topic; the button where one is missing."""
    assert topic.id is not None
    posted = read_topic(AREAS, topic.id, notices.notices, topic.path, 1, None, topic.id)
    waits = topic.state is TopicState.OPEN and awaits_posting(topic.standing)
    posts = waits and visitor.may(Permission.PUT_MOTION, topic.path)
    if not (posted.rows or posts):
        return
    st.subheader(_("Notices"))
    if posted.rows:
        moment = this_minute()
        st.markdown("\n\n".join(notice.line(row, moment) for row in posted.rows))
    title = _("Post the decision")
    if posts and st.button(title, type="primary", icon=":material/campaign:", key="nb_post"):
        opened(title, _post, topic.id, visitor)


def _post(topic_id: int, visitor: Visitor) -> None:
    st.warning(_("What is posted cannot be changed any more: please read it twice."))
    text = st.text_area(
        _("What was decided, by whom, and from when?"), max_chars=LONGEST, key="nb_text", height=160
    )
    if st.button(_("Post the decision"), type="primary", key="nb_confirm"):
        act_and_rerun(_("The decision is posted."), post_decision, visitor, topic_id, text)
