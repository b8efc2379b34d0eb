"""When accounts are due, until when they hang, when an objection is answered (公示期限).

Days as the law counts them, in Shanghai: the first day does not count (民法典第 201 条), and a
term that would end on a holiday ends on the next working day (第 203 条).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rules.calendar import days_late, deadline, is_published
from rules.jurisdiction import Law

MONTHS = 12
DAY = timedelta(days=1)


class ClockState(StrEnum):
    """How the accounts of a period stand with the law (公示状态)."""

    RUNNING = "running"  # 期间未结束
    DUE = "due"  # 待公示
    LATE = "late"  # 逾期未公示
    POSTED = "posted"  # 公示中
    OVER = "over"  # 公示期满


@dataclass(frozen=True)
class Due:
    """The last day in time, and whether it may still move (到期日)."""

    on: date
    provisional: bool


def due_on(law: Law, ends_on: date) -> Due:
    """By when the accounts of a period that ended on ``ends_on`` must be posted."""
    if law.due_months is not None:
        last = _end_of_month(ends_on, law.due_months)
    else:
        last = ends_on + timedelta(days=law.due_days)
    return _ends(last, "due_days" in law.provisional)


def reply_due_on(law: Law, raised_on: date) -> date:
    """By when an objection must be answered."""
    return _ends(raised_on + timedelta(days=law.reply_days), False).on


def _ends(last: date, open_: bool) -> Due:
    """A term that would end on a holiday ends on the next working day."""
    shifted = deadline(last, 0)
    return Due(shifted.on, open_ or shifted.provisional or not is_published(shifted.on))


def _end_of_month(day: date, months: int) -> date:
    """The last day of the month that lies ``months`` after that of ``day``."""
    whole = day.year * MONTHS + day.month - 1 + months + 1
    return date(whole // MONTHS, whole % MONTHS + 1, 1) - DAY


@dataclass(frozen=True)
class Clock:
    """One period and its terms as of a day (期限情况)."""

    state: ClockState
    due: Due
    days_late: int  # until it was posted, or until today
    days_left: int  # to the day it is due; or of its posting


def clock(law: Law, ends_on: date, posted: tuple[date, date] | None, today: date) -> Clock:
    """How a period stands: ``posted`` gives the day of posting and the last day it hangs.

    ``days_late`` stays, so that everybody sees what was late even after it was posted.
    """
    due = due_on(law, ends_on)
    if posted is not None:
        on, last = posted
        state = ClockState.POSTED if today <= last else ClockState.OVER
        return Clock(state, due, days_late(due.on, on), max(0, (last - today).days))
    if today <= ends_on:
        return Clock(ClockState.RUNNING, due, 0, (due.on - today).days)
    late = days_late(due.on, today)
    state = ClockState.LATE if late else ClockState.DUE
    return Clock(state, due, late, max(0, (due.on - today).days))


def months_behind(law: Law, starts_on: date, ends_on: date) -> bool:
    """Whether a period of the book is longer than the law lets accounts wait (期间过长)."""
    span = (ends_on.year - starts_on.year) * MONTHS + ends_on.month - starts_on.month + 1
    return span > law.publish_every
