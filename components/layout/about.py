"""What a layout is called, and for which table it is (版式设置)."""

import re
from typing import Any

import streamlit as st

from components.drafting import Draft
from components.language import _
from components.reading import read
from components.table.words import table as entity_label
from components.text import plain
from models.definition import DefinitionKind
from models.revision import Area
from rules.definition.layout import ANY
from rules.entity import Entity
from services import definition

KEY = re.compile(r"[a-z][a-z0-9_]{1,39}")


def show(draft: Draft, entity: Entity) -> None:
    """The inputs; what they say goes into the draft."""
    body, at = draft.body, f"{draft.at}_about"
    name = st.text_input(
        _("What is it called?"), body.get("name", ""), max_chars=40, key=f"{at}_name"
    )
    body["name"] = (name or "").strip()
    if not draft.key:
        body["entity"] = _entity(body, entity, at)
    with st.expander(_("More: code, English"), icon=":material/tune:"):
        st.text_input(
            _("Code: small letters"),
            draft.key or _free_key(),
            max_chars=40,
            key=f"{draft.at}_code",
            disabled=bool(draft.key),
        )
        english = st.text_input(
            _("Name in English"), body.get("name_en", ""), max_chars=60, key=f"{at}_name_en"
        )
        body.pop("name_en", None)
        if said := (english or "").strip():
            body["name_en"] = said


def code_of(draft: Draft) -> str:
    """The code that the layout will have."""
    return draft.key or str(st.session_state.get(f"{draft.at}_code") or "").strip()


def is_free(key: str) -> bool:
    """Whether a new layout may have this code."""
    if not KEY.fullmatch(key):
        return False
    return read((Area.DEFINITION,), "/", definition.one, DefinitionKind.LAYOUT, key) is None


def _entity(body: dict[str, Any], entity: Entity, at: str) -> str:
    """For this table, or for all: the latter may only name what every table has."""
    picked = st.segmented_control(
        _("For which table?"),
        [entity.key, ANY],
        default=body["entity"],
        required=True,
        format_func=lambda key: _("Any table") if key == ANY else plain(entity_label(entity)),
        key=f"{at}_entity",
    )
    return str(picked or entity.key)


def _free_key() -> str:
    number = 1
    while not is_free(f"layout_{number}"):
        number += 1
    return f"layout_{number}"
