"""The votes of one topic on its page, and the way to put one (议题页的表决)."""

import streamlit as st

from components import link
from components.dialog import opened
from components.language import _
from components.motion import put, words
from components.reading import read_topic
from components.text import plain
from models.choice import Regime
from models.motion import Binding, Motion, MotionState
from models.revision import Area
from models.topic import Topic, TopicState
from rules.permission import Permission, Visitor
from services.motion.asking import asking
from services.motion.reading import live_count, motions_of


def panel(topic: Topic, visitor: Visitor) -> None:
    """Draw the votes of ``topic``; nothing while there are none and none can be put."""
    assert topic.id is not None
    motions = read_topic((), topic.id, motions_of, topic.id)
    may_put = topic.state is TopicState.OPEN and visitor.may(Permission.PUT_MOTION, topic.path)
    if not (motions or may_put):
        return
    areas = (Area.PROCEDURE, Area.PLACE, Area.ROLL)
    asked = read_topic(areas, topic.id, asking, topic.id) if may_put else None
    if not motions and not (asked and asked.regimes):
        return
    st.subheader(_("Deciding"))
    for motion in motions:
        _card(motion)
    if asked and asked.regimes:
        words_ = _("Put it to the vote")
        if st.button(words_, type="primary", icon=":material/how_to_vote:", key="nb_put"):
            opened(words_, put.form, topic, asked, visitor)


def _card(motion: Motion) -> None:
    """The question, how it stands, and the way to the ballot."""
    with st.container(border=True, gap="xsmall"):
        lines = [f"**{plain(motion.question)}** {words.state(motion)}"]
        lines.append(f":gray[{words.regime(motion)} · {words.hours(motion)}]")
        if motion.state is MotionState.OPEN and motion.binding is not Binding.IMPORTED:
            lines.append(_standing(motion))
        elif motion.result and motion.regime is not Regime.ADVISORY and motion.result["flips"]:
            lines.append(f":orange-badge[{_('The outcome depends on how silence is read')}]")
        st.markdown("  \n".join(lines))
        is_open = motion.state is MotionState.OPEN and motion.binding is not Binding.IMPORTED
        way = _("To the ballot") if is_open else _("To the vote")
        link.to("motion", way, "how_to_vote", id=motion.id)


def _standing(motion: Motion) -> str:
    found = read_topic((), motion.topic_id, live_count, motion.id or 0)
    said, colour = words.gap(found.counted or found.tally, found.missing)
    n = found.tally.heads.participating
    return f":{colour}-badge[{said}] :gray[{_('{n} have answered', n=f'{n:,}')}]"
