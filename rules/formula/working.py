"""Working a formula out (公式求值): exact, and nothing where nothing can be said."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from rules.calendar import day_of
from rules.formula.shape import Call, Constant, Name, Part, Type

LARGEST = 10**18 - 1
LONGEST_TEXT = 1_000
_FEN, _CM2 = 100, 10_000
Value = Fraction | str | bool | date | None


def work(part: Part, row: Mapping[str, Any], today: date) -> Value:
    """The value of ``part`` for ``row``; ``None`` is nothing. ``row`` holds values as stored."""
    if isinstance(part, Constant):
        return date.fromisoformat(str(part.value)) if part.type is Type.DATE else _exact(part.value)
    if isinstance(part, Name):
        return stored(part.type, row.get(part.name))
    return _called(part, row, today)


def stored(type_: Type, value: Any) -> Value:
    """A stored value as formulas reckon with it; nothing where it is not of its type."""
    if isinstance(value, Enum):
        value = value.value
    if type_ is Type.TEXT:
        return value if isinstance(value, str) and value else None
    if type_ is Type.YES_NO:
        return value if isinstance(value, bool) else None
    if type_ is Type.DATE:
        return _date(value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | Fraction):
        return None
    if isinstance(value, float):  # a number with decimals, as JSON keeps it: what is written counts
        value = Decimal(repr(value))
    finite = not isinstance(value, Decimal) or value.is_finite()
    return Fraction(value) if finite and abs(value) <= LARGEST else None


def _date(value: Any) -> date | None:
    if isinstance(value, datetime):
        return day_of(value)
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _exact(value: Any) -> Value:
    return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _called(part: Call, row: Mapping[str, Any], today: date) -> Value:
    word = part.word
    if word == "if":
        test, then, other = part.parts
        return work(then if work(test, row, today) is True else other, row, today)
    values = [work(one, row, today) for one in part.parts]
    if word in _WITH_NOTHING:
        return _WITH_NOTHING[word](values)
    if word == "today":
        return today
    if any(value is None for value in values):
        return False if part.type is Type.YES_NO else None
    return _FULL[word](*values)


def _joined(values: list[Value]) -> Value:
    return "".join(said(value) for value in values)[:LONGEST_TEXT] or None


def said(value: Value) -> str:
    """A value inside a text: whole numbers as such, others with six digits at most."""
    if value is None:
        return ""
    if isinstance(value, Fraction):
        return _written(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _written(value: Fraction) -> str:
    millionths = half_up(value * 10**6)
    sign, millionths = ("-", -millionths) if millionths < 0 else ("", millionths)
    whole, rest = divmod(millionths, 10**6)
    return f"{sign}{whole}.{rest:06d}".rstrip("0").rstrip(".")


def half_up(value: Fraction) -> int:
    """To the nearest whole number, a half away from nothing (四舍五入)."""
    sign = -1 if value < 0 else 1
    return sign * ((2 * abs(value.numerator) + value.denominator) // (2 * value.denominator))


def _known(values: list[Value]) -> list[Any]:
    return [value for value in values if value is not None]


def _added(one: Any, other: Any) -> Value:
    return _moved(one, half_up(other)) if isinstance(one, date) else one + other


def _less(one: Any, other: Any) -> Value:
    if isinstance(one, date):
        if isinstance(other, date):
            return Fraction((one - other).days)
        return _moved(one, -half_up(other))
    return one - other  # type: ignore[no-any-return]


def _moved(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def _round(value: Fraction, digits: Fraction = Fraction(0)) -> Fraction:
    scale = 10 ** int(digits)
    return Fraction(half_up(value * scale), scale)


_WITH_NOTHING: dict[str, Callable[[list[Value]], Value]] = {
    "min": lambda values: min(_known(values), default=None),
    "max": lambda values: max(_known(values), default=None),
    "concat": _joined,
    "filled": lambda values: values[0] is not None,
    "default": lambda values: values[1] if values[0] is None else values[0],
    "not": lambda values: values[0] is not True,
    "and": lambda values: all(value is True for value in values),
    "or": lambda values: any(value is True for value in values),
}
_FULL: dict[str, Callable[..., Value]] = {
    "+": _added,
    "-": _less,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other if other else None,
    "minus": lambda one: -one,
    "=": lambda one, other: one == other,
    "<>": lambda one, other: one != other,
    "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other,
    ">": lambda one, other: one > other,
    ">=": lambda one, other: one >= other,
    "round": _round,
    "days": lambda one, other: Fraction((other - one).days),
    "date": lambda day: day,
    "yuan": lambda fen: fen / _FEN,
    "m2": lambda cm2: cm2 / _CM2,
}
