"""On the page of a topic that a black listing opened: the facts it rests on, as they count now."""

import streamlit as st

from components import link
from components.firm.words import score
from components.format import day
from components.language import _
from components.reading import read_topic
from components.text import plain
from models.revision import Area
from models.topic import Topic
from rules.calendar import day_of
from rules.permission import Visitor
from services.consequence.attached import Fact, Since, attached

AREAS = (Area.RANKING,)


def panel(topic: Topic, visitor: Visitor) -> None:
    """The black rows behind the topic; nothing where there are none."""
    facts = read_topic(AREAS, topic.id or 0, attached, topic.id or 0)
    if not facts:
        return
    st.subheader(_("The facts of the rating"))
    for fact in facts:
        with st.container(border=True, gap="xsmall"):
            _fact(fact)
    st.caption(
        _(
            "A black listing dismisses nobody. The owners decide whom they keep: "
            "Civil Code 278, item 4."
        )
    )


def _fact(fact: Fact) -> None:
    st.markdown(f"**{plain(fact.edition_title)}** · {plain(fact.firm)}  {_badges(fact)}")
    if fact.since is not None:
        st.success(_since(fact), icon=":material/info:")
    told = [_("{score} points", score=score(fact.score))]
    if fact.rank is not None:
        told.append(_("rank {rank} ({low}–{high})", rank=fact.rank, low=fact.low, high=fact.high))
    if fact.worst:
        sure = _(
            "in {worst} of {draws} simulated rankings among the worst",
            worst=f"{fact.worst:,}",
            draws=f"{fact.draws:,}",
        )
        told.append(sure)
    st.markdown(plain(" · ".join(told)))
    with st.container(horizontal=True, gap="small"):
        link.to("placing", _("How the score came about"), "insights", id=fact.placing_id)
        link.to("edition", _("The whole list"), "leaderboard", code=fact.edition_code)


def _badges(fact: Fact) -> str:
    if fact.since is not None:
        return f":green-badge[{_('counts no more')}]"
    badge = f":gray-badge[:material/remove_circle: **{_('Black list')}**]"
    if fact.escalated:
        told = _("{n} editions in a row", n=fact.run)
        badge += f" :orange-badge[:material/priority_high: {told}]"
    return badge


def _since(fact: Fact) -> str:
    on = day(day_of(fact.since_at), year=True) if fact.since_at else ""
    if fact.since is Since.REPAIRED:
        return _(
            "On {day} it was found on evidence that this was put right. The topic stays open: "
            "the owners decide whether they still want to talk about it.",
            day=on,
        )
    return _(
        "On {day} the edition was corrected: the compound no longer stands on the black list. "
        "The topic stays open: the owners decide whether they still want to talk about it.",
        day=on,
    )
