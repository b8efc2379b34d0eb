"""The value of one condition, asked by the kind of its column (条件取值)."""

from datetime import date
from decimal import Decimal
from typing import Any

import streamlit as st

from components.asking.picking import pick
from components.language import _
from components.reading import read
from components.table import words
from models.revision import Area
from rules.entity import Column, Kind
from rules.permission import Visitor
from rules.table.draft import ALONE, COUNTS, MANY, TWO
from services.entity.lying import place_ids, place_paths

_SCALE = {Kind.MONEY: 100, Kind.AREA: 10_000}
_WIDTH = 190
_SOME_DAYS, MOST_DAYS = 30, 3_660


def ask(visitor: Visitor, column: Column, how: str, given: Any, key: str) -> Any:
    """An input for what ``how`` compares ``column`` with; ``None`` where it needs none."""
    if how in ALONE:
        return None
    if how in COUNTS:
        number = given if isinstance(given, int) else _SOME_DAYS
        return int(st.number_input(_("Days"), 0, MOST_DAYS, number, key=key, width=110))
    if how in TWO:
        pair = list(given) if isinstance(given, list | tuple) else [None, None]
        first = _one(column, _("From"), pair[0], f"{key}_from")
        return [first, _one(column, _("To"), pair[1], f"{key}_to")]
    if how in MANY:
        return _several(column, given, key)
    if column.is_reference:
        return _reference(visitor, column, how, given, key)
    return _one(column, _("Value"), given, key)


def _one(column: Column, label: str, given: Any, key: str) -> Any:
    if column.kind in {Kind.DATE, Kind.MOMENT}:
        return _day(label, given, key)
    if column.kind in _SCALE:
        return _scaled(column, label, given, key)
    if column.kind is Kind.NUMBER:
        number = given if isinstance(given, int) else None
        found = st.number_input(label, value=number, step=1, key=key, width=140)
        return None if found is None else int(found)
    if column.kind is Kind.FORMULA:
        said = st.text_input(label, "" if given is None else str(given), key=key, width=140)
        return _decimal(said)
    return st.text_input(label, given or "", max_chars=200, key=key, width=_WIDTH)


def _day(label: str, given: Any, key: str) -> str | None:
    try:
        value = date.fromisoformat(str(given)[:10])
    except ValueError:
        value = None
    found = st.date_input(label, value=value, key=key, width=140)
    return found.isoformat() if isinstance(found, date) else None


def _scaled(column: Column, label: str, given: Any, key: str) -> int | None:
    """Money in yuan, areas in square metres; kept as whole fen and cm²."""
    scale = _SCALE[column.kind]
    unit = "¥" if column.kind is Kind.MONEY else "㎡"
    value = given / scale if isinstance(given, int) else None
    found = st.number_input(
        f"{label} ({unit})", value=value, step=1.0, format="%.2f", key=key, width=150
    )
    return None if found is None else int((Decimal(str(found)) * scale).to_integral_value())


def _decimal(said: str | None) -> str | None:
    try:
        return f"{Decimal(said or ''):f}"
    except ArithmeticError:
        return None


def _several(column: Column, given: Any, key: str) -> list[str]:
    known = {one.code: words.choice(column, one.code) for one in column.choices}
    held = [one for one in given if one in known] if isinstance(given, list | tuple) else []
    return st.multiselect(
        _("Values"),
        list(known),
        default=held,
        format_func=known.__getitem__,
        key=key,
        placeholder=_("Choose"),
        label_visibility="collapsed",
        width=240,
    )


def _reference(visitor: Visitor, column: Column, how: str, given: Any, key: str) -> Any:
    """The row that is meant; a place by its path where all below it is meant."""
    below = how == "within"
    if below and isinstance(given, str):
        given = next(iter(read((Area.PLACE,), "/", place_ids, (given,)).values()), None)
    paths = sorted((held.path for held in visitor.held), key=len)
    free = Column(
        column.name, column.kind, column.label, column.english, target=column.target, writable=True
    )
    with st.container(width=240):
        found = pick(free, key, given, _("Value"), None, visitor, paths[0] if paths else "/")
    if below and found is not None:
        return read((Area.PLACE,), "/", place_paths, (found,)).get(found)
    return found
