"""A filter in words, with the names of places and rows in it (筛选用语)."""

from typing import Any

from components.language import _, chosen
from components.reading import read
from components.table import words
from models.revision import Area
from rules.condition import ALWAYS, Condition, written
from rules.entity import Column, Entity, Kind
from rules.permission import Visitor
from rules.refusal import N_
from rules.table.draft import ALONE, ASKS, COUNTS, Group, Line, draft_of
from rules.table.wanted import HOUSE
from services.condition import in_words
from services.dashboard.naming import places
from services.entity.lying import place_ids
from services.table.listing import Labels, labels

_COUNTED = {
    "last_days": N_("{column} in the last {n} days"),
    "next_days": N_("{column} in the next {n} days"),
}
_ONE = {"in": "is", "not_in": "is_not"}  # of one value it is not said that it is one of them


def within(path: str) -> str:
    """The place that the rows lie in; empty where that is the whole house."""
    if path == HOUSE:
        return ""
    asked = read((Area.PLACE,), "/", place_ids, (path,))
    names = read((Area.PLACE,), "/", places, tuple(asked.values()))
    return _("in {place}", place=next(iter(names.values()), "?"))


def said(visitor: Visitor, entity: Entity, condition: Condition) -> str:
    """What holds for the rows that are shown; empty where all are."""
    if condition == ALWAYS:
        return ""
    kinds = {one.name: one.kind for one in entity.columns}
    drafted = draft_of(written(condition), kinds)
    if drafted is None:
        return in_words(condition, entity, chosen())
    return _group(visitor, entity, drafted, outer=True)


def _group(visitor: Visitor, entity: Entity, group: Group, outer: bool = False) -> str:
    between = _(" or ") if group.any else _(" and ")
    every = [
        _group(visitor, entity, one) if isinstance(one, Group) else _line(visitor, entity, one)
        for one in group.parts
    ]
    parts = [one for one in every if one]
    if not parts:
        return ""  # a group in which nothing is asked
    told = between.join(parts)
    return told if outer or len(parts) == 1 else _("({parts})", parts=told)


def _is_one(value: Any) -> bool:
    return isinstance(value, list | tuple) and len(value) == 1


def _line(visitor: Visitor, entity: Entity, line: Line) -> str:
    column = entity.by_name[line.field]
    ask = _ONE.get(line.ask, line.ask) if _is_one(line.value) else line.ask
    name, how = words.column(column), _(ASKS[ask])
    if line.ask in ALONE:
        return f"{name} {how}"
    if line.ask in COUNTS:
        return _(_COUNTED[line.ask], column=name, n=line.value)
    values = line.value if isinstance(line.value, list | tuple) else [line.value]
    told = _(" to ") if line.ask.endswith("between") else _(", ")
    return f"{name} {how} {told.join(_value(visitor, column, one) for one in values)}"


def _value(visitor: Visitor, column: Column, value: Any) -> str:
    if column.kind is Kind.PLACE and isinstance(value, str):
        value = read((Area.PLACE,), "/", place_ids, (value,)).get(value, 0)
    named = (
        read(tuple(Area), "/", labels, visitor, (column,), ((value,),))
        if column.is_reference
        else Labels()
    )
    shown = Column(column.name, Kind.DATE, "", "") if column.kind is Kind.MOMENT else column
    return words.text(shown, value, named)
