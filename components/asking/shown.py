"""Values as people read them (取值显示)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

import streamlit as st

from components import link
from components.asking.picking import NAMED
from components.format import area, clock, day, yuan
from components.language import _
from components.reading import read
from components.table import words
from components.text import plain
from rules.entity import Column, Kind
from rules.file import read_kept
from rules.permission import STRANGER, Visitor
from services.picking import named

NOTHING = "—"
_NUMBERS = {Kind.NUMBER, Kind.MONEY, Kind.AREA, Kind.FORMULA}


def shown(column: Column, value: Any, visitor: Visitor = STRANGER) -> str:
    """One value as text, with its unit; what it points to by the name that ``visitor`` may know."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or value in ("", []):
        return NOTHING
    if column.kind is Kind.CHOICE:
        return words.choice(column, str(value))
    if column.kind is Kind.CHOICES and isinstance(value, list | tuple):
        return _(", ").join(words.choice(column, str(code)) for code in value)
    if column.kind is Kind.YES_NO:
        return _("Yes") if value is True else _("No") if value is False else str(value)
    if column.kind in _NUMBERS and isinstance(value, int | float | Decimal):
        return _number(column, value)
    if column.kind in {Kind.DATE, Kind.MOMENT}:
        return _day(value)
    if column.is_reference and isinstance(value, int):
        return _name(column, value, visitor)
    if column.kind is Kind.FILE:
        kept = read_kept(value)
        return kept.name if kept else str(value)
    return str(value)


def show(
    columns: Sequence[Column],
    values: Mapping[str, Any],
    visitor: Visitor,
    key: str = "",
    row_id: int = 0,
) -> None:
    """What is filled in of ``columns``, one line each; nothing where nothing is.

    With the table's ``key`` and the row's number a file can be opened.
    """
    lines = [
        f"**{plain(words.column(column))}** "
        + (_file(column, said, key, row_id) if column.kind is Kind.FILE else said)
        for column in columns
        if values.get(column.name) not in (None, "", [])
        and (said := plain(shown(column, values[column.name], visitor)))
    ]
    if lines:
        st.markdown("  \n".join(lines))


def _file(column: Column, said: str, key: str, row_id: int) -> str:
    if key and row_id:
        return f"[{said}]({link.origin()}/file/{key}/{row_id}/{column.name})"
    return said


def _number(column: Column, value: float | Decimal) -> str:
    if column.kind is Kind.MONEY and isinstance(value, int):
        return yuan(value) if value >= 0 else f"-{yuan(-value)}"
    if column.kind is Kind.AREA and isinstance(value, int):
        return area(value)
    written = f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")
    return f"{written} {column.unit}".strip()


def _day(value: Any) -> str:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            return str(value)
    if isinstance(value, datetime):
        return clock(value, year=True)
    return day(value, year=True) if isinstance(value, date) else str(value)


def _name(column: Column, value: int, visitor: Visitor) -> str:
    found = read(NAMED, "/", named, visitor, column, (value,))
    return found[0].label if found else f"#{value}"
