"""Saying something on a topic, and answering what others said (意见与表态)."""

from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlalchemy import ColumnElement, case, func
from sqlmodel import Session, col, select

from models.base import now
from models.member import Member
from models.place import Place
from models.statement import Moderation, Stance, Statement, StatementVote
from models.topic import Topic
from rules import statement as rule
from rules.calendar import SHANGHAI, day_of
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.statement import Tally
from rules.topic import must_be_a_reason
from services import walk
from services.plan import current_step
from services.trail import OneTopic, record
from services.visitor import check, the_place

MOST_READ = 300


@dataclass(frozen=True)
class Said:
    """One statement with its answers (意见条目). Statements are read without their author."""

    id: int
    author_id: int
    text: str
    tally: Tally
    hidden: bool


@dataclass(frozen=True)
class Moderated:
    """One line of the public log; the text itself stays hidden (处理记录)."""

    statement_id: int
    author_id: int
    hidden: bool
    reason: str
    name: str
    at: datetime


def say_something(session: Session, actor: Visitor, topic_id: int, text: str) -> Statement:
    """Put a statement beside a topic that is being talked over (发表意见)."""
    topic, _place, fresh = _at_talk(session, actor, topic_id)
    text = rule.must_be_a_statement(text)
    assert fresh.member_id is not None
    rule.must_not_be_too_many(_said_today(session, topic_id, fresh.member_id))
    _must_be_new(session, topic_id, text)
    statement = Statement(topic_id=topic_id, author_id=fresh.member_id, text=text)
    session.add(statement)
    session.flush()
    _record(session, fresh, "statement.said", statement, topic)
    return statement


def _at_talk(session: Session, actor: Visitor, topic_id: int) -> tuple[Topic, Place, Visitor]:
    """The topic, locked, when it is being talked over and the actor may take part."""
    topic = walk.the_topic(session, topic_id)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.DISCUSS, place)
    walk.must_be_open(topic)
    rule.must_be_discussed(current_step(session, topic))
    return topic, place, fresh


def _said_today(session: Session, topic_id: int, member_id: int) -> int:
    midnight = datetime.combine(day_of(now()), time(), SHANGHAI).astimezone(UTC)
    mine = select(func.count()).select_from(Statement)
    return session.exec(
        mine.where(
            Statement.topic_id == topic_id,
            Statement.author_id == member_id,
            col(Statement.created_at) >= midnight,
        )
    ).one()


def _must_be_new(session: Session, topic_id: int, text: str) -> None:
    """The same thing is said once; whoever agrees says so."""
    there = select(Statement.text, Statement.hidden_at).where(Statement.topic_id == topic_id)
    for other, hidden_at in session.exec(there):
        if rule.is_same(text, other):
            if hidden_at is not None:
                raise Refused(N_("This was said before and hidden. The log says why."))
            raise Refused(N_("This has been said already. Say that you agree with it."))


def answer(session: Session, actor: Visitor, statement_id: int, stance: Stance) -> StatementVote:
    """Agree, disagree or pass (表态); a second answer replaces the first."""
    statement = _the_statement(session, statement_id)
    topic, _place, fresh = _at_talk(session, actor, statement.topic_id)
    session.refresh(statement)
    if statement.hidden_at is not None:
        raise Refused(N_("This statement was hidden: it can no longer be answered."))
    assert fresh.member_id is not None
    given = session.exec(
        select(StatementVote).where(
            StatementVote.statement_id == statement_id,
            StatementVote.member_id == fresh.member_id,
        )
    ).first()
    stance = Stance(stance)
    given = given or StatementVote(
        statement_id=statement_id, member_id=fresh.member_id, stance=stance
    )
    given.stance = stance
    session.add(given)
    session.flush()
    _record(session, fresh, "statement.answered", statement, topic)
    return given


def hide(session: Session, actor: Visitor, statement_id: int, reason: str) -> Statement:
    """Take a statement out of sight, with a public reason (隐藏意见)."""
    return _moderate(session, actor, statement_id, reason, hidden=True)


def restore(session: Session, actor: Visitor, statement_id: int, reason: str) -> Statement:
    """Show a hidden statement again, its answers with it (恢复意见)."""
    return _moderate(session, actor, statement_id, reason, hidden=False)


def _moderate(
    session: Session, actor: Visitor, statement_id: int, reason: str, hidden: bool
) -> Statement:
    statement = _the_statement(session, statement_id)
    topic = walk.the_topic(session, statement.topic_id)
    place = the_place(session, topic.place_id)
    fresh = check(session, actor, Permission.MODERATE, place)
    session.refresh(statement)
    if (statement.hidden_at is not None) is hidden:
        raise Refused(N_("Somebody was quicker. Please look again."))
    reason = must_be_a_reason(reason)
    assert fresh.member_id is not None
    statement.hidden_at = now() if hidden else None
    session.add(statement)
    session.add(
        Moderation(
            statement_id=statement_id, hidden=hidden, reason=reason, member_id=fresh.member_id
        )
    )
    code = "statement.hidden" if hidden else "statement.restored"
    _record(session, fresh, code, statement, topic, reason)
    return statement


def _the_statement(session: Session, statement_id: int) -> Statement:
    statement = session.get(Statement, statement_id)
    if statement is None:
        raise Refused(N_("There is no such statement."))
    return statement


def _record(
    session: Session,
    actor: Visitor,
    code: str,
    statement: Statement,
    topic: Topic,
    reason: str = "",
) -> None:
    """What was said and who agrees stays out of the trail: it may name people."""
    after: dict[str, object] = {"topic": topic.id}
    if reason:
        after["reason"] = reason
    place = the_place(session, topic.place_id)
    record(
        session,
        actor,
        code,
        f"statement:{statement.id}",
        place,
        moves=(OneTopic(topic.id or 0),),
        after=after,
    )


def statements(session: Session, topic_id: int) -> list[Said]:
    """What was said, the most agreed on first; hidden ones are among them, marked."""
    rows = session.exec(
        select(Statement, _count(Stance.AGREE), _count(Stance.DISAGREE), _count(Stance.PASS))
        .outerjoin(StatementVote, col(StatementVote.statement_id) == Statement.id)
        .where(Statement.topic_id == topic_id)
        .group_by(col(Statement.id))
        .order_by(col(Statement.id).desc())
        .limit(MOST_READ)
    ).all()
    found = [
        Said(
            id=row.id or 0,
            author_id=row.author_id,
            text=row.text,
            tally=Tally(int(agree), int(disagree), int(passed)),
            hidden=row.hidden_at is not None,
        )
        for row, agree, disagree, passed in rows
    ]
    return sorted(found, key=lambda said: rule.rank(said.tally))


def _count(stance: Stance) -> ColumnElement[int]:
    one = case((col(StatementVote.stance) == stance, 1), else_=0)
    return func.coalesce(func.sum(one), 0)


def answers(session: Session, topic_id: int, member_id: int) -> dict[int, Stance]:
    """How this member answered, by statement."""
    rows = session.exec(
        select(StatementVote.statement_id, StatementVote.stance)
        .join(Statement, col(Statement.id) == StatementVote.statement_id)
        .where(Statement.topic_id == topic_id, StatementVote.member_id == member_id)
    )
    return {statement_id: Stance(stance) for statement_id, stance in rows}


def log(session: Session, topic_id: int) -> list[Moderated]:
    """What was hidden and shown again on this topic, by whom and why; the last first."""
    rows = session.exec(
        select(Moderation, Statement.author_id, Member.name)
        .join(Statement, col(Statement.id) == Moderation.statement_id)
        .join(Member, col(Member.id) == Moderation.member_id)
        .where(Statement.topic_id == topic_id)
        .order_by(col(Moderation.id).desc())
        .limit(MOST_READ)
    ).all()
    return [
        Moderated(row.statement_id, author_id, row.hidden, row.reason, name, row.created_at)
        for row, author_id, name in rows
    ]
