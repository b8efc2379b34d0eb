"""A condition as people say it (条件用语): a cell that ``services.wording`` puts in a language."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import Enum
from typing import Any

from rules.condition.shape import AllOf, AnyOf, Condition, Fact, Not, Op, Test
from rules.entity import Column, Entity, Kind
from rules.refusal import N_

Cell = Any

_OPS = {
    Op.IS: N_("{column} is {value}"),
    Op.IS_NOT: N_("{column} is not {value}"),
    Op.IN: N_("{column} is one of {value}"),
    Op.NOT_IN: N_("{column} is none of {value}"),
    Op.LT: N_("{column} is less than {value}"),
    Op.LE: N_("{column} is at most {value}"),
    Op.GT: N_("{column} is more than {value}"),
    Op.GE: N_("{column} is at least {value}"),
    Op.BETWEEN: N_("{column} is between {value} and {end}"),
    Op.CONTAINS: N_("{column} contains “{value}”"),
    Op.BEGINS: N_("{column} begins with “{value}”"),
    Op.HAS: N_("{column} includes {value}"),
    Op.HAS_ANY: N_("{column} includes one of {value}"),
    Op.EMPTY: N_("{column} is empty"),
    Op.FILLED: N_("{column} is filled in"),
    Op.WITHIN: N_("{column} lies in {value}"),
}
_DAYS = {
    Op.LT: N_("{column} is before {value}"),
    Op.LE: N_("{column} is {value} or before"),
    Op.GT: N_("{column} is after {value}"),
    Op.GE: N_("{column} is {value} or later"),
}
_FACTS = {
    "user": N_("whoever is looking"),
    "today": N_("today"),
    "month_start": N_("the first day of this month"),
    "year_start": N_("the first day of this year"),
    "now_year": N_("this year"),
    "my_places": N_("a place where one holds a role"),
    "days_ago": N_("{n} days ago"),
    "days_ahead": N_("{n} days from today"),
}
_EVERY = N_("every row")
_ANY_OF = N_("any of: {parts}")
_ALL_OF = N_("all of: {parts}")
_NOT = N_("not: {part}")
_PAIR = N_("{first}; {rest}")
_LIST = N_("{first}, {rest}")
_YES, _NO = {"named": ["是", "yes"]}, {"named": ["否", "no"]}


def cell(condition: Condition, entity: Entity) -> Cell:
    """``condition`` in words."""
    if isinstance(condition, Test):
        return _test(condition, entity.by_name[condition.field])
    if isinstance(condition, Not):
        return _say(_NOT, part=cell(condition.part, entity))
    parts = [cell(part, entity) for part in condition.parts]
    if not parts:
        return _EVERY if isinstance(condition, AllOf) else _say(_NOT, part=_EVERY)
    if len(parts) == 1:
        return parts[0]
    frame = _ANY_OF if isinstance(condition, AnyOf) else _ALL_OF
    return _say(frame, parts=_strung(_PAIR, parts))


def standing(column: Column, value: object) -> Cell:
    """What stands in a column of a row: 状态是进行中."""
    label: Cell = {"named": [column.label, column.english]}
    if isinstance(value, Enum):
        value = value.value
    if value is None or value == "":
        return _say(_OPS[Op.EMPTY], column=label)
    return _say(_OPS[Op.IS], column=label, value=_value(column, value))


def strung(parts: Sequence[Cell]) -> Cell:
    """Several cells as one: a; b."""
    return _strung(_PAIR, parts)


def _test(test: Test, column: Column) -> Cell:
    facts: dict[str, Cell] = {"column": {"named": [column.label, column.english]}}
    given = test.value if isinstance(test.value, tuple) else (test.value,)
    told = [_value(column, one) for one in given]
    if test.op is Op.BETWEEN:
        facts |= {"value": told[0], "end": told[1]}
    elif test.op not in {Op.EMPTY, Op.FILLED}:
        facts["value"] = _strung(_LIST, told)
    dated = column.kind in {Kind.DATE, Kind.MOMENT}
    return _say(_DAYS.get(test.op, _OPS[test.op]) if dated else _OPS[test.op], **facts)


def _value(column: Column, value: object) -> Cell:
    if isinstance(value, Fact):
        days = value.name in {"days_ago", "days_ahead"}
        return _say(_FACTS[value.name], n=value.days) if days else _FACTS[value.name]
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if column.kind in {Kind.CHOICE, Kind.CHOICES}:
        return _choice(column, str(value))
    if column.kind in {Kind.MONEY, Kind.AREA} and isinstance(value, int):
        return {"fen" if column.kind is Kind.MONEY else "area_cm2": value}
    if column.is_reference and isinstance(value, int):
        return {"said": f"#{value}"}
    return {"said": f"{value} {column.unit}".strip()}


def _choice(column: Column, code: str) -> Cell:
    choice = next((choice for choice in column.choices if choice.code == code), None)
    if choice is None:
        return {"said": code}
    return {"named": [choice.label, choice.english]} if choice.label else choice.english


def _strung(frame: str, parts: Sequence[Cell]) -> Cell:
    """Several cells as one, each beside the rest."""
    found = parts[-1]
    for part in reversed(parts[:-1]):
        found = _say(frame, first=part, rest=found)
    return found


def _say(sentence: str, **facts: Cell) -> Cell:
    return {"sentence": sentence, "facts": facts}
