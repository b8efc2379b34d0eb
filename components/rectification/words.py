"""Words for what has to be put right (整治用语)."""

from datetime import date

from components.format import day
from components.language import _, n_
from models.consequence import RectificationState
from rules.calendar import days_late
from rules.refusal import N_
from services.consequence.reading import Row, Show

_STATE = {
    RectificationState.OPEN: N_("Being put right"),
    RectificationState.DONE: N_("Put right"),
    RectificationState.DROPPED: N_("Taken off"),
}
_COLOUR = {
    RectificationState.OPEN: "blue",
    RectificationState.DONE: "green",
    RectificationState.DROPPED: "gray",
}
_SHOW = {
    Show.OPEN: N_("Being put right"),
    Show.LATE: N_("Overdue"),
    Show.DONE: N_("Put right"),
    Show.DROPPED: N_("Taken off"),
}


def show(code: Show) -> str:
    """A filter of the list."""
    return _(_SHOW[code])


def marks(row: Row, today: date) -> str:
    """Late in red, with its word and its days; else how far it has come."""
    late = row.late_since(today)
    if late is not None:
        days = days_late(late, today)
        told = n_("{n} day overdue", "{n} days overdue", days)
        if row.due_on >= today:  # the whole still has time: say what has none
            told = n_("a task is {n} day overdue", "a task is {n} days overdue", days)
        return f":red-badge[:material/alarm: {told}]"
    return f":{_COLOUR[row.state]}-badge[{_(_STATE[row.state])}]"


def cause(row: Row) -> str:
    """Why it stands on the list: the cases and the position, or what somebody wrote."""
    if row.cases is not None and row.position is not None:
        return _("{n} hotline cases, position {position}", n=row.cases, position=row.position)
    return row.cause


def when(row: Row, today: date) -> str:
    """By when, or since when it is closed."""
    if row.closed_on is not None:
        return _("closed on {day}", day=day(row.closed_on, year=True))
    return _("to be put right by {day}", day=day(row.due_on, year=row.due_on.year != today.year))


def progress(row: Row) -> str:
    """How many of its tasks are done."""
    if not row.tasks:
        return _("no task set yet")
    return _("{done} of {all} tasks done", done=row.done_tasks, all=row.tasks)
