"""What a field holds and what else it is, picked alike for tables and for forms (字段选项)."""

from collections.abc import Collection, Sequence

import streamlit as st

from components.custom.words import kind
from components.language import _
from rules.entity import Kind
from rules.refusal import N_

MARKS = {
    "required": N_("Must be filled in"),
    "listed": N_("Stands in the list"),
    "searched": N_("Found by search"),
    "measure": N_("Can be added up"),
    "dimension": N_("Figures can be split by it"),
    "personal": N_("Personal data"),
    "indexed": N_("Indexed: filters stay fast"),
    "hidden": N_("Hidden"),
    "read_only": N_("Cannot be changed here"),
}


def pick_kind(
    question: str, kinds: Sequence[Kind], held: object, key: str, note: str | None = None
) -> str:
    """One of ``kinds``, by its code; at first the one that is ``held``."""
    codes = [one.value for one in kinds]
    picked = st.selectbox(
        question,
        codes,
        index=codes.index(str(held)) if held in codes else 0,
        format_func=lambda code: kind(Kind(code)),
        key=f"{key}_kind",
        help=note,
    )
    return str(picked)


def pick_marks(offered: Sequence[str], default: Collection[str], key: str) -> dict[str, bool]:
    """Which of the marks that are ``offered`` the field has."""
    picked = st.pills(
        _("What else?"),
        offered,
        selection_mode="multi",
        default=[mark for mark in offered if mark in default],
        format_func=lambda mark: _(MARKS[mark]),
        key=key,
        wrap=True,
    )
    return {mark: mark in picked for mark in offered}
