"""Which compounds are put on the rectification list, and how one comes off it (专项整治规则)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.consequence import RectificationState
from rules.refusal import N_, Refused
from rules.topic import tidy

MOST_LISTED = 100
SHORTEST_TEXT = 4
LONGEST_CAUSE, LONGEST_TITLE, LONGEST_DOER = 300, 100, 60
LONGEST_EVIDENCE, LONGEST_OUTCOME = 500, 1000
LONGEST_DAYS = 731


@dataclass(frozen=True)
class Cases:
    """How many hotline cases a compound had (热线诉求)."""

    entrant_id: int
    cases: int


@dataclass(frozen=True)
class Listed:
    """A compound with its position, from the most cases (倒排)."""

    entrant_id: int
    cases: int
    position: int


def worst(rows: Iterable[Cases], most: int) -> list[Listed]:
    """The compounds with the most cases, from the top; equals share their position.

    Who has as many as the last one listed is listed too: nobody is spared by the alphabet.
    A compound without a single case is never listed.
    """
    found = sorted((r for r in rows if r.cases > 0), key=lambda r: (-r.cases, r.entrant_id))
    listed = []
    for row in found:
        position = 1 + sum(other.cases > row.cases for other in found)
        if position <= most:
            listed.append(Listed(row.entrant_id, row.cases, position))
    return listed


def must_be_a_number(most: int) -> int:
    """How many are listed at once."""
    if not 1 <= most <= MOST_LISTED:
        raise Refused(N_("List 1 to {most} compounds at a time."), most=MOST_LISTED)
    return most


def must_be_ahead(due_on: date, today: date) -> date:
    """A day by which something is to be done: not behind us, and not in years."""
    if not 0 <= (due_on - today).days <= LONGEST_DAYS:
        raise Refused(N_("The day lies behind us, or more than two years ahead."))
    return due_on


def must_be_within(due_on: date, whole_due_on: date) -> date:
    """A task is done by the day on which all is to be put right."""
    if due_on > whole_due_on:
        raise Refused(
            N_("All is to be put right by {day}: the task cannot end later."), day=whole_due_on
        )
    return due_on


def must_be_text(typed: str, longest: int) -> str:
    """A cause, a task, an outcome: something that others can check."""
    text = tidy(typed)
    if not SHORTEST_TEXT <= len(text) <= longest:
        raise Refused(
            N_("Write {low} to {high} characters that others can check."),
            low=SHORTEST_TEXT,
            high=longest,
        )
    return text


def must_be_a_doer(typed: str) -> str:
    """Who does it."""
    doer = " ".join(tidy(typed).split())
    if not 1 <= len(doer) <= LONGEST_DOER:
        raise Refused(N_("Say who does it."))
    return doer


def must_be_open(state: RectificationState) -> None:
    """Refuse an act on what has come off the list."""
    if state is not RectificationState.OPEN:
        raise Refused(N_("This compound has come off the list."))


def must_be_done(open_tasks: int) -> None:
    """Nothing is put right while a task is open."""
    if open_tasks:
        raise Refused(
            N_("{n} tasks are not done yet: finish them first, or say why they fall away."),
            n=open_tasks,
        )


def must_have_happened(done_on: date, today: date) -> date:
    """A task is done today or was before."""
    if done_on > today:
        raise Refused(N_("A task cannot be done in the future."))
    return done_on
