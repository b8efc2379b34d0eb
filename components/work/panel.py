"""The work of one topic: every task, what was reported, and whether it is all done (办理情况)."""

from datetime import date
from typing import Literal

import streamlit as st

from components import custom, photo
from components.dialog import opened
from components.format import clock, day, yuan
from components.language import _
from components.reading import read_topic
from components.text import plain
from components.work import ask
from models.base import now
from models.revision import Area
from models.topic import Topic
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from rules.task import TaskState, standing
from services.task import sheet as sheets
from services.task.sheet import NoteRow, ReportRow, RoundOfWork, TaskRow

AREAS = (Area.MEMBER,)
COLOUR = {
    TaskState.DONE: "green",
    TaskState.DONE_LATE: "gray",
    TaskState.OPEN: "blue",
    TaskState.LATE: "red",
}


def panel(topic: Topic, visitor: Visitor) -> None:
    """Draw the work of ``topic``; nothing while there is none and none to be given out."""
    assert topic.id is not None
    work = read_topic(AREAS, topic.id, sheets.work, topic.id)
    chairs = work.is_due and visitor.may(Permission.CARRY_OUT, topic.path)
    reports = work.is_due and visitor.may(Permission.REPORT_WORK, topic.path)
    here = work.now_on
    if not (here.tasks or here.report or chairs or work.earlier):
        return
    today = day_of(now())
    st.subheader(_("Carrying out"))
    if here.tasks:
        st.markdown(_summary(here, today))
    for task in here.tasks:
        with st.container(border=True, gap="xsmall"):
            _card(task, visitor, today, chairs=chairs, reports=reports)
            custom.panel("task", task.id, topic.path, visitor)
    if here.report:
        _report(here.report)
    if chairs:
        _chair(topic, here, visitor)
    for before in work.earlier:
        _earlier(before, today)


def _earlier(before: RoundOfWork, today: date) -> None:
    """A round that was not good enough: what was done in it stays readable."""
    with st.popover(_("Work of round {n}", n=before.number), icon=":material/history:"):
        for task in before.tasks:
            head = f"**{plain(task.title)}** {_badge(task, today)}"
            st.markdown("  \n".join([head, *_lines(task, today)]))
        if before.report:
            _report(before.report)


def _summary(work: RoundOfWork, today: date) -> str:
    """How much is done, what is late, what it costs: before any detail."""
    stood = [standing(task, today) for task in work.tasks]
    done, late = sum(s.finished for s in stood), sum(s.state is TaskState.LATE for s in stood)
    parts = [_("Tasks done: {done} of {all}", done=done, all=len(stood))]
    if late:
        parts.append(f":red[:material/alarm: {_('{n} late', n=late)}]")
    if work.budget_fen:
        parts.append(_("budget {amount}", amount=plain(yuan(work.budget_fen))))
    if work.cost_fen:
        parts.append(_("spent {amount}", amount=plain(yuan(work.cost_fen))))
    return " · ".join(parts)


def _card(task: TaskRow, visitor: Visitor, today: date, *, chairs: bool, reports: bool) -> None:
    st.markdown(
        "  \n".join([f"**{plain(task.title)}** {_badge(task, today)}", *_lines(task, today)])
    )
    photo.show([hung for note in task.notes for hung in note.photos], task.title)
    with st.container(horizontal=True, gap="small"):
        if len(task.notes) > 1:
            _all_notes(task)
        if reports:
            _menu(task, visitor, chairs)


def _all_notes(task: TaskRow) -> None:
    with st.popover(_("All {n} reports", n=len(task.notes)), icon=":material/history:"):
        st.markdown("\n\n".join(_note(note) for note in reversed(task.notes)))


def _badge(task: TaskRow, today: date) -> str:
    stood = standing(task, today)
    words = {
        TaskState.DONE: _("finished"),
        TaskState.DONE_LATE: _("finished, {n} days late", n=stood.days_late),
        TaskState.OPEN: _("due {day}", day=day(task.due_on)),
        TaskState.LATE: _("{n} days overdue", n=stood.days_late),
    }
    return f":{COLOUR[stood.state]}-badge[{words[stood.state]}]"


def _lines(task: TaskRow, today: date) -> list[str]:
    facts = [plain(task.doer)]
    if task.done_on:
        facts.append(_("done on {day}", day=day(task.done_on)))
    if task.done_on or task.due_on < today:
        facts.append(_("due {day}", day=day(task.due_on)))
    if task.budget_fen:
        facts.append(_("budget {amount}", amount=plain(yuan(task.budget_fen))))
    if task.cost_fen:
        facts.append(_("spent {amount}", amount=plain(yuan(task.cost_fen))))
    lines = [f":gray[{' · '.join(facts)}]"]
    if task.notes:
        lines.append(_note(task.notes[-1]))
    return lines


def _note(note: NoteRow) -> str:
    return f"{plain(note.text)} :gray[{plain(note.author)} {clock(note.at)}]"


def _menu(task: TaskRow, visitor: Visitor, chairs: bool) -> None:
    """What may be said about this task, behind one button."""
    acts = {} if task.done_on else {"note": ask.note, "finish": ask.finish}
    if chairs and task.done_on:
        acts["reopen"] = ask.reopen
    elif chairs:
        acts |= (
            {"postpone": ask.postpone}
            if task.notes
            else {"postpone": ask.postpone, "drop": ask.drop}
        )
    if not acts:
        return
    words = ask.titles()
    picked = st.menu_button(
        _("Change") if task.done_on else _("Report"),
        list(acts),
        format_func=words.__getitem__,
        icon=":material/edit_note:",
        key=f"nb_task_{task.id}",
    )
    if picked is not None:
        opened(words[picked], acts[picked], task, visitor)


def _report(report: ReportRow) -> None:
    with st.container(border=True, gap="xsmall"):
        head = _("Reported done on {moment}", moment=clock(report.at))
        st.markdown(f"**:green[:material/task_alt: {head}]** :gray[{plain(report.author)}]")
        st.text(report.text)
        if report.reason:
            why = _("Why something was left undone")
            st.markdown(f":gray[{why}:] {plain(report.reason)}")


def _chair(topic: Topic, work: RoundOfWork, visitor: Visitor) -> None:
    """Giving out work, and saying that all of it is done: the one that is next is the main one."""
    ready = bool(work.tasks) and all(task.done_on for task in work.tasks)
    with st.container(horizontal=True, gap="small"):
        give = _("Give out a task")
        if st.button(give, type=_weight(not ready), icon=":material/add_task:", key="nb_give_task"):
            opened(give, ask.give, topic.id or 0, topic.path, visitor)
        done = _("Report the work done")
        if st.button(done, type=_weight(ready), icon=":material/task_alt:", key="nb_report_work"):
            opened(done, ask.report, topic.id or 0, work, visitor)


def _weight(main: bool) -> Literal["primary", "secondary"]:
    return "primary" if main else "secondary"
