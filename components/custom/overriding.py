"""Making a column of the program stricter (字段调整)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import link
from components.act import why
from components.change.editor import tell_set
from components.change.pick import Back, into_change
from components.custom.picking import pick_marks
from components.custom.words import kind_word
from components.language import _
from components.table import words
from components.text import plain
from models.definition import DefinitionKind
from rules.definition.override import problems
from rules.entity import WHOLE, Column, Entity, Kind
from rules.permission import Visitor
from rules.refusal import Refused
from services.definition import Defined

_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)


def show(visitor: Visitor, own: Entity, name: str, held: Defined | None) -> None:
    """The editor of what is asked of one column beyond what the program asks."""
    column, key = own.by_name[name], f"{own.key}.{name}"
    body = dict(held.body) if held else {}
    link.to("table", _("All fields"), "arrow_back", of=own.key, part="fields")
    st.title(plain(words.column(column)))
    st.caption(kind_word(column))
    tell_set(DefinitionKind.OVERRIDE, key)
    made = {"entity": own.key, "column": name, **_asked(column, body, f"nb_ov_{key}")}
    found = problems(made, key, own)
    changed = made != {"entity": own.key, "column": name}
    for problem in found if changed else ():
        st.error(why(Refused(problem.sentence, **problem.facts)), icon=":material/block:")
    title, back = words.column(column), Back("table", {"of": own.key, "part": "fields"})
    with st.container(horizontal=True):
        if st.button(_("Save"), type="primary", key="nb_override_save", disabled=bool(found)):
            into_change(visitor, DefinitionKind.OVERRIDE, key, made, title=title, back=back)
        if held and st.button(_("As the program has it"), key="nb_override_drop"):
            into_change(visitor, DefinitionKind.OVERRIDE, key, None, title=title, back=back)


def _asked(column: Column, body: Mapping[str, Any], key: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    with st.container(horizontal=True):
        made["label"] = st.text_input(
            _("Called here"),
            body.get("label", ""),
            max_chars=30,
            key=f"{key}_label",
            placeholder=column.label,
        )
        made["label_en"] = st.text_input(
            _("In English"),
            body.get("label_en", ""),
            max_chars=60,
            key=f"{key}_label_en",
            placeholder=column.english,
        )
    made["help"] = st.text_input(
        _("A word of help"), body.get("help", ""), max_chars=200, key=f"{key}_help"
    )
    made |= _marks(column, body, key) | _bounds(column, body, key)
    if column.choices and column.writable:
        codes = [choice.code for choice in column.choices]
        made["choices"] = st.multiselect(
            _("Offer only"),
            codes,
            default=[code for code in body.get("choices") or () if code in codes],
            format_func=lambda code: words.choice(column, code),
            key=f"{key}_choices",
            placeholder=_("Everything on the list"),
        )
    kept = {part: body[part] for part in ("help_en", "group") if body.get(part)}
    return {part: told for part, told in made.items() if told not in (None, "", [], False)} | kept


def _marks(column: Column, body: Mapping[str, Any], key: str) -> dict[str, bool]:
    offered = ["required", "hidden", "read_only"] if column.writable else ["hidden"]
    if column.required:
        offered = [mark for mark in offered if mark != "required"]
    return pick_marks(offered, [mark for mark in offered if body.get(mark)], f"{key}_marks")


def _bounds(column: Column, body: Mapping[str, Any], key: str) -> dict[str, Any]:
    if column.kind in _TEXTS and column.writable:
        found = st.number_input(
            _("Most characters"),
            min_value=1,
            max_value=column.longest,
            value=body.get("longest"),
            step=1,
            key=f"{key}_longest",
        )
        return {"longest": found}
    if column.kind in WHOLE and column.writable:
        with st.container(horizontal=True):
            return {
                part: st.number_input(
                    name, value=body.get(part), step=1, key=f"{key}_{part}", help=column.unit
                )
                for part, name in (("least", _("At least")), ("most", _("At most")))
            }
    return {}
