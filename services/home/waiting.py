"""What waits for one member: to vote, to come, to decide, to rate, to do (等我办的事)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, or_
from sqlmodel import Session, col, select

from db.revision import path_end
from models.meeting import Meeting
from models.member import Role
from models.motion import Ballot, Motion, MotionState, Proxy, Voter, VoterOwner
from models.photo import Draft
from models.place import Place
from models.procedure import GateKind, ProcedureVersion
from models.rating import Rating
from models.roll import Owner
from models.task import Task, WorkReport
from models.topic import Topic, TopicState
from rules.permission import BELONGING, GRANTED, Held, Permission
from services.plan import plan
from services.topic.board import Card, card

MOST = 8  # of each kind on the home page; the board has the rest
NOT_YET = date.max  # a topic without a due day comes after all that have one


@dataclass(frozen=True)
class BallotRow:
    """A vote in which one's answer is missing (未投的票)."""

    motion_id: int
    question: str
    closes_at: datetime
    heads: int


@dataclass(frozen=True)
class MeetingRow:
    """A meeting to come (要开的会)."""

    id: int
    title: str
    venue: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class TaskRow:
    """A piece of work that is not done (未办完的任务)."""

    topic_id: int
    title: str
    doer: str
    due_on: date


@dataclass(frozen=True)
class Waiting:
    """All that waits for one member (待办)."""

    ballots: tuple[BallotRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    topics: tuple[Card, ...] = ()
    topics_total: int = 0
    ratings: tuple[Card, ...] = ()
    tasks: tuple[TaskRow, ...] = ()


def waiting(
    session: Session, member_id: int, held: tuple[Held, ...], day_began: datetime
) -> Waiting:
    """What waits for a member with these roles; meetings from ``day_began`` on."""
    topics, total = _topics(session, held)
    return Waiting(
        ballots=_ballots(session, member_id, held),
        meetings=_meetings(session, held, day_began),
        topics=topics,
        topics_total=total,
        ratings=_ratings(session, member_id, held),
        tasks=_tasks(session, held),
    )


def drafts(session: Session, member_id: int) -> tuple[str, ...]:
    """The forms that somebody has begun and not sent, the latest first."""
    mine = select(Draft.form).where(Draft.member_id == member_id)
    return tuple(session.exec(mine.order_by(col(Draft.created_at).desc()).limit(MOST)))


def _ballots(session: Session, member_id: int, held: tuple[Held, ...]) -> tuple[BallotRow, ...]:
    """Open votes with a head that the member answers for and nobody has answered."""
    homes = [f"unit:{h.place_id}" for h in held if h.role is Role.RESIDENT]
    owned = (
        select(VoterOwner.voter_id)
        .join(Owner, col(Owner.id) == VoterOwner.owner_id)
        .where(Owner.member_id == member_id)
    )
    held_for = select(Proxy.voter_id).where(Proxy.holder_member_id == member_id)
    answered = exists().where(col(Ballot.voter_id) == Voter.id, col(Ballot.replaced_at).is_(None))
    rows = session.exec(
        select(Motion.id, Motion.question, Motion.closes_at, func.count())
        .join(Voter, col(Voter.motion_id) == Motion.id)
        .where(
            Motion.state == MotionState.OPEN,
            or_(
                col(Voter.head).in_([f"member:{member_id}", *homes]),
                col(Voter.id).in_(owned),
                col(Voter.id).in_(held_for),
            ),
            ~answered,
        )
        .group_by(col(Motion.id), col(Motion.question), col(Motion.closes_at))
        .order_by(col(Motion.closes_at))
        .limit(MOST)
    )
    return tuple(BallotRow(*row) for row in rows)


def _meetings(
    session: Session, held: tuple[Held, ...], day_began: datetime
) -> tuple[MeetingRow, ...]:
    """Meetings where the member lives or serves."""
    places = _around(col(Meeting.path), held)
    if places is None:
        return ()
    rows = session.exec(
        select(Meeting)
        .where(places, col(Meeting.cancelled_at).is_(None), col(Meeting.ends_at) >= day_began)
        .order_by(col(Meeting.starts_at))
        .limit(MOST)
    )
    return tuple(MeetingRow(m.id or 0, m.title, m.venue, m.starts_at, m.ends_at) for m in rows)


def _topics(session: Session, held: tuple[Held, ...]) -> tuple[tuple[Card, ...], int]:
    """Topics whose next act is that of a role served in, what is late first."""
    asked = cast(col(Topic.waits_for), String)
    serving = [h for h in held if h.role not in BELONGING]
    mine = [and_(_inside(col(Topic.path), h.path), asked.contains(f'"{h.role}"')) for h in serving]
    if not mine:
        return (), 0
    wanted = (Topic.state == TopicState.OPEN, or_(*mine))
    total = session.exec(select(func.count()).select_from(Topic).where(*wanted)).one()
    return _cards(session, *wanted), total


def _ratings(session: Session, member_id: int, held: tuple[Held, ...]) -> tuple[Card, ...]:
    """Results that the member may rate and has not rated."""
    above = {path for h in held if h.role in BELONGING for path in _ancestors(h.path)}
    steps = _rating_steps(session)
    if not (above and steps):
        return ()
    rated = exists().where(
        col(Rating.topic_id) == Topic.id,
        col(Rating.round) == Topic.round,
        col(Rating.member_id) == member_id,
    )
    here = [and_(col(Topic.version_id) == v, col(Topic.step_code) == code) for v, code in steps]
    return _cards(
        session, Topic.state == TopicState.OPEN, col(Topic.path).in_(above), or_(*here), ~rated
    )


def _rating_steps(session: Session) -> list[tuple[int, str]]:
    """The steps of every edition that ask for ratings (editions are read once in a process)."""
    used = session.exec(select(ProcedureVersion.id)).all()
    steps = ((v, step) for v in used if v is not None for step in plan(session, v).steps)
    return [(v, step.code) for v, step in steps if step.gate(GateKind.RATINGS)]


def _tasks(session: Session, held: tuple[Held, ...]) -> tuple[TaskRow, ...]:
    """Work to report on, for those who do it rather than give it out."""
    doing = [
        _inside(col(Topic.path), h.path)
        for h in held
        if Permission.REPORT_WORK in GRANTED[h.role] and Permission.CARRY_OUT not in GRANTED[h.role]
    ]
    if not doing:
        return ()
    reported = exists().where(
        col(WorkReport.topic_id) == Topic.id, col(WorkReport.round) == Topic.round
    )
    rows = session.exec(
        select(Task)
        .join(Topic, col(Topic.id) == Task.topic_id)
        .where(
            Topic.state == TopicState.OPEN,
            col(Task.round) == Topic.round,
            col(Task.done_on).is_(None),
            or_(*doing),
            ~reported,
        )
        .order_by(col(Task.due_on), col(Task.id))
        .limit(MOST)
    )
    return tuple(TaskRow(task.topic_id, task.title, task.doer, task.due_on) for task in rows)


def _cards(session: Session, *wanted: ColumnElement[bool] | bool) -> tuple[Card, ...]:
    """Topics as the board shows them, what is due first on top."""
    rows = session.exec(
        select(Topic, Place.name)
        .join(Place, col(Place.id) == Topic.place_id)
        .where(*wanted)
        .order_by(func.coalesce(Topic.due_on, NOT_YET), col(Topic.id))
        .limit(MOST)
    )
    return tuple(card(topic, place) for topic, place in rows)


def _inside(path: Any, root: str) -> ColumnElement[bool]:
    return and_(path >= root, path < path_end(root))


def _around(path: Any, held: Iterable[Held]) -> ColumnElement[bool] | None:
    """Above where one lives, and below where one serves."""
    homes = {place for h in held if h.role in BELONGING for place in _ancestors(h.path)}
    served = {h.path for h in held if h.role not in BELONGING}
    found = [_inside(path, root) for root in sorted(served)]
    if homes:
        found.append(path.in_(homes))
    return or_(*found) if found else None


def _ancestors(path: str) -> list[str]:
    """``/1/4/17/`` and all above it."""
    ids = [part for part in path.split("/") if part]
    return [f"/{'/'.join(ids[:n])}/" for n in range(1, len(ids) + 1)]
