"""What whoever recovers may do with a claim, each in a dialog of its own (清收办理)."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from components import money
from components.act import act_and_rerun
from components.claim import form, words
from components.dialog import opened
from components.language import _
from components.text import plain
from models.base import now
from models.claim import ClaimKind, ClaimState
from rules import claim as rule
from rules.calendar import day_of
from rules.claim import MOVES, OPEN, Size
from rules.permission import Visitor
from services.claim import keeping, moving
from services.claim.sheet import Sheet

Body = Callable[[Sheet, Visitor], None]


def row(found: Sheet, visitor: Visitor) -> None:
    """The acts that this claim takes now; the main one first."""
    state = found.row.state
    with st.container(horizontal=True, gap="small"):
        if MOVES[state]:
            _act(_("Take it on"), move, found, visitor, icon="arrow_forward", main=True)
        if state not in OPEN:
            return
        _act(_("Record what came back"), recover, found, visitor, icon="task_alt")
        _act(_("Who acts"), assign, found, visitor, icon="person")
        _act(_("Report"), note, found, visitor, icon="edit_note")
        _act(_("Correct"), form.correct, found, visitor, icon="edit")


def _act(
    label: str, body: Body, found: Sheet, visitor: Visitor, *, icon: str, main: bool = False
) -> None:
    kind: Literal["primary", "secondary"] = "primary" if main else "secondary"
    if st.button(label, icon=f":material/{icon}:", type=kind, key=f"nb_claim_{icon}"):
        opened(label, body, found, visitor)


def move(found: Sheet, visitor: Visitor) -> None:
    """To the next state, with what was done."""
    offered = [state.value for state in MOVES[found.row.state]]
    picked = st.radio(
        _("How far has it come?"),
        offered,
        format_func=lambda code: words.state(ClaimState(code)),
        key="nb_claim_state",
    )
    text = _told()
    if st.button(_("Take it on"), type="primary", key="nb_confirm"):
        state = ClaimState(picked)
        done = _("“{title}”: {state}.", title=plain(found.row.title), state=words.state(state))
        act_and_rerun(done, moving.move_claim, visitor, found.row.id, state, text)


def recover(found: Sheet, visitor: Visitor) -> None:
    """An area handed back, or money from before the books."""
    st.caption(
        _("Money that comes in now is a receipt in the books, under this claim: it counts here.")
    )
    cm2: int | None = 0
    if found.row.kind is not ClaimKind.SUM:
        cm2 = form.area(_("Area handed back (m²)"), "nb_back_area")
    fen = money.asked(_("Money from before the books were kept"), "nb_back_sum")
    today = day_of(now())
    on = st.date_input(_("On"), today, max_value=today, key="nb_back_on", format="YYYY-MM-DD")
    text = _told()
    pressed = st.button(_("Record it"), type="primary", key="nb_confirm")
    if pressed and cm2 is not None and fen is not None and on is not None:
        back = Size(cm2, fen)
        done = _("{size} has come back.", size=words.size(back))
        act_and_rerun(done, moving.record_recovery, visitor, found.row.id, back, on, text)


def assign(found: Sheet, visitor: Visitor) -> None:
    """Who acts, and by when."""
    doer = st.text_input(
        _("Who acts?"), found.row.doer, max_chars=rule.LONGEST_DOER, key="nb_claim_doer"
    )
    today = day_of(now())
    due_on = st.date_input(
        _("By when?"),
        max(found.row.due_on or today, today),
        min_value=today,
        key="nb_claim_due",
        format="YYYY-MM-DD",
    )
    if st.button(_("Save it"), type="primary", key="nb_confirm") and due_on is not None:
        done = _("It is clear now who acts.")
        act_and_rerun(done, keeping.assign_claim, visitor, found.row.id, doer or "", due_on)


def note(found: Sheet, visitor: Visitor) -> None:
    """How it goes."""
    text = _told()
    if st.button(_("Report it"), type="primary", key="nb_confirm"):
        done = _("Your report is there.")
        act_and_rerun(done, moving.note_progress, visitor, found.row.id, text)


def _told() -> str:
    text = st.text_area(
        _("What was done? It stays on the register"),
        max_chars=rule.LONGEST_NOTE,
        key="nb_claim_note",
        height=100,
    )
    return text or ""
