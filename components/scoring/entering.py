"""Entering one figure, or a hard gate, with where it can be looked up (录入)."""

import streamlit as st

from components.act import act_and_rerun
from components.language import _, either
from components.method.naming import name
from components.scoring import words
from components.text import plain
from models.base import now
from models.edition import Edition
from rules.calendar import day_of
from rules.permission import Visitor
from rules.scoring.estimate import plain as decimal
from rules.scoring.figure import LONGEST_EVIDENCE, TYPED, counts_cases
from services.scoring.figure import Given, enter_figure
from services.scoring.progress import Compound, Progress
from services.scoring.veto import find_veto


def picked(seen: Progress, key: str = "nb_entrant") -> Compound | None:
    """One compound of the edition, by its name or its firm."""
    number = st.selectbox(
        _("Compound"),
        range(len(seen.compounds)),
        format_func=lambda n: f"{seen.compounds[n].name} · {seen.compounds[n].firm}",
        index=None,
        placeholder=_("Type a part of its name"),
        key=key,
    )
    return None if number is None else seen.compounds[number]


def figure(edition: Edition, seen: Progress, visitor: Visitor) -> None:
    """One number for one indicator of one compound."""
    here = picked(seen)
    leaves = {leaf.code: leaf for leaf in seen.body.indicators if leaf.source.kind in TYPED}
    code = st.selectbox(
        _("Indicator"), list(leaves), format_func=lambda c: name(leaves[c]), key="nb_indicator"
    )
    if here is None or code is None:
        return
    leaf = leaves[code]
    before = here.figures.get(code)
    if before is not None:
        told = f"{words.value(before)} {either(leaf.unit, leaf.unit_en)}"
        st.caption(_("Now: {value}. {why}", value=told, why=plain(words.evidence(before))))
    cases = counts_cases(leaf) and st.toggle(
        _("I know the number of cases: work out the rate ({n} households)", n=here.households),
        True,
        key="nb_cases",
    )
    unit = _("cases") if cases else either(leaf.unit, leaf.unit_en)
    value = st.text_input(
        _("Number ({unit})", unit=unit),
        max_chars=40,
        key=f"nb_value_{code}",
        help=_range(leaf.scale.low, leaf.scale.high) if leaf.scale.kind == "points" else None,
    )
    evidence = _evidence()
    if st.button(_("Enter"), type="primary", key="nb_confirm"):
        given = Given(value or "", evidence, cases=cases and bool((value or "").strip()))
        act_and_rerun(_("Entered"), enter_figure, visitor, here.entrant_id, code, given)
    st.caption(_("The earlier number stays on record. An empty one takes it back."))


def _range(low: object, high: object) -> str:
    return _("From {low} to {high}", low=decimal(low), high=decimal(high))  # type: ignore[arg-type]


def _evidence() -> str:
    return (
        st.text_input(
            _("Where this can be looked up"),
            max_chars=LONGEST_EVIDENCE,
            key="nb_evidence",
            placeholder=_("Number and date of the paper, or the system it was exported from"),
        )
        or ""
    )


def gate(edition: Edition, seen: Progress, visitor: Visitor) -> None:
    """A fact that outweighs all points."""
    here = picked(seen)
    gates = {one.code: one for one in seen.body.gates}
    code = st.selectbox(
        _("What happened"), list(gates), format_func=lambda c: name(gates[c]), key="nb_gate_code"
    )
    last = min(edition.ends_on, day_of(now()))
    on = st.date_input(
        _("Day"),
        max(edition.begins_on, last),
        min_value=edition.begins_on,
        max_value=edition.ends_on,
        key="nb_gate_on",
    )
    evidence = _evidence()
    if code is not None:
        black = gates[code].effect == "black"
        st.caption(
            _("It puts the compound on the black list, whatever its points.")
            if black
            else _("It keeps the compound off the red list.")
        )
    if st.button(_("Record"), type="primary", key="nb_confirm", disabled=here is None):
        assert here is not None and code is not None
        done = _("Recorded")
        act_and_rerun(done, find_veto, visitor, here.entrant_id, code, evidence, on)
