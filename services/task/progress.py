"""How the work goes: notes with photos, each task done, and the report that all is done (进展)."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from models.base import now
from models.place import Place
from models.task import Task, TaskNote, WorkReport
from rules import task as rule
from rules.calendar import day_of
from rules.money import must_be_an_amount
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services import walk
from services.photo import Picture, add_photo
from services.task.giving import at_work, kept, tasks_of, the_task
from services.trail import OneTopic, record


def note_progress(
    session: Session,
    actor: Visitor,
    task_id: int,
    text: str,
    pictures: Sequence[Picture] = (),
) -> TaskNote:
    """Say how a task goes, with photos (报告进展)."""
    task, _topic, place, fresh = the_task(session, actor, task_id, Permission.REPORT_WORK)
    note = _noted(session, fresh, task, place, rule.must_be_a_note(text), pictures)
    kept(session, fresh, "task.reported", task, place, after={"note": note.id})
    return note


def finish_task(
    session: Session,
    actor: Visitor,
    task_id: int,
    done_on: date,
    cost_fen: int,
    text: str = "",
    pictures: Sequence[Picture] = (),
) -> Task:
    """Report one task done, with its day and what it cost (完成任务)."""
    task, topic, place, fresh = the_task(session, actor, task_id, Permission.REPORT_WORK)
    if task.done_on is not None:
        raise Refused(N_("“{title}” is already done."), title=task.title)
    began_on = min(day_of(topic.step_since), day_of(task.created_at))
    task.done_on = rule.must_have_happened(done_on, began_on, day_of(now()))
    task.cost_fen = must_be_an_amount(cost_fen)
    session.add(task)
    if text.strip() or pictures:
        words = rule.must_be_a_note(text) if text.strip() else "✓"
        _noted(session, fresh, task, place, words, pictures)
    after = {"done_on": done_on.isoformat(), "cost_fen": cost_fen}
    kept(session, fresh, "task.finished", task, place, after=after)
    walk.refresh(session, fresh, topic)
    return task


def reopen_task(session: Session, actor: Visitor, task_id: int, reason: str) -> Task:
    """Take back that a task is done, with a public reason (退回重办)."""
    task, topic, place, fresh = the_task(session, actor, task_id, Permission.CARRY_OUT)
    if task.done_on is None:
        raise Refused(N_("“{title}” is not done yet."), title=task.title)
    reason = must_be_a_reason(reason)
    before = {"done_on": task.done_on.isoformat(), "cost_fen": task.cost_fen}
    task.done_on = task.cost_fen = None
    session.add(task)
    _noted(session, fresh, task, place, reason, ())
    after = {"reason": reason}
    kept(session, fresh, "task.reopened", task, place, before=before, after=after)
    walk.refresh(session, fresh, topic)
    return task


def report_work(
    session: Session, actor: Visitor, topic_id: int, text: str, reason: str = ""
) -> WorkReport:
    """Report the whole work done (办结报告). It opens the rating.

    While a task is not done, or where none was given out, only with a public reason.
    """
    topic, place, fresh = at_work(session, actor, topic_id, Permission.CARRY_OUT)
    text = rule.must_be_a_note(text, rule.LONGEST_REPORT)
    tasks = tasks_of(session, topic)
    reason = rule.must_be_all_done(tasks, reason)
    assert fresh.member_id is not None
    report = WorkReport(
        topic_id=topic_id,
        round=topic.round,
        text=text,
        reason=reason,
        reported_by=fresh.member_id,
        reported_at=now(),
    )
    session.add(report)
    session.flush()
    after = {
        "round": topic.round,
        "tasks": len(tasks),
        "unfinished": rule.unfinished(tasks),
        "reason": reason,
    }
    about = f"topic:{topic_id}"
    record(session, fresh, "work.reported", about, place, moves=(OneTopic(topic_id),), after=after)
    walk.refresh(session, fresh, topic)
    return report


def _noted(
    session: Session,
    actor: Visitor,
    task: Task,
    place: Place,
    text: str,
    pictures: Sequence[Picture],
) -> TaskNote:
    assert task.id is not None
    assert actor.member_id is not None
    note = TaskNote(task_id=task.id, member_id=actor.member_id, text=text)
    session.add(note)
    session.flush()
    for picture in pictures:
        add_photo(session, actor, f"task_note:{note.id}", place, picture)
    return note
