"""Tables, columns and values in the words of whoever reads (用语与格式)."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import Enum
from typing import Any

from components.format import area, clock, day, yuan
from components.language import _, chosen, either
from components.table.coded import coded
from components.text import plain
from rules.entity import Column, Entity, Kind
from rules.file import read_kept
from rules.refusal import N_
from services.entity.words import choice_name, column_name, entity_name
from services.table.listing import Labels, target_of
from services.table.step import Named

NOTHING = "—"
NO_LABELS = Labels()
_UNITS = {"人": N_("persons"), "户": N_("households"), "天": N_("days")}
_NUMERIC = frozenset({Kind.NUMBER, Kind.MONEY, Kind.AREA, Kind.FORMULA})


def table(entity: Entity) -> str:
    """What a table is called."""
    return entity_name(entity, chosen())


def column(of: Column) -> str:
    """What a column is called."""
    return column_name(of, chosen())


def choice(of: Column, code: str) -> str:
    """What one value of a closed list is called."""
    return choice_name(of, code, chosen())


def numeric(of: Column) -> bool:
    """Whether values of the column stand under each other by their last digit."""
    return of.kind in _NUMERIC


def row(title: Column | None, value: Any, row_id: int, labels: Labels = NO_LABELS) -> str:
    """What one row is called; its number where it has no name, or none that may be read."""
    said = "" if title is None or title.name == "id" else text(title, value, labels)
    return said or _("No. {n}", n=row_id)


def text(of: Column, value: Any, labels: Labels = NO_LABELS) -> str:
    """One value as people here write it; empty where there is none. Not escaped."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, Enum):
        value = value.value
    if of.is_reference:
        return _reference(of, value, labels)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float):
        return _number(of, value)
    if isinstance(value, datetime):
        return clock(value, year=True)
    if isinstance(value, date):
        return day(value, year=True)
    return _worded(of, value)


def _reference(of: Column, value: Any, labels: Labels) -> str:
    if not isinstance(value, int):
        return str(value)
    key = target_of(of)
    return row(labels.titles.get(key), labels.names.get(key, {}).get(value), value)


def _number(of: Column, value: float) -> str:
    if of.kind is Kind.MONEY:
        return yuan(int(value))
    if of.kind is Kind.AREA:
        return area(int(value))
    if of.unit.startswith("分/"):  # a price for each of something
        return yuan(int(value)) + of.unit[1:]
    said = f"{value:,}"
    return f"{said} {_unit(of.unit)}" if of.unit else said


def _unit(unit: str) -> str:
    return unit if chosen() == "zh_CN" else _(_UNITS.get(unit, unit))


def _worded(of: Column, value: Any) -> str:
    if isinstance(value, Named):
        return either(value.name, value.name_en)
    if isinstance(value, list | tuple):
        return _(", ").join(_worded(of, one) for one in value)
    if of.kind in {Kind.CHOICE, Kind.CHOICES}:
        return choice(of, str(value))
    if of.kind is Kind.DATE and isinstance(value, str):
        return _day(value)
    if of.kind is Kind.FILE and (kept := read_kept(value)):
        return kept.name
    return coded(of, str(value))


def _day(value: str) -> str:
    try:
        return day(date.fromisoformat(value), year=True)
    except ValueError:
        return value


def cell(said: str) -> str:
    """Text from people in one cell of one line."""
    return plain(" ".join(said.split()))


def names(columns: Iterable[Column]) -> dict[str, str]:
    """Columns by name, as people call them; where two are called alike, their keys tell them
    apart."""
    found = {one.name: column(one) for one in columns}
    twice = {said for said in found.values() if list(found.values()).count(said) > 1}
    return {name: f"{said} ({name})" if said in twice else said for name, said in found.items()}
