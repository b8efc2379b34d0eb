"""What a topic's work looks like to everybody (办理情况)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.member import Member
from models.photo import Photo
from models.task import Task, TaskNote, WorkReport
from models.topic import Topic, TopicState
from services.task.giving import work_is_due


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
class RoundOfWork:
    """What was done in one round (一轮办理)."""

    number: int
    tasks: tuple[TaskRow, ...] = ()
    report: ReportRow | None = None

    @property
    def budget_fen(self) -> int:
        """What all of it may cost."""
        return sum(task.budget_fen for task in self.tasks)

    @property
    def cost_fen(self) -> int:
        """What it has cost so far."""
        return sum(task.cost_fen or 0 for task in self.tasks)


@dataclass(frozen=True)
class WorkSheet:
    """The work of the present round (办理单), whether it is time to do it, and what was before."""

    now_on: RoundOfWork
    is_due: bool = False
    earlier: tuple[RoundOfWork, ...] = ()


def work(session: Session, topic_id: int) -> WorkSheet:
    """The tasks of a topic with their notes and reports, round by round, the newest first."""
    topic = session.get_one(Topic, topic_id)
    tasks = session.exec(
        select(Task).where(Task.topic_id == topic_id).order_by(col(Task.due_on), col(Task.id))
    ).all()
    notes = _notes(session, [task.id for task in tasks])
    reports = _reports(session, topic_id)

    def of(number: int) -> RoundOfWork:
        rows = tuple(_row(task, notes) for task in tasks if task.round == number)
        return RoundOfWork(number, rows, reports.get(number))

    before = {number for number in (*(t.round for t in tasks), *reports) if number < topic.round}
    here = of(topic.round)
    due = topic.state is TopicState.OPEN and here.report is None and work_is_due(session, topic)
    return WorkSheet(here, due, tuple(map(of, sorted(before, reverse=True))))


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


def _reports(session: Session, topic_id: int) -> dict[int, ReportRow]:
    rows = session.exec(
        select(WorkReport, Member.name)
        .join(Member, col(Member.id) == WorkReport.reported_by)
        .where(WorkReport.topic_id == topic_id)
    )
    return {
        report.round: ReportRow(report.text, report.reason, name, report.reported_at)
        for report, name in rows
    }
