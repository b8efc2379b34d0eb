"""From the columns of a group to its key (分组)."""

from collections.abc import Sized
from datetime import date
from typing import Any

from rules.metric import Grain, Period
from rules.refusal import N_, Refused
from services.metric.asking import MOST_GROUPS, Asked, Key, Value


def key_of(row: Any, asked: Asked, timed: bool) -> Key:
    """The columns of a group as a key: period, place, values, in this order."""
    given = list(row)
    period = given.pop(0) if timed else ""
    if timed and asked.grain is Grain.WEEK:
        period = Period.of(date.fromisoformat(period), Grain.WEEK).key
    place = given.pop(0) if asked.level is not None else None
    return Key(period, place, tuple(_plain(value) for value in given))


def must_be_few(groups: Sized) -> None:
    """Refuse what no screen could show."""
    if len(groups) > MOST_GROUPS:
        raise Refused(N_("This gives more than {n} groups."), n=MOST_GROUPS)


def _plain(value: Any) -> Value:
    found: Value = getattr(value, "value", value)
    return found
