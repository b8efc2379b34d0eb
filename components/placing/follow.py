"""What followed from a result: owners' topic, objections, repair (结果运用)."""

import streamlit as st

from components import link
from components.format import day
from components.language import _
from components.ranking import words
from components.ranking.notes import STATES
from components.text import plain
from models.consequence import ConsequenceKind
from models.hearing import Appeal
from rules.calendar import day_of
from rules.refusal import N_
from services.ranking.placing import Followed, Story

_KINDS = {
    ConsequenceKind.OWNERS_TOPIC: N_("The owners decide whether to keep the firm"),
    ConsequenceKind.ESCALATION: N_("Black {n} times in a row: the owners decide again"),
    ConsequenceKind.AWARD: N_("Marked for awards"),
}


def show(told: Story) -> None:
    """What followed: the second thing that a reader comes to ask."""
    st.markdown(f"#### {_('What followed from it?')}")
    drawn = _consequences(told.followed)
    drawn += _appeals(told)
    drawn += _repair(told.followed)
    if not drawn:
        st.caption(_("Nothing so far. A list by itself dismisses nobody."))


def ways(told: Story) -> None:
    """How to go on from here."""
    with st.container(horizontal=True, gap="small"):
        link.to("method", _("Method"), "functions", id=told.head.version_id)
        code = told.head.edition.code
        link.to("edition", _("How to appeal"), "gavel", code=code, part="notes")
        link.to("edition", _("Check it yourself"), "fact_check", code=code, part="check")


def _consequences(followed: Followed) -> int:
    for one in followed.consequences:
        said = _(_KINDS[one.kind], n=one.run)
        if one.topic_id is not None:
            link.to("topic", plain(said), "how_to_vote", id=one.topic_id)
        else:
            st.markdown(f":material/award_star: {plain(said)}")
    put_right = followed.rectification
    if put_right is not None:
        due = day(put_right.due_on, year=True)
        link.to("rectifications", _("To be put right by {day}", day=due), "build")
        st.caption(plain(put_right.cause))
    return len(followed.consequences) + (put_right is not None)


def _appeals(told: Story) -> int:
    for one in told.followed.appeals:
        st.markdown(f":material/gavel: {_appeal(told, one)}")
    return len(told.followed.appeals)


def _appeal(told: Story, one: Appeal) -> str:
    leaf = told.head.body.indicator(one.indicator)
    about = words.name(leaf) if leaf is not None else _("the result as a whole")
    said = _("The firm objected to “{about}”: {outcome}", about=about, outcome=_(STATES[one.state]))
    at = day(day_of(one.answered_at), year=True) if one.answered_at else ""
    return f"{plain(said)} :small[:gray[{plain(at)}]]"


def _repair(followed: Followed) -> int:
    one = followed.repair
    if one is None:
        return 0
    at = day(day_of(one.answered_at), year=True) if one.answered_at else ""
    st.markdown(
        f":green-badge[:material/healing: {_('Put right since')}] {plain(one.answer)} "
        f":small[:gray[{plain(at)}]]"
    )
    return 1
