"""Giving out work: what, who, by when, for how much (派任务)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.place import Place
from models.procedure import GateKind
from models.task import Task, TaskNote, WorkReport
from models.topic import Topic
from rules import task as rule
from rules.calendar import day_of
from rules.gate import GateState
from rules.money import must_be_an_amount
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services import walk
from services.field.filling import fill_new
from services.plan import current_step
from services.trail import OneTopic, record
from services.visitor import check, the_place

DECIDING = (GateKind.MOTION, GateKind.APPROVAL, GateKind.TWO_PERSONS)


def give_task(
    session: Session,
    actor: Visitor,
    topic_id: int,
    title: str,
    doer: str,
    due_on: date,
    budget_fen: int = 0,
    *,
    own: Mapping[str, Any] | None = None,
) -> Task:
    """Give out a piece of work (派任务), once the topic is decided.

    ``own``: what administrators ask besides.
    """
    topic, place, fresh = at_work(session, actor, topic_id, Permission.CARRY_OUT)
    title, doer = rule.must_be_a_task(title, doer)
    rule.must_lie_ahead(due_on, day_of(now()))
    tasks = tasks_of(session, topic)
    rule.must_have_room(len(tasks))
    if any((t.title, t.doer, t.due_on) == (title, doer, due_on) for t in tasks):
        raise Refused(N_("“{title}” is already on the list."), title=title)
    assert topic.id is not None
    assert fresh.member_id is not None
    task = Task(
        topic_id=topic.id,
        round=topic.round,
        title=title,
        doer=doer,
        due_on=due_on,
        budget_fen=must_be_an_amount(budget_fen),
        set_by=fresh.member_id,
    )
    session.add(task)
    session.flush()
    fill_new(session, fresh, task, topic.path, own or {})
    after = {"title": title, "due_on": due_on.isoformat(), "budget_fen": budget_fen}
    kept(session, fresh, "task.given", task, place, after=after)
    walk.refresh(session, fresh, topic)
    return task


def postpone_task(
    session: Session, actor: Visitor, task_id: int, due_on: date, reason: str
) -> Task:
    """Set another due day, with a public reason that stays beside the task (改期)."""
    task, topic, place, fresh = the_task(session, actor, task_id, Permission.CARRY_OUT)
    if task.done_on is not None:
        raise Refused(N_("“{title}” is already done."), title=task.title)
    rule.must_lie_ahead(due_on, day_of(now()))
    if due_on == task.due_on:
        raise Refused(N_("Nothing has changed."))
    reason = must_be_a_reason(reason)
    before = {"due_on": task.due_on.isoformat()}
    assert fresh.member_id is not None
    assert task.id is not None
    words = f"{task.due_on.isoformat()} → {due_on.isoformat()}  {reason}"
    session.add(
        TaskNote(task_id=task.id, member_id=fresh.member_id, text=words[: rule.LONGEST_NOTE])
    )
    task.due_on = due_on
    session.add(task)
    after = {"due_on": due_on.isoformat(), "reason": reason}
    kept(session, fresh, "task.postponed", task, place, before=before, after=after)
    walk.refresh(session, fresh, topic)
    return task


def drop_task(session: Session, actor: Visitor, task_id: int, reason: str) -> None:
    """Take a task off the list, as long as nothing was reported about it (撤销任务)."""
    task, topic, place, fresh = the_task(session, actor, task_id, Permission.CARRY_OUT)
    noted = session.exec(select(TaskNote.id).where(TaskNote.task_id == task.id).limit(1)).first()
    if task.done_on is not None or noted is not None:
        raise Refused(N_("There are reports about “{title}”: it stays."), title=task.title)
    before = {"title": task.title, "due_on": task.due_on.isoformat()}
    after = {"reason": must_be_a_reason(reason)}
    session.delete(task)
    kept(session, fresh, "task.dropped", task, place, before=before, after=after)
    walk.refresh(session, fresh, topic)


def at_work(
    session: Session, actor: Visitor, topic_id: int, permission: Permission
) -> tuple[Topic, Place, Visitor]:
    """The locked topic, its place and the actor, when it is time to carry out.

    That is: its step waits for work, what decides in that step has been met, and the work
    of this round is not reported done yet.
    """
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, permission, place)
    if not work_is_due(session, topic):
        raise Refused(N_("“{title}” is not at the point of being carried out."), title=topic.title)
    if reported(session, topic):
        raise Refused(N_("The work on “{title}” is already reported done."), title=topic.title)
    return topic, place, fresh


def work_is_due(session: Session, topic: Topic) -> bool:
    """Whether the step of ``topic`` waits for work, and all that decides in it is met."""
    if current_step(session, topic).gate(GateKind.WORK) is None:
        return False
    deciding = [v["state"] for v in topic.standing if v["kind"] in DECIDING]
    return all(state == GateState.MET for state in deciding)


def reported(session: Session, topic: Topic) -> bool:
    """Whether the work of this round is reported done."""
    report = select(WorkReport.id).where(
        WorkReport.topic_id == topic.id, WorkReport.round == topic.round
    )
    return session.exec(report).first() is not None


def tasks_of(session: Session, topic: Topic) -> list[Task]:
    """The tasks of this round, in the order they fall due."""
    mine = select(Task).where(Task.topic_id == topic.id, Task.round == topic.round)
    return list(session.exec(mine.order_by(col(Task.due_on), col(Task.id))))


def the_task(
    session: Session, actor: Visitor, task_id: int, permission: Permission
) -> tuple[Task, Topic, Place, Visitor]:
    """A task of the present round with its locked topic; refused when there is none."""
    task = session.get(Task, task_id)
    if task is None:
        raise Refused(N_("There is no such task."))
    topic, place, fresh = at_work(session, actor, task.topic_id, permission)
    session.refresh(task)
    if task.round != topic.round:
        raise Refused(N_("This task belongs to an earlier round."))
    return task, topic, place, fresh


def kept(
    session: Session,
    actor: Visitor,
    code: str,
    task: Task,
    place: Place,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """One line in the trail about ``task``."""
    record(
        session,
        actor,
        code,
        f"task:{task.id}",
        place,
        moves=(OneTopic(task.topic_id),),
        before=before,
        after=after,
    )
