"""Up to a few comparisons, all or any of them (条件编辑).

What is built is JSON that the rules read. What was written elsewhere and goes deeper is shown in
words, and kept as it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from components.act import why
from components.asking.field import draw
from components.condition.words import OFFERED, op_word
from components.language import _, chosen
from components.reading import read
from components.table import words
from components.text import plain
from models.revision import Area
from rules.condition import OPS, Op, read_condition
from rules.entity import Column, Entity, Kind
from rules.permission import Visitor
from rules.refusal import Refused
from services import condition
from services.entity.lying import place_paths

MOST = 5  # comparisons that are built here
_ALONE = (Op.EMPTY, Op.FILLED)
TODAY = {"fact": "today"}


def build(
    entity: Entity, names: Sequence[str], key: str, given: Any, visitor: Visitor
) -> dict[str, Any] | None:
    """A condition over the columns called ``names``; ``None`` while nothing is asked for.

    ``given`` is what holds now. Keys of widgets begin with ``key``.
    """
    flat = _flat(given)
    if flat is None:
        st.caption(in_words(given, entity))
        if not st.toggle(_("Write it anew"), key=f"{key}_anew"):
            return dict(given)
        flat = ("all", [])
    word, tests = flat
    count_key = f"{key}_count"
    count = st.session_state.setdefault(count_key, len(tests))
    if count > 1:
        word = _all_or_any(key, word)
    made = []
    for n in range(count):
        start = tests[n] if n < len(tests) else {}
        test = _row(entity, names, f"{key}_{n}", start, visitor)
        if test is not None:
            made.append(test)
    _buttons(count_key, count)
    if not made:
        return None
    return made[0] if len(made) == 1 else {word: made}


def in_words(given: Any, entity: Entity) -> str:
    """A condition as people say it, escaped; why not, where it cannot be read."""
    try:
        return plain(condition.in_words(read_condition(given, entity), entity, chosen()))
    except Refused as refusal:
        return why(refusal)


def _flat(given: Any) -> tuple[str, list[Mapping[str, Any]]] | None:
    """All or any, and the comparisons; ``None`` where there is more to it."""
    if not given:
        return "all", []
    if set(given) <= {"field", "op", "value"}:
        return "all", [given]
    ((word, parts),) = given.items()
    plainly = word in {"all", "any"} and len(parts) <= MOST
    if plainly and all(set(part) <= {"field", "op", "value"} for part in parts):
        return word, list(parts)
    return None


def _all_or_any(key: str, word: str) -> str:
    return (
        st.segmented_control(
            _("Which of these must hold?"),
            ["all", "any"],
            default=word,
            required=True,
            format_func=lambda one: _("All of these") if one == "all" else _("Any of them"),
            key=f"{key}_word",
        )
        or "all"
    )


def _buttons(count_key: str, count: int) -> None:
    with st.container(horizontal=True, gap="small"):
        words = _("Add a condition")
        if count < MOST:
            st.button(
                words,
                key=f"{count_key}_more",
                icon=":material/add:",
                type="tertiary",
                on_click=_set,
                args=(count_key, count + 1),
            )
        if count:
            st.button(
                _("Take the last one away"),
                key=f"{count_key}_less",
                icon=":material/remove:",
                type="tertiary",
                on_click=_set,
                args=(count_key, count - 1),
            )


def _set(name: str, value: int) -> None:
    st.session_state[name] = value


def _row(
    entity: Entity, names: Sequence[str], key: str, start: Mapping[str, Any], visitor: Visitor
) -> dict[str, Any] | None:
    """One comparison; nothing while it is not finished."""
    where = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    with where:
        offered = list(names)
        name = st.selectbox(
            _("Column"),
            offered,
            index=offered.index(start["field"]) if start.get("field") in offered else None,
            format_func=lambda one: words.column(entity.by_name[one]),
            key=f"{key}_field",
            placeholder=_("Choose"),
            width=180,
        )
        if name is None:
            return None
        column = entity.by_name[name]
        ops = [op for op in OFFERED if op in OPS[column.kind]]
        begun = start if start.get("field") == name else {}
        op = st.selectbox(
            _("Comparison"),
            ops,
            index=ops.index(Op(begun["op"])) if begun.get("op") in ops else 0,
            format_func=lambda one: op_word(one, column.kind),
            key=f"{key}_{name}_op",
            width=150,
        )
        if op in _ALONE:
            return {"field": name, "op": op.value}
        value = _value(column, op, f"{key}_{name}_{op.value}", begun.get("value"), visitor)
    return None if value in (None, "", []) else {"field": name, "op": op.value, "value": value}


def _value(column: Column, op: Op, key: str, given: Any, visitor: Visitor) -> Any:
    """The value it is compared with, by the kind of the column."""
    if column.kind in {Kind.DATE, Kind.MOMENT}:
        return _day(column, key, given, visitor)
    asked = replace(column, writable=True, help="", help_en="", label=_("Value"), english="")
    if op is Op.IN and column.kind is Kind.CHOICE:
        asked = replace(asked, kind=Kind.CHOICES)
    elif column.kind is Kind.CHOICES:
        asked = replace(asked, kind=Kind.CHOICE)
    elif column.kind in {Kind.LONG_TEXT, Kind.FORMULA} or op is Op.IN:
        asked = replace(asked, kind=Kind.TEXT, longest=200)
    start = given if not isinstance(given, Mapping | list) or asked.kind is Kind.CHOICES else None
    if op is Op.WITHIN:
        return _path(draw(asked, key, None, visitor, "/", required=False))
    found = draw(asked, key, start, visitor, "/", required=False)
    if op is Op.IN and asked.kind is Kind.TEXT:
        return [part for part in str(found or "").split() if part] or None
    return found


def _day(column: Column, key: str, given: Any, visitor: Visitor) -> Any:
    asked = replace(column, kind=Kind.DATE, writable=True, help="", label=_("Value"), english="")
    today = st.checkbox(_("The day itself"), given == TODAY, key=f"{key}_today")
    if today:
        return TODAY
    found = draw(asked, key, None if given == TODAY else given, visitor, "/", required=False)
    return found.isoformat() if isinstance(found, date) else None


def _path(place_id: Any) -> str | None:
    if not isinstance(place_id, int):
        return None
    return read((Area.PLACE,), "/", place_paths, (place_id,)).get(place_id)
