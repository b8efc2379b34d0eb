"""Drawing up one field: what it is called, what it holds, when it is asked (字段编辑)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import link
from components.change.editor import tell_set
from components.change.pick import Back, into_change
from components.condition import build
from components.custom import content, preview
from components.custom.picking import pick_kind, pick_marks
from components.language import _
from components.text import plain
from models.definition import DefinitionKind
from rules.entity import Entity, Kind
from rules.entity.custom import KINDS, PREFIX
from rules.permission import Visitor
from services.definition import Defined

_MARKS = ("required", "listed", "searched", "measure", "dimension", "personal", "indexed")
_SUITED = {
    "searched": {Kind.TEXT, Kind.LONG_TEXT},
    "measure": {Kind.NUMBER, Kind.MONEY, Kind.FORMULA},
}
_SPLIT = {Kind.NUMBER, Kind.DATE, Kind.YES_NO, Kind.CHOICE, Kind.PLACE, Kind.MONEY}


def show(visitor: Visitor, of: Entity, held: Defined | None) -> None:
    """The editor of one field of ``of``; of a new one where nothing is ``held``."""
    body = dict(held.body) if held else {}
    name = str(body.get("name", ""))
    link.to("table", _("All fields"), "arrow_back", of=of.key, part="fields")
    st.title(plain(str(body["label"])) if held else _("A new field"))
    tell_set(DefinitionKind.FIELD, held.key if held else "")
    left, right = st.columns([3, 2], gap="large")
    key = f"nb_fd_{of.key}_{name}"
    with left:
        made = _asked(visitor, of, body, key, new=held is None)
    with right:
        sound = preview.show(visitor, of, made)
        if st.button(_("Save"), type="primary", key="nb_field_save", disabled=not sound):
            into_change(
                visitor,
                DefinitionKind.FIELD,
                f"{of.key}.{made['name']}",
                made,
                title=made["label"],
                back=Back("table", {"of": of.key, "part": "fields"}),
            )


def _asked(
    visitor: Visitor, of: Entity, body: Mapping[str, Any], key: str, *, new: bool
) -> dict[str, Any]:
    """The body as it is drawn up."""
    made: dict[str, Any] = {"entity": of.key}
    made |= _called(of, body, key, new)
    made["kind"] = _kind(body, key, new)
    made |= content.asked(of, body, key, Kind(made["kind"]))
    made |= _marks(body, key, Kind(made["kind"]))
    made |= _conditions(visitor, of, body, key, made)
    made["position"] = int(
        st.number_input(
            _("Order among the fields of your own"),
            min_value=0,
            max_value=1_000,
            value=body.get("position", _last(of)),
            key=f"{key}_position",
        )
    )
    return {part: told for part, told in made.items() if told not in (None, "", [], False)} | {
        "label": made["label"],
        "name": made["name"],
    }


def _called(of: Entity, body: Mapping[str, Any], key: str, new: bool) -> dict[str, Any]:
    label = st.text_input(
        _("What is it called?"), body.get("label", ""), max_chars=30, key=f"{key}_label"
    )
    with st.container(horizontal=True):
        english = st.text_input(
            _("In English"), body.get("label_en", ""), max_chars=60, key=f"{key}_label_en"
        )
        name = st.text_input(
            _("Its code"),
            body.get("name") or _free(of),
            max_chars=42,
            key=f"{key}_name",
            disabled=not new,
            help=_("Begins with x_. It stands in files and formulas, and stays as it is."),
        )
    help_ = st.text_input(
        _("A word of help"), body.get("help", ""), max_chars=200, key=f"{key}_help"
    )
    return {
        "label": (label or "").strip(),
        "label_en": (english or "").strip(),
        "name": (name or "").strip(),
        "help": (help_ or "").strip(),
    }


def _kind(body: Mapping[str, Any], key: str, new: bool) -> str:
    note = None if new else _("The kind stays while rows hold values of it.")
    return pick_kind(_("What does it hold?"), KINDS, body.get("kind"), key, note)


def _marks(body: Mapping[str, Any], key: str, of: Kind) -> dict[str, bool]:
    suited = [mark for mark in _MARKS if of in _SUITED.get(mark, {of})]
    suited = [m for m in suited if m != "dimension" or of in _SPLIT]
    if of is Kind.FORMULA:
        suited.remove("required")
    default = [m for m in suited if body.get(m)] if body else ["listed"]
    return pick_marks(suited, default, f"{key}_marks_{of.value}")


def _conditions(
    visitor: Visitor, of: Entity, body: Mapping[str, Any], key: str, made: Mapping[str, Any]
) -> dict[str, Any]:
    """When it is asked, when it must be filled in, what must be true of it."""
    before = [c.name for c in of.columns if not c.formula and c.name != made["name"]]
    words = {"visible_if": _("Asked only when …"), "required_if": _("Must be filled in when …")}
    offered = list(words) if made["kind"] != Kind.FORMULA else ["visible_if"]
    found: dict[str, Any] = {}
    for part in offered:
        with st.container(border=True):
            st.markdown(f"**{words[part]}**")
            found[part] = build(of, before, f"{key}_{part}", body.get(part), visitor)
    for part in ("valid_if", "valid_words", "help_en", "group"):
        if body.get(part):  # what came by a file is kept as it is
            found[part] = body[part]
    return found


def _free(of: Entity) -> str:
    number = 1
    while f"{PREFIX}{number}" in of.by_name:
        number += 1
    return f"{PREFIX}{number}"


def _last(of: Entity) -> int:
    return 10 * (1 + sum(column.extra for column in of.columns))
