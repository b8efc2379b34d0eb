"""The columns beside each other; on a phone one of them, picked above with its count (列)."""

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components import address, label
from components.board import card
from components.board.filters import Chosen
from components.language import _
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.permission import Visitor
from rules.procedure import Plan, StepPlan
from services import plan as plans
from services.topic import board
from services.topic.board import CARDS

AREAS = (Area.DELIBERATION,)
OWN_AREAS = (Area.DELIBERATION, Area.DEFINITION, Area.PLACE)  # a filter goes by fields and rights
NARROW = 640  # CSS pixels: below it Streamlit itself puts columns under each other


def show(chosen: Chosen, visitor: Visitor, today: date) -> int:
    """Draw the board; returns how many topics it holds."""
    wanted = chosen.wanted
    version_id = read((Area.PROCEDURE,), "/", board.published, wanted.procedure_id)
    if version_id is None:
        return 0
    plan = read((Area.PROCEDURE,), "/", plans.plan, version_id)
    counts = _counts(chosen, plan)
    picked = _pick(plan, counts)
    _hide_others_when_narrow(plan, picked)
    shelves: dict[str, DeltaGenerator] = {}
    pages: dict[str, int] = {}
    for step, column in zip(plan.steps, st.columns(len(plan.steps), gap="small")):
        shelves[step.code] = column.container(key=f"board_col_{step.code}", gap="small")
        with shelves[step.code]:
            if page := _head(step, counts.get(step.code, 0)):
                pages[step.code] = page
    duties = card.serving(visitor, wanted.path)
    found = read(_areas(chosen), wanted.path, board.cards, wanted, tuple(pages.items()))
    for code, kept in found.items():
        with shelves[code]:
            for one in kept:
                card.show(one, duties, today)
    return sum(counts.values())


def _counts(chosen: Chosen, plan: Plan) -> dict[str, int]:
    if not chosen.wanted.narrowed:
        return chosen.census.counts(chosen.wanted)
    codes = tuple(step.code for step in plan.steps)
    return read(_areas(chosen), chosen.wanted.path, board.counts, chosen.wanted, codes)


def _areas(chosen: Chosen) -> tuple[Area, ...]:
    return OWN_AREAS if chosen.wanted.own else AREAS


def _pick(plan: Plan, counts: dict[str, int]) -> str:
    """Which column a phone shows: the one picked, else the first that holds something."""
    codes = [step.code for step in plan.steps]
    first = next((code for code in codes if counts.get(code)), codes[0])
    names = {s.code: f"{plain(label.step(s))} {counts.get(s.code, 0)}" for s in plan.steps}
    with st.container(key="board_pick"):
        picked = st.segmented_control(
            _("Step"),
            codes,
            format_func=names.__getitem__,
            key=address.key("step", codes, first),
            required=True,
            label_visibility="collapsed",
        )
    return address.keep("step", picked, first) or first


def _hide_others_when_narrow(plan: Plan, picked: str) -> None:
    """Streamlit cannot ask how wide the window is: the one style sheet of this page does."""
    others = ",".join(f".st-key-board_col_{s.code}" for s in plan.steps if s.code != picked)
    rules = f"@media (max-width:{NARROW - 1}px){{{others}{{display:none}}}}" if others else ""
    wide = f"@media (min-width:{NARROW}px){{.st-key-board_pick{{display:none}}}}"
    one_line = ".st-key-board_pick button{padding-left:.5rem;padding-right:.5rem}"
    st.html(f"<style>{rules}{wide}{one_line}</style>")


def _head(step: StepPlan, count: int) -> int:
    """The name of the column, and which of its pages is shown; 0 where it is empty."""
    icon = f":material/{step.icon}: " if step.icon else ""
    st.markdown(f"##### {icon}{plain(label.step(step))} :gray[{count}]")
    if not count:
        st.caption(_("Nothing here"))
        return 0
    return _page(step, count)


def _page(step: StepPlan, count: int) -> int:
    pages = -(-count // CARDS)
    if pages <= 1:
        return 1
    return st.pagination(pages, key=f"page_{step.code}", max_visible_pages=3, bind="query-params")
