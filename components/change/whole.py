"""Procedures and methods as people read them (规程与办法的说法), not as their files are written."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.language import _
from components.method import compare as methods
from components.method import page as method
from components.procedure import words as procedure
from models.definition import DefinitionKind
from rules.definition import method as method_rules
from rules.definition import procedure as procedure_rules
from rules.definition.difference import Difference
from rules.method import read_body
from services.change.reading import ShownItem

INSIDE = {DefinitionKind.PROCEDURE: "steps", DefinitionKind.METHOD: "body"}
_RULES = {
    DefinitionKind.PROCEDURE: procedure_rules.problems,
    DefinitionKind.METHOD: method_rules.problems,
}
Body = Mapping[str, Any]


def readable(item: ShownItem) -> bool:
    """Whether it is told here: both sides are whole, or one of them and there is no other. Steps
    that change are told apart part by part."""
    if item.kind not in INSIDE or (item.kind is DefinitionKind.PROCEDURE and item.before):
        return False
    sides = [body for body in (item.before, item.after) if body is not None]
    return item.after is not None and not any(_RULES[item.kind](body) for body in sides)


def around(item: ShownItem, told: list[Difference]) -> list[Difference]:
    """What is left to be told part by part: names and summaries that there are."""
    outer = [one for one in told if one.part[0] != INSIDE[item.kind]]
    return [one for one in outer if one.before or one.after]


def show(item: ShownItem) -> None:
    """A new one whole; of a method that was there, what changes."""
    after: Body = item.after or {}
    if item.kind is DefinitionKind.PROCEDURE:
        steps = procedure_rules.read_steps(after)
        for step in steps:
            st.markdown(procedure.step(step, steps))
        return
    if item.before is None:
        method.outline(read_body(after["body"]))
        return
    found = methods.lines(item.before["body"], after["body"])
    st.markdown("\n".join(found) or _("Nothing differs."))
