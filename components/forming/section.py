"""The heading of a section, and when it is shown (分区设置): the body of a dialog."""

from typing import Any

import streamlit as st

from components.condition import build
from components.drafting import Draft, change_body
from components.language import _
from rules.form import read_form
from rules.form.drawing import with_section
from rules.permission import Visitor


def edit(draft: Draft, number: int | None, visitor: Visitor) -> None:
    """Ask for it, and put it into the draft."""
    sections = draft.body["sections"]
    held: dict[str, Any] = {} if number is None else sections[number]
    key = f"{draft.at}_s_{draft.turn}_{number}"
    title = st.text_input(_("Heading"), held.get("title", ""), max_chars=40, key=f"{key}_title")
    english = st.text_input(
        _("In English"), held.get("title_en", ""), max_chars=80, key=f"{key}_title_en"
    )
    before = sections if number is None else sections[:number]
    names = [field["name"] for one in before for field in one["fields"] if not _computed(field)]
    rule = None
    if names:
        st.markdown(f"**{_('Shown only when …')}**")
        whole = read_form(draft.key, draft.body).entity
        rule = build(whole, names, f"{key}_if", held.get("visible_if"), visitor)
    if st.button(_("Keep it"), type="primary", key="nb_forming_section_done"):
        made: dict[str, Any] = {"title": (title or "").strip()}
        if english:
            made["title_en"] = english.strip()
        if rule is not None:
            made["visible_if"] = rule
        change_body(draft, with_section, number, made)
        st.rerun()


def _computed(field: dict[str, Any]) -> bool:
    return bool(field["kind"] == "formula")
