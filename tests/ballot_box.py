"""Votes for tests: a topic that has come to 民决, and motions put, opened and answered."""

from datetime import datetime, timedelta
from itertools import count

from sqlmodel import Session, select

from models.base import clock_at, now
from models.choice import Choice, Regime
from models.meeting import AgendaItem, Meeting, MeetingKind
from models.motion import Motion, Voter, VoterUnit
from models.place import VotingRule
from models.topic import Category, Topic
from rules.motion import Terms
from rules.permission import Visitor
from services.motion import (
    Receipt,
    cast_ballot,
    decide_motion,
    enter_paper_ballot,
    open_motion,
    put_motion,
)
from services.topic.proposing import propose
from services.trail import HOUSE
from tests.neighbourhood import Neighbourhood

DAY = timedelta(days=1)
_numbers = count(1)
FOR, AGAINST, ABSTAIN = Choice
QUESTION = "是否同意更换物业服务企业？"


def deciding(session: Session, here: Neighbourhood, title: str = "更换物业服务企业") -> Topic:
    """A topic of 枫园 that was on an agenda in time and stands at the step where it is decided."""
    title = f"{title}（{next(_numbers)}）"  # nobody raises the same matter twice
    body = "现在的物业合同年底到期，服务评价偏低，想请大家一起决定。"
    topic = propose(session, here.zhou, here.fengyuan.id, title, body, Category.PROPERTY)
    meeting = Meeting(
        place_id=here.fengyuan.id,
        path=here.fengyuan.path,
        kind=MeetingKind.COUNCIL,
        title="议事会",
        announced_at=now() - 5 * DAY,
        starts_at=now() - DAY,
        ends_at=now() - DAY + timedelta(hours=2),
        due_count=3,
        called_by=here.lin.member_id,
    )
    session.add(meeting)
    session.flush()
    session.add(
        AgendaItem(
            meeting_id=meeting.id, topic_id=topic.id, round=topic.round, created_at=now() - 5 * DAY
        )
    )
    topic.step_code = "jue"
    session.add(topic)
    session.flush()
    return topic


def terms(
    regime: Regime = Regime.OWNERS, matter: int | None = 4, after: int = 15, **more: object
) -> Terms:
    """Terms that open in ``after`` days and leave thirty to answer."""
    opens_at = now() + after * DAY
    matter = matter if regime is Regime.OWNERS else None
    return Terms(regime, opens_at, opens_at + 30 * DAY, matter, **more)


def rules_of(session: Session, here: Neighbourhood, **choices: object) -> VotingRule:
    """The compound's stored rules of counting."""
    stored = select(VotingRule).where(VotingRule.place_id == here.fengyuan.id)
    rule = session.exec(stored).first() or VotingRule(place_id=here.fengyuan.id)
    for name, value in choices.items():
        setattr(rule, name, value)
    session.add(rule)
    session.flush()
    return rule


def opened(
    session: Session, here: Neighbourhood, regime: Regime = Regime.OWNERS, **more: object
) -> tuple[Motion, datetime]:
    """A motion that has opened, and the hour at which it did."""
    topic = deciding(session, here)
    motion = put_motion(session, here.lin, topic.id, QUESTION, terms(regime, **more))
    with clock_at(motion.opens_at):
        open_motion(session, motion.id)
    return motion, motion.opens_at


def closed(session: Session, motion: Motion) -> Motion:
    """The motion, counted by the house at its close."""
    with clock_at(motion.closes_at):
        return decide_motion(session, HOUSE, motion.id)


def head_of(session: Session, motion: Motion, label: str) -> Voter:
    """The head that the unit belongs to."""
    unit = select(VoterUnit).where(VoterUnit.motion_id == motion.id, VoterUnit.label == label)
    return session.get_one(Voter, session.exec(unit).one().voter_id)


def answer(
    session: Session, motion: Motion, person: Visitor, label: str, choice: Choice, **at: int
) -> Receipt:
    """``person`` answers online for the head of a unit, some time after the opening."""
    with clock_at(motion.opens_at + timedelta(**at)):
        head = head_of(session, motion, label)
        return cast_ballot(session, person, motion.id, head.id, choice)


def on_paper(
    session: Session, motion: Motion, person: Visitor, label: str, choice: Choice, **more: object
) -> Receipt:
    """``person`` enters a signed paper for the head of a unit."""
    with clock_at(motion.opens_at):
        head = head_of(session, motion, label)
        return enter_paper_ballot(
            session, person, motion.id, head.id, choice, f"纸票 {label}", **more
        )
