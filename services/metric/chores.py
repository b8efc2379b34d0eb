"""What the clock does for figures (定时): sums that are asked for, periods that have ended."""

from datetime import date, timedelta

from sqlmodel import Session

from models.base import now
from rules.calendar import day_of
from services.metric.cube import cubes
from services.metric.rollup import build, build_all, built, prove
from services.metric.snapshot import keep_snapshots

_proved: list[date] = []  # the day on which this process looked last


def keep_figures(session: Session) -> int:
    """Build the sums that metrics ask for; keep the figures of what has ended."""
    build_all(session)
    return keep_snapshots(session)


def mend_sums(session: Session) -> int:
    """Once a day: sums that are not what their rows add up to are built anew. How many were not.

    Nothing should ever be found: whoever writes past the session has to tell the sums.
    """
    today = day_of(now())
    if _proved and today - _proved[0] < timedelta(days=1):
        return 0
    there = built(session)
    wrong = [
        cube for name, cube in cubes(session).items() if name in there and not prove(session, cube)
    ]
    for cube in wrong:
        build(session, cube)
    _proved[:] = [today]  # what fails is tried again in a minute
    return len(wrong)
