"""Carrying out what was decided: who does what by when, and when it counts as done (办理)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from rules.calendar import days_late
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason, tidy

SHORTEST_TITLE, LONGEST_TITLE = 2, 80
LONGEST_DOER = 60
LONGEST_NOTE, LONGEST_REPORT = 500, 2000
MOST_TASKS = 50
LONGEST_YEARS = 10


class TaskState(StrEnum):
    """How a piece of work stands (任务状态)."""

    DONE = "done"  # 按期完成
    DONE_LATE = "done_late"  # 逾期完成
    OPEN = "open"  # 办理中
    LATE = "late"  # 已逾期


@dataclass(frozen=True)
class Standing:
    """How a task stands today, and by how many days it is or was late (进度)."""

    state: TaskState
    days_late: int = 0

    @property
    def finished(self) -> bool:
        """Whether the work is done, late or not."""
        return self.state in (TaskState.DONE, TaskState.DONE_LATE)


class Timed(Protocol):
    """Whatever falls due and gets done (有期限的事)."""

    @property
    def due_on(self) -> date:
        """The last day in time."""

    @property
    def done_on(self) -> date | None:
        """The day it was done; ``None`` before that."""


def standing(task: Timed, today: date) -> Standing:
    """How ``task`` stands on ``today``. The due day itself is in time."""
    late = days_late(task.due_on, task.done_on or today)
    if task.done_on is not None:
        return Standing(TaskState.DONE_LATE if late else TaskState.DONE, late)
    return Standing(TaskState.LATE if late else TaskState.OPEN, late)


def unfinished(tasks: Iterable[Timed]) -> int:
    """How many of ``tasks`` are not done."""
    return sum(task.done_on is None for task in tasks)


def must_be_a_task(title: str, doer: str) -> tuple[str, str]:
    """What is to be done and by whom, tidied; refused when either is missing or too long."""
    title, doer = " ".join(tidy(title).split()), " ".join(tidy(doer).split())
    if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        raise Refused(
            N_("Say in {low} to {high} characters what is to be done."),
            low=SHORTEST_TITLE,
            high=LONGEST_TITLE,
        )
    if not 1 <= len(doer) <= LONGEST_DOER:
        raise Refused(N_("Say who does it, in at most {high} characters."), high=LONGEST_DOER)
    return title, doer


def must_lie_ahead(due_on: date, today: date) -> date:
    """A due day from today on; refused in the past, and beyond ten years."""
    if due_on < today:
        raise Refused(N_("The due day has already passed: choose today or later."))
    if due_on.year > today.year + LONGEST_YEARS:
        raise Refused(N_("The due day is more than {n} years away."), n=LONGEST_YEARS)
    return due_on


def must_have_room(tasks: int) -> None:
    """Refuse one task too many."""
    if tasks >= MOST_TASKS:
        raise Refused(N_("One topic has at most {n} tasks: join some of them."), n=MOST_TASKS)


def must_be_a_note(text: str, longest: int = LONGEST_NOTE) -> str:
    """The tidied words; refused when there are none, or too many."""
    text = tidy(text)
    if not 1 <= len(text) <= longest:
        raise Refused(N_("Please write 1 to {high} characters."), high=longest)
    return text


def must_have_happened(done_on: date, began_on: date, today: date) -> date:
    """The day the work was done: not before it could begin, and not in the future."""
    if done_on > today:
        raise Refused(N_("The day it was done cannot lie in the future."))
    if done_on < began_on:
        raise Refused(N_("The day it was done cannot lie before the step began."))
    return done_on


def must_be_all_done(tasks: Iterable[Timed], reason: str) -> str:
    """Refuse to call the work done while something is not, unless a public reason says why.

    The same holds where no task was ever given out. Returns the tidied reason; empty when
    none is needed.
    """
    tasks = list(tasks)
    left = unfinished(tasks)
    if tasks and not left:
        return ""
    if tidy(reason):
        return must_be_a_reason(reason)
    if not tasks:
        raise Refused(N_("No task was given out. Give a public reason why none was needed."))
    raise Refused(
        N_("{n} tasks are not done. Finish them, or give a public reason for reporting now."),
        n=left,
    )
