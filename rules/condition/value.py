"""One value of a condition, typed by its column (条件取值)."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rules.condition.shape import Fact, Op
from rules.entity import Column, Kind
from rules.refusal import N_, Refused

LONGEST_TEXT = 200
MOST_DAYS = 36_600
FIRST_YEAR, LAST_YEAR = 1900, 2999
LARGEST = 10**18 - 1  # what every database counts exactly
LARGEST_FORMULA = 10**15 - 1  # and what a number with decimals still tells apart
_WHOLE = frozenset({Kind.NUMBER, Kind.MONEY, Kind.AREA, Kind.PERSON, Kind.PLACE, Kind.ROW})
_DAYS = frozenset({Kind.DATE, Kind.MOMENT})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
_PATH = re.compile(r"/([0-9]{1,12}/){0,12}")

_FACTS: dict[str, frozenset[Kind]] = {
    "user": frozenset({Kind.PERSON}),
    "today": _DAYS,
    "month_start": _DAYS,
    "year_start": _DAYS,
    "now_year": frozenset({Kind.NUMBER}),
    "my_places": frozenset({Kind.PLACE}),
    "days_ago": _DAYS,
    "days_ahead": _DAYS,
}
_MISMATCH = N_("A value does not suit its column.")


def read_value(column: Column, op: Op, given: Any) -> object:
    """``given`` as a value that ``column`` can be compared with."""
    if isinstance(given, Mapping):
        return _fact(column, op, given)
    if op is Op.WITHIN:
        return _path(given)
    if op in {Op.CONTAINS, Op.BEGINS} or column.kind in {Kind.TEXT, Kind.LONG_TEXT}:
        return _text(given)
    if column.kind in {Kind.CHOICE, Kind.CHOICES}:
        return _choice(column, given)
    if column.kind in _WHOLE:
        return _whole(given)
    if column.kind is Kind.YES_NO:
        if not isinstance(given, bool):
            raise Refused(N_("Yes or no is asked here."))
        return given
    if column.kind is Kind.FORMULA:
        return _decimal(given)
    return _day(given, column.kind is Kind.MOMENT)


def _fact(column: Column, op: Op, given: Mapping[str, Any]) -> Fact:
    word = given.get("fact")
    if set(given) != {"fact"} or not isinstance(word, str):
        raise Refused(_MISMATCH)
    name, colon, days = word.partition(":")
    if column.kind not in _FACTS.get(name, ()) or (name == "my_places") != (op is Op.WITHIN):
        raise Refused(_MISMATCH)
    if name not in {"days_ago", "days_ahead"}:
        if colon:
            raise Refused(_MISMATCH)
        return Fact(name)
    if not re.fullmatch(r"[0-9]{1,5}", days) or int(days) > MOST_DAYS:
        raise Refused(N_("Days are counted from 0 to {n}."), n=MOST_DAYS)
    return Fact(name, int(days))


def _path(given: Any) -> str:
    if not isinstance(given, str) or not _PATH.fullmatch(given):
        raise Refused(N_("“Within” needs a place."))
    return given


def _text(given: Any) -> str:
    if not isinstance(given, str) or not given:
        raise Refused(N_("A text is asked here."))
    if len(given) > LONGEST_TEXT:
        raise Refused(N_("A text in a condition has {n} characters at most."), n=LONGEST_TEXT)
    if not sayable(given):
        raise Refused(N_("A text has a character that cannot be stored."))
    return given


def sayable(text: str) -> bool:
    """Whether every database can hold ``text``: no NUL, no half of a character."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def _choice(column: Column, given: Any) -> str:
    if not isinstance(given, str) or given not in {choice.code for choice in column.choices}:
        raise Refused(N_("A value is not in the list of its column."))
    return given


def _whole(given: Any) -> int:
    if isinstance(given, bool) or not isinstance(given, int) or abs(given) > LARGEST:
        raise Refused(N_("A whole number is asked here."))
    return given


def _decimal(given: Any) -> int | Decimal:
    """A whole number, or decimals as text: a definition holds no others."""
    if isinstance(given, str) and _DECIMAL.fullmatch(given):
        return Decimal(given)
    if isinstance(given, bool) or not isinstance(given, int) or abs(given) > LARGEST_FORMULA:
        raise Refused(N_("A number is asked here."))
    return given


def _day(given: Any, moment: bool) -> date | datetime:
    if isinstance(given, str):
        try:
            found = date.fromisoformat(given) if _DAY.fullmatch(given) else _moment(given, moment)
        except ValueError:
            found = None
        if found is not None and FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    raise Refused(N_("A day is asked here, such as 2026-06-10."))


def _moment(given: str, moment: bool) -> datetime | None:
    found = datetime.fromisoformat(given)
    return found if moment and found.tzinfo is not None else None
