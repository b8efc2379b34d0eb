"""Stretches of the calendar that figures are told for (期间): always days in Shanghai."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules.refusal import N_, Refused


class Grain(StrEnum):
    """How long one period is (粒度)."""

    DAY = "day"  # 日
    WEEK = "week"  # 周（自周一）
    MONTH = "month"  # 月
    QUARTER = "quarter"  # 季度
    HALF = "half"  # 半年
    YEAR = "year"  # 年


MONTHS = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF: 6, Grain.YEAR: 12}
_DAYS = {Grain.DAY: 1, Grain.WEEK: 7}
_EARLIEST, _LATEST = 1900, 2200
_SHAPE = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|W(?P<week>[0-9]{2})"
    r"|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?))?"
)


@dataclass(frozen=True, order=True)
class Period:
    """From ``start`` to the day before ``end`` (期间)."""

    start: date
    end: date
    grain: Grain

    @property
    def key(self) -> str:
        """2026, 2026-H1, 2026-Q2, 2026-06, 2026-W23, 2026-06-10."""
        year, month = self.start.year, self.start.month
        if self.grain is Grain.DAY:
            return self.start.isoformat()
        if self.grain is Grain.WEEK:
            week = self.start.isocalendar()
            return f"{week.year:04d}-W{week.week:02d}"
        if self.grain is Grain.MONTH:
            return f"{year:04d}-{month:02d}"
        if self.grain is Grain.QUARTER:
            return f"{year:04d}-Q{(month + 2) // 3}"
        return f"{year:04d}-H{(month + 5) // 6}" if self.grain is Grain.HALF else f"{year:04d}"

    @classmethod
    def of(cls, day: date, grain: Grain) -> "Period":
        """The period of this length that ``day`` lies in."""
        if grain is Grain.DAY:
            return cls(day, day + timedelta(days=1), grain)
        if grain is Grain.WEEK:
            monday = day - timedelta(days=day.weekday())
            return cls(monday, monday + timedelta(days=7), grain)
        months = MONTHS[grain]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
        return cls(first, _later(first, months), grain)

    @classmethod
    def read(cls, key: str) -> "Period":
        """The period that ``key`` names. Refused when it names none."""
        found = _SHAPE.fullmatch(key)
        try:
            if found is not None and _EARLIEST <= int(found["year"]) <= _LATEST:
                return _read(found)
        except ValueError:
            pass
        raise Refused(N_("A period is written like 2026, 2026-Q2, 2026-06 or 2026-06-10."))

    def shifted(self, by: int) -> "Period":
        """As many periods of this length later, or earlier."""
        if self.grain in MONTHS:
            return Period.of(_later(self.start, by * MONTHS[self.grain]), self.grain)
        return Period.of(self.start + timedelta(days=by * _DAYS[self.grain]), self.grain)

    def holds(self, other: "Period") -> bool:
        """Whether ``other`` lies within it."""
        return self.start <= other.start and other.end <= self.end


def periods(start: date, end: date, grain: Grain) -> tuple[Period, ...]:
    """Every period that has a day from ``start`` to the day before ``end``."""
    found, at = [], Period.of(start, grain)
    while at.start < end:
        found.append(at)
        at = at.shifted(1)
    return tuple(found)


def last(count: int, today: date, grain: Grain) -> tuple[date, date]:
    """The first day of the last ``count`` periods up to ``today``'s, and the day after them."""
    now = Period.of(today, grain)
    return now.shifted(1 - count).start, now.end


def _later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _read(found: "re.Match[str]") -> Period:
    year = int(found["year"])
    if found["quarter"]:
        return Period.of(date(year, int(found["quarter"]) * 3, 1), Grain.QUARTER)
    if found["half"]:
        return Period.of(date(year, int(found["half"]) * 6, 1), Grain.HALF)
    if found["week"]:
        return Period.of(date.fromisocalendar(year, int(found["week"]), 1), Grain.WEEK)
    if found["day"]:
        return Period.of(date(year, int(found["month"]), int(found["day"])), Grain.DAY)
    if found["month"]:
        return Period.of(date(year, int(found["month"]), 1), Grain.MONTH)
    return Period.of(date(year, 1, 1), Grain.YEAR)
