"""The sections and questions of a form, to be added, moved, copied and taken away (表单大纲)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.condition import in_words
from components.custom.words import kind
from components.dialog import opened
from components.drafting import Draft, change_body
from components.drafting.parts import DOWN, UP, menu
from components.forming import question, section
from components.language import _
from components.text import plain
from rules.definition.form import MOST_SECTIONS
from rules.entity import Entity, Kind
from rules.form import drawing, read_form
from rules.permission import Visitor


def show(draft: Draft, visitor: Visitor) -> None:
    """Every section with its questions."""
    whole = read_form(draft.key, draft.body).entity
    for number, held in enumerate(draft.body["sections"]):
        _section(draft, visitor, whole, number, held)
    if len(draft.body["sections"]) < MOST_SECTIONS:
        words = _("Add a section")
        if st.button(words, icon=":material/add:", key="nb_forming_section"):
            opened(words, section.edit, draft, None, visitor)


def _section(
    draft: Draft, visitor: Visitor, whole: Entity, number: int, held: Mapping[str, Any]
) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            title = held.get("title") or _("Section {n}", n=number + 1)
            st.markdown(f"**{plain(title)}**", width="stretch")
            _section_menu(draft, visitor, number)
        if held.get("visible_if") is not None:
            told = in_words(held["visible_if"], whole)
            st.caption(f":material/visibility: {_('Shown when:')} {told}")
        for place, field in enumerate(held["fields"]):
            _question(draft, visitor, (number, place), field)
        words = _("Add a question")
        key = f"nb_forming_add_{number}"
        if st.button(words, icon=":material/add:", type="tertiary", key=key):
            opened(words, question.edit, draft, (number, None), visitor)


def _section_menu(draft: Draft, visitor: Visitor, number: int) -> None:
    offered = {"edit": _("Heading and condition")}
    if number:
        offered["up"] = _("Up")
    if number + 1 < len(draft.body["sections"]):
        offered["down"] = _("Down")
    if len(draft.body["sections"]) > 1:
        offered["drop"] = _("Take away, with its questions")
    picked = menu(offered, f"nb_forming_s_{number}")
    match picked:
        case "edit":
            opened(offered["edit"], section.edit, draft, number, visitor)
        case "up":
            _change(draft, drawing.moved_section, number, UP)
        case "down":
            _change(draft, drawing.moved_section, number, DOWN)
        case "drop":
            _change(draft, drawing.without_section, number)


def _question(
    draft: Draft, visitor: Visitor, at: tuple[int, int], field: Mapping[str, Any]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        star = " :red[\\*]" if field.get("required") else ""
        more = f" · {_('under a condition')}" if field.get("visible_if") is not None else ""
        told = f"{plain(field['label'])}{star} :small[:gray[{kind(Kind(field['kind']))}{more}]]"
        st.markdown(told, width="stretch")
        offered = {
            "edit": _("Change"),
            "up": _("Up"),
            "down": _("Down"),
            "copy": _("Copy"),
            "drop": _("Remove it"),
        }
        picked = menu(offered, f"nb_forming_q_{at[0]}_{at[1]}")
    match picked:
        case "edit":
            opened(plain(field["label"]), question.edit, draft, at, visitor)
        case "up":
            _change(draft, drawing.moved_question, at, UP)
        case "down":
            _change(draft, drawing.moved_question, at, DOWN)
        case "copy":
            _change(draft, drawing.copied_question, at)
        case "drop":
            _change(draft, drawing.without_question, at)


def _change(draft: Draft, deed: Any, *args: Any) -> None:
    change_body(draft, deed, *args)
    st.rerun()
