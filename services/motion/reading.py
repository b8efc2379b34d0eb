"""What the screens read of votes (表决读取). Plain arguments in, shared answers out."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

from db.revision import path_end
from models.choice import Regime, Silence
from models.motion import Binding, Motion, MotionState
from models.notice import Notice, NoticeKind
from models.place import Place
from models.topic import Topic, TopicText
from rules.motion import DECIDED
from rules.tally import Missing, Readings, Tally, count, missing, readings
from services import count as counting
from services.motion.deciding import channels

PAGE_ROWS = 20
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class MotionView:
    """One motion with what it is about and what was posted of it (表决)."""

    motion: Motion
    topic_title: str
    place_name: str
    text: TopicText | None
    notices: tuple[tuple[NoticeKind, str], ...] = ()  # kind, code


def motion_view(session: Session, motion_id: int) -> MotionView | None:
    """One motion; ``None`` where there is none."""
    row = session.exec(
        select(Motion, Topic.title, Place.name)
        .join(Topic, col(Topic.id) == Motion.topic_id)
        .join(Place, col(Place.id) == Topic.place_id)
        .where(Motion.id == motion_id)
    ).first()
    if row is None:
        return None
    motion, title, place = row
    text = session.exec(
        select(TopicText).where(
            TopicText.topic_id == motion.topic_id, TopicText.number == motion.text_number
        )
    ).first()
    posted = session.exec(
        select(Notice.kind, Notice.code)
        .where(Notice.motion_id == motion_id)
        .order_by(col(Notice.id))
    )
    notices = tuple((NoticeKind(kind), code) for kind, code in posted)
    return MotionView(motion, title, place, text, notices)


def motions_of(session: Session, topic_id: int) -> tuple[Motion, ...]:
    """The motions of a topic, the newest first."""
    rows = select(Motion).where(Motion.topic_id == topic_id).order_by(col(Motion.id).desc())
    return tuple(session.exec(rows))


@dataclass(frozen=True)
class LiveCount:
    """Where a vote stands at this moment (计票进展)."""

    tally: Tally  # answers given, silence unread
    missing: Missing
    channels: dict[str, dict[str, int]]
    delivered: int  # heads whom the paper reached
    counted: Tally | None = None  # as it would be read at the close
    readings: Readings | None = None


def live_count(session: Session, motion_id: int) -> LiveCount:
    """Heads and area so far, and what is still missing, both ways."""
    motion = session.get_one(Motion, motion_id)
    if motion.regime is not Regime.OWNERS or motion.binding is Binding.IMPORTED:
        tally = counting.so_far(session, motion)
        return LiveCount(tally, missing(tally), channels(session, motion_id), 0)
    votes = counting.votes(session, motion_id)
    tally = count(motion.regime, motion.matter, votes)
    read_as = count(motion.regime, motion.matter, votes, motion.silence)
    return LiveCount(
        tally=tally,
        missing=missing(read_as if motion.silence is not Silence.STRICT else tally),
        channels=channels(session, motion_id),
        delivered=sum(vote.heads for vote in votes if vote.delivered),
        counted=read_as,
        readings=readings(motion.matter or 0, votes),
    )


@dataclass(frozen=True)
class ResultRow:
    """One decided motion in a list (表决结果条目)."""

    id: int
    topic_id: int
    question: str
    place: str
    regime: Regime
    matter: int | None
    binding: Binding
    state: MotionState
    decided_at: datetime
    heads: dict[str, int]
    flips: bool


@dataclass(frozen=True)
class ResultList:
    """One page of results, and how many there are (表决结果列表)."""

    rows: tuple[ResultRow, ...]
    total: int


def results(
    session: Session,
    path: str,
    page: int = 1,
    state: MotionState | None = None,
    regime: Regime | None = None,
) -> ResultList:
    """What was decided at ``path`` and below, the newest first; counted up to a thousand."""
    wanted = _wanted(path, state, regime)
    some = select(Motion.id).where(*wanted).limit(MOST_COUNTED).subquery()
    total = session.exec(select(func.count()).select_from(some)).one()
    found = session.exec(
        select(Motion, Place.name)
        .join(Topic, col(Topic.id) == Motion.topic_id)
        .join(Place, col(Place.id) == Topic.place_id)
        .where(*wanted)
        .order_by(col(Motion.decided_at).desc(), col(Motion.id).desc())
        .offset((max(page, 1) - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS)
    )
    return ResultList(tuple(_row(motion, place) for motion, place in found), total)


def _wanted(
    path: str, state: MotionState | None, regime: Regime | None
) -> list[ColumnElement[bool]]:
    states = [state] if state in DECIDED else list(DECIDED)
    wanted = [
        col(Motion.path) >= path,
        col(Motion.path) < path_end(path),
        col(Motion.state).in_(states),
    ]
    return [*wanted, col(Motion.regime) == regime] if regime is not None else wanted


def _row(motion: Motion, place: str) -> ResultRow:
    assert motion.id is not None and motion.decided_at is not None
    result = motion.result or {}
    return ResultRow(
        id=motion.id,
        topic_id=motion.topic_id,
        question=motion.question,
        place=place,
        regime=motion.regime,
        matter=motion.matter,
        binding=motion.binding,
        state=motion.state,
        decided_at=motion.decided_at,
        heads=result.get("counted", {}).get("heads", {}),
        flips=bool(result.get("flips")),
    )
