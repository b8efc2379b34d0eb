"""Reading about one meeting, or about those of a topic (会议查询)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, case, func
from sqlmodel import Session, col, select

from models.meeting import AgendaItem, Attendance, Meeting, MeetingOutcome, MinutesAddition
from models.member import Grant, Member
from models.place import Place
from models.topic import Topic
from rules.mask import masked_name
from rules.meeting import announced_in_time
from rules.permission import BELONGING
from services.meeting.agenda import announced_at
from services.place import compound_of, voting_rule

MOST_ON_SHEET = 500


@dataclass(frozen=True)
class AgendaLine:
    """One topic on the agenda, with the notice it had (议程项)."""

    topic_id: int
    title: str
    announced_at: datetime
    days_needed: int
    in_time: bool
    outcome: MeetingOutcome | None
    conclusion: str


@dataclass(frozen=True)
class Addition:
    """A dated addition to the minutes, with its author's name (补正)."""

    text: str
    name: str
    at: datetime


@dataclass(frozen=True)
class Account:
    """All that a visitor may read of one meeting (会议详情)."""

    meeting: Meeting
    place: Place
    called_by: str
    minutes_by: str
    agenda: tuple[AgendaLine, ...]
    additions: tuple[Addition, ...]
    present: int
    guests: int


@dataclass(frozen=True)
class Came:
    """One line of the attendance sheet; ``shown`` is what the public may read (签到表)."""

    id: int
    name: str
    shown: str
    guest: bool
    by_code: bool
    at: datetime


@dataclass(frozen=True)
class Occasion:
    """One meeting as a topic's page tells of it (议题的会议)."""

    meeting: Meeting
    place: str
    round: int
    announced_at: datetime
    days_needed: int
    outcome: MeetingOutcome | None
    conclusion: str
    present: int


def present_count() -> ScalarSelect[int]:
    """How many people were counted (实到), as a subquery of ``Meeting``: guests are not."""
    return (
        select(func.count())
        .select_from(Attendance)
        .where(Attendance.meeting_id == Meeting.id, col(Attendance.guest).is_(False))
        .scalar_subquery()
    )


def account(session: Session, meeting_id: int) -> Account | None:
    """Everything about one meeting, except who came; ``None`` where there is none."""
    found = session.exec(
        select(Meeting, Place)
        .join(Place, col(Place.id) == Meeting.place_id)
        .where(Meeting.id == meeting_id)
    ).first()
    if found is None:
        return None
    meeting, place = found
    added = session.exec(
        select(MinutesAddition)
        .where(MinutesAddition.meeting_id == meeting_id)
        .order_by(col(MinutesAddition.id))
    ).all()
    writers = {meeting.called_by, meeting.minutes_by, *(row.member_id for row in added)}
    names = _names(session, writers)
    present, guests = _heads(session, meeting_id)
    return Account(
        meeting=meeting,
        place=place,
        called_by=names.get(meeting.called_by, ""),
        minutes_by=names.get(meeting.minutes_by or 0, ""),
        agenda=_agenda(session, meeting),
        additions=tuple(Addition(a.text, names.get(a.member_id, ""), a.created_at) for a in added),
        present=present,
        guests=guests,
    )


def _names(session: Session, ids: Iterable[int | None]) -> dict[int, str]:
    """Names of those who acted for everybody: officials, in full."""
    wanted = [i for i in ids if i is not None]
    rows = session.exec(select(Member.id, Member.name).where(col(Member.id).in_(wanted)))
    return {i: name for i, name in rows if i is not None}


def _heads(session: Session, meeting_id: int) -> tuple[int, int]:
    guest = func.coalesce(func.sum(case((col(Attendance.guest), 1), else_=0)), 0)
    mine = select(func.count(), guest).where(Attendance.meeting_id == meeting_id)
    everybody, guests = session.exec(mine).one()
    return int(everybody) - int(guests), int(guests)


def _agenda(session: Session, meeting: Meeting) -> tuple[AgendaLine, ...]:
    rows = session.exec(
        select(AgendaItem, Topic)
        .join(Topic, col(Topic.id) == AgendaItem.topic_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(col(AgendaItem.position))
    ).all()
    lines = []
    for item, topic in rows:
        told = announced_at(meeting, item)
        lines.append(
            AgendaLine(
                topic_id=item.topic_id,
                title=topic.title,
                announced_at=told,
                days_needed=item.days_needed,
                in_time=announced_in_time(told, meeting.starts_at, item.days_needed),
                outcome=item.outcome,
                conclusion=item.conclusion,
            )
        )
    return tuple(lines)


def sheet(session: Session, meeting_id: int) -> list[Came]:
    """Who came, in the order of coming; the first five hundred."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return []
    rows = session.exec(
        select(Attendance)
        .where(Attendance.meeting_id == meeting_id)
        .order_by(col(Attendance.id))
        .limit(MOST_ON_SHEET)
    ).all()
    members = [row.member_id for row in rows if row.member_id is not None]
    officials = _officials(session, meeting.path, members)
    compound = compound_of(session, meeting.path)
    public = bool(compound and compound.id and voting_rule(session, compound.id).names_public)
    return [
        Came(
            id=row.id or 0,
            name=row.name,
            shown=masked_name(row.name, public or row.member_id in officials),
            guest=row.guest,
            by_code=row.by_code,
            at=row.created_at,
        )
        for row in rows
    ]


def has_come(session: Session, meeting_id: int, member_id: int) -> bool:
    """Whether this member is on the sheet."""
    mine = select(Attendance.id).where(
        Attendance.meeting_id == meeting_id, Attendance.member_id == member_id
    )
    return session.exec(mine).first() is not None


def _officials(session: Session, path: str, ids: list[int]) -> set[int]:
    """Those of ``ids`` who hold an office at ``path``: they act in public, by their full name."""
    above = [int(part) for part in path.split("/") if part]
    return set(
        session.exec(
            select(Grant.member_id).where(
                col(Grant.member_id).in_(ids),
                col(Grant.place_id).in_(above),
                col(Grant.role).not_in(BELONGING),
            )
        )
    )


def of_topic(session: Session, topic_id: int) -> list[Occasion]:
    """The meetings that have this topic on their agenda, the newest first."""
    rows = session.exec(
        select(Meeting, AgendaItem, Place.name, present_count())
        .join(AgendaItem, col(AgendaItem.meeting_id) == Meeting.id)
        .join(Place, col(Place.id) == Meeting.place_id)
        .where(AgendaItem.topic_id == topic_id)
        .order_by(col(Meeting.starts_at).desc())
    ).all()
    return [
        Occasion(
            meeting=meeting,
            place=place,
            round=item.round,
            announced_at=announced_at(meeting, item),
            days_needed=item.days_needed,
            outcome=item.outcome,
            conclusion=item.conclusion,
            present=int(present),
        )
        for meeting, item, place, present in rows
    ]
