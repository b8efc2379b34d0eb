"""A condition for the database and for people (条件): what ``rules.condition`` says in Python.

``clause`` asks ``expression`` for each column by name: give it ``services.right``'s
``reach.column``, so that nobody filters by what he may not read, or ``column_of(entity)`` where
rights have no say.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, and_, false, literal, not_, or_, true, type_coerce
from sqlalchemy import Date as SqlDate
from sqlmodel import select

from db.expression import (
    Bytewise,
    Folded,
    FoundAt,
    Listed,
    StoredDay,
    StoredFile,
    StoredList,
    StoredNumber,
    StoredText,
    StoredWhole,
    StoredYesNo,
)
from db.revision import path_end
from models.base import UtcDateTime
from models.place import Place
from rules.condition import AllOf, Condition, Facts, Not, Op, Test, cell
from rules.condition.holding import folded, moments, span
from rules.entity import Column, Entity, Kind
from services.wording import worded

Expression = Callable[[str], ColumnElement[Any]]

_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE, Kind.FILE})
_STORED = {
    Kind.YES_NO: StoredYesNo,
    Kind.DATE: StoredDay,
    Kind.CHOICES: StoredList,
    Kind.FILE: StoredFile,
    Kind.FORMULA: StoredNumber,
    **dict.fromkeys((Kind.NUMBER, Kind.MONEY, Kind.AREA), StoredWhole),
    **dict.fromkeys((Kind.PERSON, Kind.PLACE, Kind.ROW), StoredWhole),
}


def clause(condition: Condition, expression: Expression, facts: Facts) -> ColumnElement[bool]:
    """``condition`` as SQL: true or false, never unknown; every value bound."""
    if isinstance(condition, Test):
        return _tested(condition, expression(condition.field), facts)
    if isinstance(condition, Not):
        return not_(clause(condition.part, expression, facts))
    parts = [clause(part, expression, facts) for part in condition.parts]
    if isinstance(condition, AllOf):
        return and_(true(), *parts)
    return or_(false(), *parts)


def in_words(condition: Condition, entity: Entity, language: str) -> str:
    """``condition`` as people say it."""
    return worded(language, cell(condition, entity))


def column_of(entity: Entity, table: Any = None) -> Expression:
    """Its columns by name, as they are compared: custom fields are taken out of their JSON."""

    def expression(name: str) -> ColumnElement[Any]:
        return stored(entity.by_name[name], entity.table if table is None else table)

    return expression


def stored(column: Column, table: Any) -> ColumnElement[Any]:
    """One column of ``table`` (or of an alias of it) as it is compared, sorted and added up."""
    if not column.extra:
        found: ColumnElement[Any] = table.c[column.name]
        return found
    return _STORED.get(column.kind, StoredText)(table.c.extra, column.name)


def _tested(test: Test, of: ColumnElement[Any], facts: Facts) -> ColumnElement[bool]:
    compared = _compared(test, of, facts)
    return not_(compared) if test.op in {Op.IS_NOT, Op.NOT_IN} else compared


def _compared(test: Test, of: ColumnElement[Any], facts: Facts) -> ColumnElement[bool]:
    text = test.kind in _TEXTS
    filled: ColumnElement[bool] = of.is_not(None)
    if text:
        of = type_coerce(of, String)
        filled = and_(filled, of != literal(""))
    if test.op is Op.FILLED:
        return filled
    if test.op is Op.EMPTY:
        return not_(filled)
    told = test.values(facts)
    if not told or (test.op is Op.BETWEEN and len(told) < len(("from", "to"))):
        return false()
    return and_(filled, _told(test, of, told))


def _told(test: Test, of: ColumnElement[Any], told: tuple[Any, ...]) -> ColumnElement[bool]:
    if test.op is Op.WITHIN:
        return of.in_(select(Place.id).where(or_(*(_below(str(path)) for path in told))))
    if test.op in {Op.HAS, Op.HAS_ANY}:
        return or_(*(Listed(of, literal(one, String())) for one in told))
    if test.op in {Op.CONTAINS, Op.BEGINS}:
        at = FoundAt(Folded(of), literal(folded(str(told[0])), String()))
        return at > 0 if test.op is Op.CONTAINS else at == 1
    if test.op in {Op.IS, Op.IS_NOT, Op.IN, Op.NOT_IN} and test.kind is not Kind.MOMENT:
        bound = [_bound(test, one) for one in told]
        return of == bound[0] if len(bound) == 1 else of.in_(bound)
    if test.kind in _TEXTS:
        of = Bytewise(of)
    return _ordered(test, of, [_span(test, one) for one in told])


def _ordered(test: Test, of: Any, told: list[tuple[Any, Any]]) -> ColumnElement[bool]:
    first, end = told[0]
    found: ColumnElement[bool]
    if test.op is Op.BETWEEN:
        found = and_(of >= first, _until(of, told[1]))
    elif test.op is Op.LT:
        found = of < first
    elif test.op is Op.GE:
        found = of >= first
    elif test.op is Op.LE:
        found = _until(of, told[0])
    elif test.op is Op.GT:
        found = of > first if end is None else of >= end
    else:
        found = or_(*(and_(of >= one[0], _until(of, one)) for one in told))
    return found


def _until(of: Any, told: tuple[Any, Any]) -> ColumnElement[bool]:
    first, end = told
    found: ColumnElement[bool] = of <= first if end is None else of < end
    return found


def _span(test: Test, told: Any) -> tuple[Any, Any]:
    first, end = span(told)
    if test.kind is Kind.MOMENT and not isinstance(first, datetime):
        first, end = moments(first)
    return _bound(test, first), None if end is None else _bound(test, end)


def _bound(test: Test, value: Any) -> ColumnElement[Any]:
    if isinstance(value, datetime):
        return literal(value, UtcDateTime())
    if isinstance(value, date):
        return literal(value.isoformat(), String()) if test.extra else literal(value, SqlDate())
    if isinstance(value, float | Decimal):
        return literal(float(value))
    return literal(value)


def _below(path: str) -> ColumnElement[bool]:
    of: Any = Place.__table__.c.path  # type: ignore[attr-defined]
    return and_(of >= path, of < path_end(path))
