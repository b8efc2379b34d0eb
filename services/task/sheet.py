"""What a topic's work looks like to everybody (办理情况)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.member import Member
from models.photo import Photo
from models.task import Task, TaskNote, WorkReport
from models.topic import Topic, TopicState
from services.task.giving import tasks_of, work_is_due


@dataclass(frozen=True)
class NoteRow:
    """One report of progress (进展条目); who acts in office is named in full."""

    id: int
    text: str
    author: str
    at: datetime
    photos: tuple[Photo, ...] = ()


@dataclass(frozen=True)
class TaskRow:
    """One task with all that was said about it (任务条目)."""

    id: int
    title: str
    doer: str
    due_on: date
    done_on: date | None
    budget_fen: int
    cost_fen: int | None
    notes: tuple[NoteRow, ...] = ()


@dataclass(frozen=True)
class ReportRow:
    """The report that all is done (办结报告条目)."""

    text: str
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True)
class WorkSheet:
    """All the work of the present round (办理单), and whether it is time to do it."""

    tasks: tuple[TaskRow, ...] = ()
    report: ReportRow | None = None
    is_due: bool = False

    @property
    def budget_fen(self) -> int:
        """What all of it may cost."""
        return sum(task.budget_fen for task in self.tasks)

    @property
    def cost_fen(self) -> int:
        """What it has cost so far."""
        return sum(task.cost_fen or 0 for task in self.tasks)


def work(session: Session, topic_id: int) -> WorkSheet:
    """The tasks of a topic with their notes, and the report when there is one."""
    topic = session.get_one(Topic, topic_id)
    tasks = tasks_of(session, topic)
    notes = _notes(session, [task.id for task in tasks])
    report = _report(session, topic)
    due = topic.state is TopicState.OPEN and report is None and work_is_due(session, topic)
    return WorkSheet(tuple(_row(task, notes) for task in tasks), report, due)


def _row(task: Task, notes: dict[int, list[NoteRow]]) -> TaskRow:
    assert task.id is not None
    return TaskRow(
        task.id,
        task.title,
        task.doer,
        task.due_on,
        task.done_on,
        task.budget_fen,
        task.cost_fen,
        tuple(notes.get(task.id, ())),
    )


def _notes(session: Session, task_ids: list[int | None]) -> dict[int, list[NoteRow]]:
    if not task_ids:
        return {}
    rows = session.exec(
        select(TaskNote, Member.name)
        .join(Member, col(Member.id) == TaskNote.member_id)
        .where(col(TaskNote.task_id).in_(task_ids))
        .order_by(col(TaskNote.id))
    ).all()
    photos = _photos(session, [f"task_note:{note.id}" for note, _name in rows])
    found: dict[int, list[NoteRow]] = defaultdict(list)
    for note, name in rows:
        assert note.id is not None
        hung = tuple(photos.get(f"task_note:{note.id}", ()))
        found[note.task_id].append(NoteRow(note.id, note.text, name, note.created_at, hung))
    return found


def _photos(session: Session, abouts: list[str]) -> dict[str, list[Photo]]:
    found: dict[str, list[Photo]] = defaultdict(list)
    if abouts:
        asked = select(Photo).where(col(Photo.about).in_(abouts)).order_by(col(Photo.id))
        for photo in session.exec(asked):
            found[photo.about].append(photo)
    return found


def _report(session: Session, topic: Topic) -> ReportRow | None:
    row = session.exec(
        select(WorkReport, Member.name)
        .join(Member, col(Member.id) == WorkReport.reported_by)
        .where(WorkReport.topic_id == topic.id, WorkReport.round == topic.round)
    ).first()
    if row is None:
        return None
    report, name = row
    return ReportRow(report.text, report.reason, name, report.reported_at)
