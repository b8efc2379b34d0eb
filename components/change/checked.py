"""What the check of a set found: problems, stale parts, and rows that would fail (检查结果)."""

from typing import NamedTuple

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.change import words
from components.dialog import opened
from components.language import _, n_
from components.reading import read
from components.text import plain
from db.session import glance
from models.revision import Area
from rules.definition.problem import MOST_SHOWN, Failing
from rules.permission import Visitor
from services import change, definition
from services.change import Checked, Found, Shown

_KEPT = "nb_change_checked"


class _At(NamedTuple):
    """What was checked: a set at an edit, as definitions stood (检查对象)."""

    set_id: int
    edit_count: int
    member_id: int | None
    items: tuple[int, ...]
    as_of: tuple[str, int] | None  # how definitions stood


def of(found: Shown, visitor: Visitor) -> Checked:
    """What the check says; live rows are looked through once for each edit of the set, and again
    when asked for."""
    kept = found.found
    items = tuple(item.id for item in found.items)
    as_of = read((Area.DEFINITION,), "/", definition.state)
    at = _At(kept.id or 0, kept.edit_count, visitor.member_id, items, as_of)
    known = st.session_state.get(_KEPT)
    if isinstance(known, tuple) and known[0] == at:
        told: Checked = known[1]
        return told
    with glance() as session:
        told = change.check(session, visitor, at.set_id)
    st.session_state[_KEPT] = (at, told)
    return told


def again() -> None:
    """Look through the live rows anew."""
    st.session_state.pop(_KEPT, None)


def tell(seen: Checked) -> None:
    """In one line: may it be published?"""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        stale = sum(one.stale for one in seen.found)
        wrong = sum(len(one.problems) for one in seen.found)
        if wrong:
            text = n_("{n} problem stops it.", "{n} problems stop it.", wrong)
            st.markdown(f":red[:material/block: {text}]", width="content")
        if stale:
            text = n_("{n} change is stale.", "{n} changes are stale.", stale)
            st.markdown(f":red[:material/sync_problem: {text}]", width="content")
        if seen.failing:
            text = n_("{n} row would fail.", "{n} rows would fail.", seen.failing)
            st.markdown(f":orange[:material/warning: {text}]", width="content")
        if seen.sound and not seen.failing:
            text = _("Checked against what is there: nothing stands against it.")
            st.markdown(f":green[:material/check_circle: {text}]", width="content")
        st.button(
            _("Check again"),
            icon=":material/refresh:",
            type="tertiary",
            key="nb_check",
            on_click=again,
        )


def item(told: Found, found: Shown, visitor: Visitor) -> None:
    """What stands against one change."""
    if told.stale:
        text = _("Something else holds by now than what this change starts from.")
        st.warning(text, icon=":material/sync_problem:")
        if st.button(_("Start from what holds now"), key=f"nb_refresh_{told.item_id}"):
            given = (found.found.id or 0, told.item_id, found.found.edit_count)
            done = _("It starts from what holds now. Look at the difference again.")
            act_and_rerun(done, change.refresh_item, visitor, *given)
    for problem in told.problems:
        st.error(words.sentence(problem.sentence, problem.facts), icon=":material/block:")
    for number, failing in enumerate(told.failing):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            text = words.sentence(failing.sentence, {**failing.facts, "count": failing.count})
            st.markdown(f":orange[:material/warning: {text}]", width="content")
            title = _("Which rows")
            key = f"nb_rows_{told.item_id}_{number}"
            if failing.ids and st.button(title, icon=":material/table_rows:", key=key):
                opened(title, _rows, failing)


def _rows(failing: Failing) -> None:
    """The first of the rows that would fail, each a link."""
    if failing.count > len(failing.ids):
        st.caption(_("The first {n} of {all}.", n=len(failing.ids), all=failing.count))
    for row_id in failing.ids[:MOST_SHOWN]:
        link.to("row", plain(_("Row {n}", n=row_id)), "table_rows", of=failing.table, id=row_id)
