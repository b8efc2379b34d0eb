"""Those affected judge the result (评议): once each, with a reason, when the work is done."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from models.member import Member
from models.procedure import GateKind
from models.rating import Rating
from models.task import WorkReport
from models.topic import Topic, TopicState
from rules import rating as rule
from rules.mask import masked_name
from rules.permission import Permission, Visitor
from rules.rating import Marks, marks
from rules.refusal import N_, Refused
from services import walk
from services.place import names_public
from services.plan import current_step, plan
from services.topic.support import household
from services.trail import OneTopic, record
from services.visitor import check, the_place

REASONS_SHOWN = 100


def rate(session: Session, actor: Visitor, topic_id: int, score: int, reason: str) -> Rating:
    """Give the result a mark from 1 to 5 and say why (评议). Once each member and round."""
    topic = walk.the_topic(session, topic_id)
    walk.must_be_open(topic)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.RATE, place)
    _must_be_open_to_rating(session, topic)
    assert fresh.member_id is not None
    if has_rated(session, topic_id, topic.round, fresh.member_id):
        raise Refused(N_("You have already rated this: everybody rates once."))
    given = Rating(
        topic_id=topic_id,
        round=topic.round,
        member_id=fresh.member_id,
        household=household(session, fresh, place.path),
        score=rule.must_be_a_mark(score),
        reason=rule.must_say_why(reason),
    )
    session.add(given)
    session.flush()
    # Who gave which mark stays out of the trail: it is read by more people than need to know.
    about = f"topic:{topic_id}"
    after = {"round": topic.round}
    record(session, fresh, "topic.rated", about, place, moves=(OneTopic(topic_id),), after=after)
    walk.refresh(session, fresh, topic)
    return given


def open_to_rating(session: Session, topic: Topic) -> bool:
    """Whether the step of ``topic`` asks for ratings and there is finished work to rate."""
    if current_step(session, topic).gate(GateKind.RATINGS) is None:
        return False
    if not plan(session, topic.version_id).has_gate(GateKind.WORK):
        return True
    done = select(WorkReport.id).where(
        WorkReport.topic_id == topic.id, WorkReport.round == topic.round
    )
    return session.exec(done).first() is not None


def _must_be_open_to_rating(session: Session, topic: Topic) -> None:
    if not open_to_rating(session, topic):
        raise Refused(
            N_("“{title}” can be rated once the work is reported done."), title=topic.title
        )


def has_rated(session: Session, topic_id: int, round_number: int, member_id: int | None) -> bool:
    """Whether this member has rated this round."""
    given = select(Rating.id).where(
        Rating.topic_id == topic_id,
        Rating.round == round_number,
        Rating.member_id == member_id,
    )
    return session.exec(given).first() is not None


@dataclass(frozen=True)
class ReasonRow:
    """One mark with its reason, its author masked (评议理由)."""

    score: int
    reason: str
    author: str
    at: datetime


@dataclass(frozen=True)
class RoundRow:
    """The marks of one round (一轮评议)."""

    number: int
    marks: Marks
    reasons: tuple[ReasonRow, ...]
    members: frozenset[int]


@dataclass(frozen=True)
class Asked:
    """From how many satisfied, of how many at least, the result stands (满意门槛)."""

    share: int = 0
    raters: int = 0


@dataclass(frozen=True)
class RatingSheet:
    """All rounds of a topic, the newest first, and whether it can be rated now (评议表)."""

    rounds: tuple[RoundRow, ...] = ()
    is_open: bool = False
    asked: Asked = Asked()

    def round(self, number: int) -> RoundRow:
        """One round; empty when nobody has rated in it."""
        found = (row for row in self.rounds if row.number == number)
        return next(found, RoundRow(number, Marks(), (), frozenset()))


def ratings(session: Session, topic_id: int) -> RatingSheet:
    """How a topic was rated, round by round, with the newest reasons."""
    topic = session.get_one(Topic, topic_id)
    public = names_public(session, topic.compound_id)
    rows = session.exec(
        select(Rating, Member.name)
        .join(Member, col(Member.id) == Rating.member_id)
        .where(Rating.topic_id == topic_id)
        .order_by(col(Rating.id).desc())
    ).all()
    by_round: dict[int, list[tuple[Rating, str]]] = defaultdict(list)
    for given, name in rows:
        by_round[given.round].append((given, name))
    found = (_round(number, given, public) for number, given in by_round.items())
    ordered = sorted(found, key=lambda row: -row.number)
    is_open = topic.state is TopicState.OPEN and open_to_rating(session, topic)
    return RatingSheet(tuple(ordered), is_open, _asked(session, topic))


def _asked(session: Session, topic: Topic) -> Asked:
    """What the procedure wants of the ratings."""
    for step in plan(session, topic.version_id).steps:
        gate = step.gate(GateKind.RATINGS)
        if gate is not None:
            return Asked(gate.number("share"), gate.number("raters"))
    return Asked()


def _round(number: int, given: Sequence[tuple[Rating, str]], public: bool) -> RoundRow:
    reasons = tuple(
        ReasonRow(row.score, row.reason, masked_name(name, public), row.created_at)
        for row, name in given[:REASONS_SHOWN]
    )
    everybody = frozenset(row.member_id for row, _name in given)
    return RoundRow(number, marks(row.score for row, _name in given), reasons, everybody)
