"""Whether a condition holds for a row (条件判断). ``services.condition`` says the same in SQL."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from rules.calendar import SHANGHAI
from rules.condition.shape import AnyOf, Condition, Facts, Not, Op, Test
from rules.condition.value import LARGEST, LARGEST_FORMULA
from rules.entity import Kind

_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.CHOICE})
_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = timedelta(microseconds=1)


def holds(condition: Condition, row: Mapping[str, Any], facts: Facts) -> bool:
    """Whether ``condition`` holds for ``row``; a name that is missing is an empty value."""
    if isinstance(condition, Test):
        return _tested(condition, row.get(condition.field), facts)
    if isinstance(condition, Not):
        return not holds(condition.part, row, facts)
    if isinstance(condition, AnyOf):
        return any(holds(part, row, facts) for part in condition.parts)
    return all(holds(part, row, facts) for part in condition.parts)


def _tested(test: Test, stored: Any, facts: Facts) -> bool:
    if test.op in {Op.IS_NOT, Op.NOT_IN}:
        return not _compared(test, stored, facts)
    return _compared(test, stored, facts)


def _compared(test: Test, stored: Any, facts: Facts) -> bool:
    value = plain(test.kind, stored, test.extra)
    if test.op is Op.EMPTY:
        return value is None
    if value is None:
        return False
    if test.op is Op.FILLED:
        return True
    told = test.values(facts)
    if not told or (test.op is Op.BETWEEN and len(told) < len(("from", "to"))):
        return False
    if test.op is Op.WITHIN:
        path = facts.paths.get(value)
        return path is not None and path.startswith(tuple(str(one) for one in told))
    if test.op in {Op.HAS, Op.HAS_ANY}:
        return any(one in value for one in told)
    if test.op in {Op.CONTAINS, Op.BEGINS}:
        text, part = folded(value), folded(str(told[0]))
        return part in text if test.op is Op.CONTAINS else text.startswith(part)
    return _ordered(test.op, value, [span(one) for one in told])


def _ordered(op: Op, value: Any, told: list[tuple[Any, Any]]) -> bool:
    """Each told value is a span, its end not in it where there is one: a day has many moments."""
    if op is Op.BETWEEN:
        return not _before(value, told[0]) and not _after(value, told[1])
    if op in {Op.LT, Op.GE}:
        return _before(value, told[0]) is (op is Op.LT)
    if op in {Op.GT, Op.LE}:
        return _after(value, told[0]) is (op is Op.GT)
    return any(not _before(value, one) and not _after(value, one) for one in told)


def _before(value: Any, told: tuple[Any, Any]) -> bool:
    return bool(value < _like(value, told)[0])


def _after(value: Any, told: tuple[Any, Any]) -> bool:
    first, end = _like(value, told)
    return bool(value > first if end is None else value >= end)


def _like(value: Any, told: tuple[Any, Any]) -> tuple[Any, Any]:
    """The span as ``value`` is compared with it: days with days, moments with moments."""
    first, end = told
    if isinstance(value, datetime) and not isinstance(first, datetime):
        return moments(first)
    return (first.isoformat(), None) if isinstance(first, date) and end is None else (first, end)


def span(told: Any) -> tuple[Any, Any]:
    """A value as first and end; without an end where it is one point."""
    if isinstance(told, datetime):
        return told, told + _INSTANT
    if isinstance(told, Decimal):
        return float(told), None
    return told, None


def moments(day: date) -> tuple[datetime, datetime]:
    """A day in Shanghai: its first moment, and the first of the next day."""
    first = datetime.combine(day, time(), SHANGHAI).astimezone(UTC)
    return first, first + timedelta(days=1)


def folded(text: str) -> str:
    """``text`` with A–Z as a–z: the only letters that every database folds alike."""
    return text.translate(_LOWER)


def plain(kind: Kind, stored: Any, extra: bool = False) -> Any:
    """``stored`` as it is compared; ``None`` where it is empty or not of its kind."""
    if isinstance(stored, Enum):
        stored = stored.value
    if kind in _TEXTS:
        return stored if isinstance(stored, str) and stored else None
    if kind is Kind.FILE:
        filled = isinstance(stored, str | int) and not isinstance(stored, bool) and stored != ""
        return str(stored) if filled else None
    if kind is Kind.CHOICES:
        listed = [one for one in stored if isinstance(one, str)] if isinstance(stored, list) else []
        return tuple(listed) or None
    if kind is Kind.YES_NO:
        return stored if isinstance(stored, bool) else None
    if kind is Kind.DATE:
        return _date(stored)
    if kind is Kind.MOMENT:
        return stored if isinstance(stored, datetime) or (extra and stored) else None
    return _number(kind, stored, extra)


def _date(stored: Any) -> str | None:
    if isinstance(stored, date) and not isinstance(stored, datetime):
        return stored.isoformat()
    return stored if isinstance(stored, str) and _DAY.fullmatch(stored) else None


def _number(kind: Kind, stored: Any, extra: bool) -> int | float | None:
    if isinstance(stored, bool) or not isinstance(stored, int | float):
        return None
    if kind is Kind.FORMULA:
        return stored if abs(stored) < LARGEST_FORMULA + 1 else None
    if not isinstance(stored, int) or (extra and abs(stored) > LARGEST):
        return None
    return stored
