"""What a draft changes, in lines (改动对照)."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.language import _, either
from components.text import plain
from rules.method.difference import Difference, differences
from rules.refusal import N_

MOST = 40  # lines that are shown
LONGEST = 60  # letters of a value
SECTIONS = {
    "indicators": N_("Indicator"),
    "groups": N_("Group"),
    "sheets": N_("Score sheet"),
    "items": N_("Line of a sheet"),
    "questions": N_("Question to the owners"),
    "gates": N_("Hard gate"),
    "grades": N_("Grade"),
    "settings": N_("Rule"),
}
PARTS = {
    "name": N_("name"),
    "name_en": N_("name in English"),
    "weight": N_("weight"),
    "parent": N_("stands in"),
    "direction": N_("direction"),
    "aggregate": N_("added up as"),
    "normalise.kind": N_("scale"),
    "normalise.low": N_("lowest mark"),
    "normalise.high": N_("highest mark"),
    "source.kind": N_("source"),
    "source.name": N_("source"),
    "unit": N_("counted in"),
    "points": N_("points of the line"),
    "head": N_("head"),
    "roles": N_("filled in by"),
    "drawn": N_("experts drawn"),
    "effect": N_("what it means"),
    "from": N_("from how many points"),
    "full": N_("full score"),
    "peers": N_("peer groups"),
    "peer_minimum": N_("smallest group"),
    "coverage": N_("weight that must be measured"),
    "turnout": N_("households that must answer"),
    "consecutive": N_("black lists in a row that escalate"),
    "red.share": N_("share of the red list"),
    "black.share": N_("share of the black list"),
    "red.probability": N_("how sure red must be"),
    "black.probability": N_("how sure black must be"),
    "draws": N_("repetitions"),
    "spread": N_("how far weights move"),
    "missing": N_("where a figure is missing"),
    "ties": N_("where scores are equal"),
    "round": N_("decimals of the score"),
    "terms.preview_days": N_("days to look"),
    "terms.objection_days": N_("days to object"),
    "terms.review_days": N_("days to ask for a review"),
}


def show(before: Mapping[str, Any] | None, after: Mapping[str, Any], number: int) -> int:
    """The differences in lines; returns how many there are."""
    if before is None:
        st.caption(_("Nothing is published yet to compare it with."))
        return 1
    found = differences(before, after)
    if not found:
        st.caption(_("It says the same as version {n}.", n=number))
        return 0
    with st.expander(_("{n} changes against version {m}", n=len(found), m=number), expanded=True):
        st.markdown("\n".join(_lines(found)))
    return len(found)


def lines(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The differences, a line of Markdown each."""
    return _lines(differences(before, after))


def _lines(found: Sequence[Difference]) -> list[str]:
    told = [f"- {_line(one)}" for one in found[:MOST]]
    if len(found) > MOST:
        told.append("- " + _("and {n} more", n=len(found) - MOST))
    return told


def _line(one: Difference) -> str:
    kind = _(SECTIONS[one.section])
    name = plain(_short(either(one.name, one.name_en)))
    if one.section == "settings":
        return f"{_part(one.part)}: {_values(one)}"
    if one.part == "name" and not one.before:
        return _("{kind} added: {name}", kind=kind, name=f"**{name}**")
    if one.part == "name" and not one.after:
        return _("{kind} removed: {name}", kind=kind, name=f"**{name}**")
    return f"{kind} **{name}** · {_part(one.part)}: {_values(one)}"


def _part(part: str) -> str:
    known = PARTS.get(part)
    return _(known) if known else plain(part)


def _values(one: Difference) -> str:
    return f"{plain(_short(one.before) or '–')} → **{plain(_short(one.after) or '–')}**"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
