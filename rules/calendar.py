"""Working days on China's calendar (工作日).

Public holidays move weekends: a make-up Saturday (调休) is a working day, a Tuesday of Spring
Festival is none. The State Council publishes each year late in the year before. For a year
that is not published yet Monday to Friday count, and the answer says that it is provisional.

A day is a day in Shanghai, wherever the server stands.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from chinese_calendar import is_workday

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_DAY = timedelta(days=1)
FRIDAY = 4


@dataclass(frozen=True)
class Deadline:
    """The last day on which something is in time (期限)."""

    on: date
    provisional: bool


def day_of(moment: datetime) -> date:
    """The day that ``moment`` falls on in Shanghai."""
    return moment.astimezone(SHANGHAI).date()


def day_begins(on: date) -> datetime:
    """The moment when ``on`` begins in Shanghai."""
    return datetime.combine(on, time(), SHANGHAI)


@lru_cache(maxsize=4_000)
def _judged(on: date) -> tuple[bool, bool]:
    """Whether ``on`` is a working day, and whether its year is published."""
    try:
        return is_workday(on), True
    except NotImplementedError:
        return on.weekday() <= FRIDAY, False


def is_working_day(on: date) -> bool:
    """Whether offices work on ``on``; Monday to Friday where the year is not published yet."""
    return _judged(on)[0]


def is_published(on: date) -> bool:
    """Whether the holidays of the year of ``on`` are known."""
    return _judged(on)[1]


def deadline(start: date, working_days: int) -> Deadline:
    """The day by which ``working_days`` working days have passed since ``start``.

    The first day does not count (民法典第 201 条), and the last is always a working day
    (第 203 条). Provisional when a day on the way lies in a year not yet published.
    """
    assert working_days >= 0, "a deadline lies ahead"
    on, left = start, working_days
    provisional = not is_published(on)
    while left > 0 or not is_working_day(on):
        on += ONE_DAY
        left -= is_working_day(on)
        provisional = provisional or not is_published(on)
    return Deadline(on, provisional)


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after ``start`` up to and with ``end``; 0 when none are left."""
    span = (end - start).days
    return sum(is_working_day(start + n * ONE_DAY) for n in range(1, span + 1))


def days_late(due_on: date, today: date) -> int:
    """By how many days ``due_on`` has passed; 0 while it is in time."""
    return max(0, (today - due_on).days)
