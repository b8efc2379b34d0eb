"""The columns beside each other; on a phone one of them, picked above with its count (列)."""

from datetime import date

import streamlit as st

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
from services.topic import reading
from services.topic.reading import CARDS

AREAS = (Area.DELIBERATION,)
NARROW = 640  # CSS pixels: below it Streamlit itself puts columns under each other


def show(chosen: Chosen, visitor: Visitor, today: date) -> int:
    """Draw the board; returns how many topics it holds."""
    wanted = chosen.wanted
    version_id = read((Area.PROCEDURE,), "/", reading.published, wanted.procedure_id)
    if version_id is None:
        return 0
    plan = read((Area.PROCEDURE,), "/", plans.plan, version_id)
    counts = read(AREAS, wanted.path, reading.counts, wanted)
    picked = _pick(plan, counts)
    _hide_others_when_narrow(plan, picked)
    for step, column in zip(plan.steps, st.columns(len(plan.steps), gap="small")):
        with column, st.container(key=f"board_col_{step.code}", gap="small"):
            _column(chosen, step, counts.get(step.code, 0), visitor, today)
    return sum(counts.values())


def _pick(plan: Plan, counts: dict[str, int]) -> str:
    """Which column a phone shows: the one picked, else the first that holds something."""
    codes = [step.code for step in plan.steps]
    first = next((code for code in codes if counts.get(code)), codes[0])
    names = {s.code: f"{label.step(s)} {counts.get(s.code, 0)}" for s in plan.steps}
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
    flush = ".stPageLink a{padding-left:0;padding-right:0}"  # titles stand above their text
    st.html(f"<style>{rules}{wide}{flush}</style>")


def _column(chosen: Chosen, step: StepPlan, count: int, visitor: Visitor, today: date) -> None:
    icon = f":material/{step.icon}: " if step.icon else ""
    st.markdown(f"##### {icon}{plain(label.step(step))} :gray[{count}]")
    if not count:
        st.caption(_("Nothing here"))
        return
    page = _page(step, count)
    for kept in read(AREAS, chosen.wanted.path, reading.cards, chosen.wanted, step.code, page):
        card.show(kept, visitor, today)


def _page(step: StepPlan, count: int) -> int:
    pages = -(-count // CARDS)
    if pages <= 1:
        return 1
    return st.pagination(pages, key=f"page_{step.code}", max_visible_pages=3, bind="query-params")
