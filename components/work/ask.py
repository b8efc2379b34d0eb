"""What is asked of those who give out work and of those who do it (办理表单)."""

from datetime import date

import streamlit as st

from components import custom, money, photo
from components.act import act_and_rerun
from components.language import _
from components.text import plain
from models.base import now
from rules.calendar import day_of
from rules.permission import Visitor
from rules.task import LONGEST_DOER, LONGEST_NOTE, LONGEST_REPORT, LONGEST_TITLE, unfinished
from rules.topic import LONGEST_REASON
from services.task import giving, progress
from services.task.sheet import RoundOfWork, TaskRow

MOST_PHOTOS = 6


def titles() -> dict[str, str]:
    """What each act on a task is called."""
    return {
        "note": _("Report progress"),
        "finish": _("Report it done"),
        "postpone": _("Set another due day"),
        "drop": _("Take it off the list"),
        "reopen": _("It is not done after all"),
    }


def give(topic_id: int, path: str, visitor: Visitor) -> None:
    """A new task."""
    title = st.text_input(
        _("What is to be done?"),
        max_chars=LONGEST_TITLE,
        key="nb_task_title",
        placeholder=_("Repaint the parking bays at the east gate"),
    )
    doer = st.text_input(
        _("Who does it?"),
        max_chars=LONGEST_DOER,
        key="nb_task_doer",
        help=_("A firm, an office or a post. Everybody can read it."),
        placeholder=_("Anju Property Services"),
    )
    due_on = _day(_("Due on"), "nb_task_due")
    budget = money.asked(_("Budget"), "nb_task_budget")
    own = custom.ask_new("task", path, visitor, {"due_on": due_on, "budget_fen": budget})
    if _confirmed(_("Give it out"), due_on, budget) and (own is None or own.sound()):
        assert due_on is not None and budget is not None
        done = _("“{title}” is given out.", title=plain(title))
        given = (topic_id, title, doer, due_on, budget)
        act_and_rerun(done, giving.give_task, visitor, *given, own=custom.said(own))


def note(task: TaskRow, visitor: Visitor) -> None:
    """How it goes, with photos."""
    text = st.text_area(_("How does it go?"), max_chars=LONGEST_NOTE, key="nb_task_note")
    pictures = photo.chooser(f"task_{task.id}", MOST_PHOTOS)
    if _confirmed(_("Report it")):
        act_and_rerun(
            _("Your report is there."), progress.note_progress, visitor, task.id, text, pictures
        )


def finish(task: TaskRow, visitor: Visitor) -> None:
    """The day it was done, and what it cost."""
    done_on = _day(_("Done on"), "nb_task_done", day_of(now()))
    cost = money.asked(_("What it cost"), "nb_task_cost", task.budget_fen)
    text = st.text_area(
        _("Anything to add? (may stay empty)"), max_chars=LONGEST_NOTE, key="nb_task_note"
    )
    pictures = photo.chooser(f"task_{task.id}", MOST_PHOTOS)
    if _confirmed(_("Report it done"), done_on, cost):
        assert done_on is not None and cost is not None
        done = _("“{title}” is done.", title=plain(task.title))
        act_and_rerun(done, progress.finish_task, visitor, task.id, done_on, cost, text, pictures)


def postpone(task: TaskRow, visitor: Visitor) -> None:
    """Another due day, with a public reason."""
    due_on = _day(_("Due on"), "nb_task_due", max(task.due_on, day_of(now())))
    reason = _reason()
    if _confirmed(_("Set another due day"), due_on):
        assert due_on is not None
        act_and_rerun(
            _("The due day is changed."), giving.postpone_task, visitor, task.id, due_on, reason
        )


def drop(task: TaskRow, visitor: Visitor) -> None:
    """Off the list, with a reason."""
    st.warning(
        _("“{title}” disappears from the list. The trail keeps it.", title=plain(task.title))
    )
    reason = _reason()
    if _confirmed(_("Take it off the list")):
        act_and_rerun(_("It is off the list."), giving.drop_task, visitor, task.id, reason)


def reopen(task: TaskRow, visitor: Visitor) -> None:
    """Not done after all, with a public reason."""
    reason = _reason()
    if _confirmed(_("It is not done after all")):
        act_and_rerun(
            _("“{title}” is to be done again.", title=plain(task.title)),
            progress.reopen_task,
            visitor,
            task.id,
            reason,
        )


def report(topic_id: int, work: RoundOfWork, visitor: Visitor) -> None:
    """The word that all is done; a reason where something is not."""
    left, reason = unfinished(work.tasks), ""
    st.write(_("After this the neighbours rate the result, and the tasks cannot be changed."))
    text = st.text_area(
        _("What was done?"), max_chars=LONGEST_REPORT, key="nb_report_text", height=140
    )
    if left or not work.tasks:
        told = _("{n} tasks are not done.", n=left) if left else _("No task was given out.")
        st.warning(told, icon=":material/warning:")
        reason = _reason()
    if _confirmed(_("Report the work done")):
        done = _("The work is reported done.")
        act_and_rerun(done, progress.report_work, visitor, topic_id, text, reason)


def _day(label: str, key: str, on: date | None = None) -> date | None:
    return st.date_input(label, on, key=key, format="YYYY-MM-DD")


def _reason() -> str:
    return st.text_area(
        _("Reason (everybody can read it)"), max_chars=LONGEST_REASON, key="nb_reason"
    )


def _confirmed(label: str, *needed: object) -> bool:
    """Whether the one button was pressed with everything there that it takes."""
    if not st.button(label, type="primary", key="nb_confirm"):
        return False
    if None in needed:
        st.error(_("Something is still missing above."), icon=":material/block:")
        return False
    return True
