"""What a row of the table of rights is made of, and the words that the rows share (权限行)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from rules.permission import Visitor
from tests.rights.situation import Situation

HOMES = frozenset({"chen", "zhou", "sun", "he", "zhu"})
COUNCIL = frozenset({"lin", "tang"})
DESK = COUNCIL | {"wu"}
CHAIR = DESK | {"shi"}
ADMINISTRATOR = frozenset({"guan"})
ROLL = DESK | ADMINISTRATOR
TALKING = HOMES | CHAIR | {"ma"}
NO_LONGER = frozenset({"gone", "stranger"})  # no account that is open
ALL = TALKING | ROLL | NO_LONGER | {"gao", "qin", "shen", "wai", "bei", "stripped", "forger"}
MEMBERS = ALL - NO_LONGER

Try = Callable[[Session, Visitor, Situation], Any]
REASON = "有充分的理由"
LATER = date(2026, 9, 1)


@dataclass(frozen=True)
class Row:
    """One act: who may, and a call that succeeds for whoever may (一行权限)."""

    may: frozenset[str]
    call: Try
    late: timedelta = timedelta()  # how long after the situation's own moment it is tried


Rows = dict[Callable[..., Any], Row]


def at(here: Situation, code: str = "fengyuan") -> int:
    """The id of a place."""
    return here.here.places[code].id or 0


def who(here: Situation, name: str) -> int:
    """The id of a member."""
    return here.people[name].member_id or 0


def door(here: Situation, code: str) -> int:
    """The id of a unit."""
    return here.here.units[code].id or 0
