"""Spans of days that are closed as one (会计期间). Pure calendar."""

from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = 12


@dataclass(frozen=True)
class Span:
    """A period: its number from 1, its first day and its last (期间)."""

    number: int
    starts_on: date
    ends_on: date


def _first_of(months: int) -> date:
    return date(months // MONTHS, months % MONTHS + 1, 1)


def span_of(opened_on: date, months: int, day: date) -> Span:
    """The period that ``day`` lies in. Periods of ``months`` begin with the calendar year.

    The first one begins on the day the book was opened. ``months`` divides twelve.
    """
    assert MONTHS % months == 0, months
    assert day >= opened_on, (day, opened_on)

    def place(of: date) -> int:
        return (of.year * MONTHS + of.month - 1) // months

    starts, ends = _first_of(place(day) * months), _first_of((place(day) + 1) * months)
    number = place(day) - place(opened_on) + 1
    return Span(number, max(starts, opened_on), ends - timedelta(days=1))
