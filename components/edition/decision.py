"""Two persons decide, and it is published (审定与发布)."""

import streamlit as st

from components.act import act, act_and_rerun
from components.consequence import followed
from components.edition import words
from components.language import _
from components.reading import read
from components.text import plain
from db.session import glance
from models.edition import EditionState, Mark
from models.revision import Area
from rules.edition.walk import PERSONS
from rules.method import Body
from rules.permission import Permission, Visitor
from services.edition import checking, deciding, reading
from services.edition.reading import Head, Result, Standing


def show(found: Head, told: Standing, visitor: Visitor) -> None:
    """What is to be decided, who agreed, and the acts of whoever may."""
    edition, stand = found.edition, told.stand
    may = visitor.may(Permission.DECIDE_EDITION, edition.path)
    if stand.correction is not None:
        _correction(found, told, visitor, may)
        return
    if edition.state is EditionState.PUBLISHED:
        st.success(_("It is published and frozen."), icon=":material/verified:")
        return
    if edition.state is not EditionState.DECIDING:
        st.info(_("It is decided when every firm has had its notice and the window is over."))
        return
    _what(found, edition.computation_id or 0)
    st.subheader(_("{done} of {all} have agreed", done=len(told.agreed), all=PERSONS))
    for name in told.agreed:
        st.markdown(f":green[:material/check_circle:] {plain(name)}")
    if not may:
        st.caption(_("Officers of the street decide."))
        return
    blocked = bool(stand.waiting) or stand.upheld
    with st.container(horizontal=True):
        mine = visitor.member_id in stand.approved_by
        enough = len(set(stand.approved_by)) >= PERSONS
        if not enough and st.button(
            _("I agree") if not mine else _("You have agreed"),
            type="primary",
            icon=":material/how_to_reg:",
            key="nb_agree",
            disabled=mine or blocked,
        ):
            facts = (edition.id or 0, edition.computation_id or 0)
            act_and_rerun(_("You have agreed."), deciding.approve, visitor, *facts)
        if enough and st.button(
            _("Publish now"),
            type="primary",
            icon=":material/campaign:",
            key="nb_publish",
            disabled=blocked,
        ):
            _publish(found, visitor)
    if mine and not enough:
        st.caption(_("Another officer has to agree as well."))


def _what(found: Head, computation_id: int) -> None:
    """Both lists by name: whoever agrees sees what he agrees to."""
    left, right = st.columns(2)
    for side, mark, title in (
        (left, Mark.RED, _("Red list")),
        (right, Mark.BLACK, _("Black list")),
    ):
        path = found.edition.path
        rows = read((Area.RANKING,), path, reading.listed, computation_id, mark)
        with side, st.container(border=True, gap="xsmall"):
            st.markdown(f"**{title}** · {len(rows)}")
            for row in rows[:40]:
                st.markdown(_line(row, found.body))


def _line(row: Result, body: Body) -> str:
    score = words.score(row.placing.score, body)
    return f"{plain(row.entrant.name)} :gray[{plain(row.entrant.firm_name)} · {score}]"


def _publish(found: Head, visitor: Visitor) -> None:
    """Computed once more before anything is written, so that the writing is short."""
    edition = found.edition
    bar = st.progress(0.0, _("Computing it once more from its inputs"))

    def progress(done: int, total: int) -> None:
        text = _("Draws: {done} of {all}", done=done, all=total)
        bar.progress(min(0.9, done / max(1, total)), text)

    with glance() as session:
        checking.recheck(session, edition, progress)
    bar.progress(0.95, _("Writing and posting"))
    facts = (edition.id or 0, edition.computation_id or 0)
    made = act(_("Published"), deciding.publish, visitor, *facts)
    bar.empty()
    if made is not None:
        followed.drawn(edition, visitor)
        st.query_params.pop("view", None)
        st.rerun()


def _correction(found: Head, told: Standing, visitor: Visitor, may: bool) -> None:
    assert told.stand.correction is not None
    computation_id, by = told.stand.correction
    st.subheader(_("Correction"))
    st.write(_("What would stand there after the correction:"))
    _what(found, computation_id)
    if not may:
        st.caption(_("Officers of the street decide."))
    elif by == visitor.member_id:
        st.caption(_("You computed it: another officer decides."))
    elif st.button(
        _("Publish the correction"), type="primary", icon=":material/campaign:", key="nb_correct"
    ):
        facts = (found.edition.id or 0, computation_id)
        act_and_rerun(_("The correction is published."), deciding.correct, visitor, *facts)
