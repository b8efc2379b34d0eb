"""Requests to spend for tests, walked through 四议两公开, and leave for small sums (支出样本)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count

from sqlmodel import Session, col, select

from models.base import clock_at, now
from models.choice import Regime
from models.ledger import Book, EntryKind
from models.meeting import AgendaItem, Attendance, Meeting, MeetingKind, MeetingOutcome
from models.motion import Binding, Motion, MotionState, Voter
from models.spending import Spending, StandingAuthorisation
from models.topic import Topic, TopicText
from rules.ledger.entry import Content
from rules.spending.request import Request
from services import approval, walk
from services.motion import enter_paper_ballot, open_motion, put_motion
from services.spending.asking import ask_spending
from services.topic.proposing import propose
from services.trail import HOUSE
from tests.ballot_box import FOR, closed, terms
from tests.neighbourhood import Neighbourhood

DAY = timedelta(days=1)
MONTHS_AGO = timedelta(days=120)
_numbers = count(1)
SLIDE = Request(
    title="修理儿童滑梯",
    reason="滑梯踏板断裂，孩子容易受伤，三家报价中这家最低。",
    use="upkeep",
    head="E04",
    payee="江城维修队",
    asked_fen=4_860_000,
)
PAPER = Request(
    title="业委会办公经费",
    reason="一年的打印纸、投影仪租用和会议茶水。",
    use="assembly",
    head="E03",
    payee="江城文具店",
    asked_fen=120_000,
)


def asked(session: Session, here: Neighbourhood, book: Book, request: Request = SLIDE) -> Spending:
    """A request that has just been asked for, by the committee."""
    title = f"{request.title}（{next(_numbers)}）"  # nobody raises the same matter twice
    return ask_spending(session, here.wu, book.id or 0, replace(request, title=title))


def topic_of(session: Session, spending: Spending) -> Topic:
    """The topic that the request walks as."""
    return session.get_one(Topic, spending.topic_id)


def proposed(session: Session, here: Neighbourhood, spending: Spending) -> None:
    """The first step: the branch proposes."""
    approval.approve(session, here.shi, spending.topic_id, 0, True, "支部同意提议")


def consulted(session: Session, here: Neighbourhood, spending: Spending) -> None:
    """The second step: two persons of the councils agree."""
    for person in (here.lin, here.wu):
        approval.approve(session, person, spending.topic_id, 0, True, "两委商议同意")


def reviewed(session: Session, here: Neighbourhood, spending: Spending) -> None:
    """The third step: the members met, announced in time, and agreed."""
    topic = topic_of(session, spending)
    meeting = Meeting(
        place_id=here.fengyuan.id,
        path=here.fengyuan.path,
        kind=MeetingKind.BRANCH,
        title="党员大会",
        announced_at=now() - 5 * DAY,
        starts_at=now() - timedelta(hours=3),
        ends_at=now() - timedelta(hours=2),
        due_count=1,
        minutes="同意。",
        minutes_at=now() - timedelta(hours=1),
        called_by=here.shi.member_id,
    )
    session.add(meeting)
    session.flush()
    session.add(Attendance(meeting_id=meeting.id, member_id=here.shi.member_id, name="石磊"))
    session.add(
        AgendaItem(
            meeting_id=meeting.id,
            topic_id=topic.id,
            round=topic.round,
            created_at=now() - 5 * DAY,
            outcome=MeetingOutcome.PROCEED,
        )
    )
    walk.refresh(session, HOUSE, topic)


def resolved(
    session: Session,
    here: Neighbourhood,
    spending: Spending,
    regime: Regime = Regime.OWNERS,
    matter: int = 9,
) -> Motion:
    """The fourth step: put to the vote, and everybody says yes on paper."""
    topic = topic_of(session, spending)
    question = f"是否同意{topic.title}？"
    motion = put_motion(session, here.lin, topic.id or 0, question, terms(regime, matter))
    return everybody_agrees(session, here, motion)


def everybody_agrees(session: Session, here: Neighbourhood, motion: Motion) -> Motion:
    """Every head of an announced motion answers yes on paper; it is counted at its close."""
    with clock_at(motion.opens_at):
        open_motion(session, motion.id or 0)
        voters = session.exec(select(Voter).where(Voter.motion_id == motion.id)).all()
        for number, voter in enumerate(voters):
            given = (motion.id or 0, voter.id or 0, FOR, f"纸票 {number}")
            enter_paper_ballot(session, here.lin, *given)
    return closed(session, motion)


def walked(
    session: Session,
    here: Neighbourhood,
    book: Book,
    request: Request = SLIDE,
    regime: Regime = Regime.OWNERS,
) -> Spending:
    """A request that has walked all four steps some months ago, with its decision published."""
    with clock_at(now() - MONTHS_AGO):
        spending = asked(session, here, book, request)
        for step in (proposed, consulted, reviewed):
            step(session, here, spending)
        resolved(session, here, spending, regime)
    return spending


def passed(
    session: Session, here: Neighbourhood, text: str, matter: int = 9, path: str = ""
) -> Motion:
    """An owners' motion that has passed on a topic of its own; only its rows."""
    title = f"业主共同决定（{next(_numbers)}）"
    topic = propose(session, here.zhou, here.fengyuan.id or 0, title, text, "revenue")
    return voted(session, topic, matter, path)


def voted(session: Session, topic: Topic, matter: int = 9, path: str = "") -> Motion:
    """A passed owners' motion on ``topic``; only its row."""
    number = session.exec(
        select(TopicText.number)
        .where(TopicText.topic_id == topic.id)
        .order_by(col(TopicText.number).desc())
    ).first()
    motion = Motion(
        topic_id=topic.id or 0,
        path=topic.path,
        round=topic.round,
        question="是否同意上述方案？",
        text_number=number or 1,
        regime=Regime.OWNERS,
        matter=matter,
        binding=Binding.BINDING,
        scope_path=path or topic.path,
        announced_at=now() - 60 * DAY,
        opens_at=now() - 45 * DAY,
        closes_at=now() - 15 * DAY,
        decided_at=now() - 15 * DAY,
        state=MotionState.PASSED,
        put_by=topic.proposer_id,
    )
    session.add(motion)
    session.flush()
    return motion


def leave(
    session: Session,
    here: Neighbourhood,
    book: Book,
    head: str = "E04",
    each_fen: int = 10**9,
    period_fen: int = 10**11,
) -> StandingAuthorisation:
    """Leave for small sums under ``head`` for these years; only its rows, and very wide."""
    motion = passed(session, here, "授权业委会在限额内支付小额维修费用。")
    standing = StandingAuthorisation(
        book_id=book.id or 0,
        title=f"小额支出 {head}",
        use="upkeep",
        head=head,
        each_fen=each_fen,
        period_fen=period_fen,
        starts_on=date(2020, 1, 1),
        ends_on=date(2029, 12, 31),
        motion_id=motion.id or 0,
        recorded_by=here.wu.member_id or 0,
    )
    session.add(standing)
    session.flush()
    return standing


def covered(session: Session, here: Neighbourhood, book: Book, content: Content) -> Content:
    """``content``, under an authorisation of its own when it is a payment that names nothing."""
    named = (content.spending_id, content.standing_id, content.distribution_id)
    if content.kind is not EntryKind.PAYMENT or any(named) or content.contract_id:
        return content
    codes = [line.account for line in content.lines if line.account.startswith("Expenses:")]
    head = codes[0].split(":")[-1]
    wanted = select(StandingAuthorisation).where(
        StandingAuthorisation.book_id == book.id, StandingAuthorisation.head == head
    )
    standing = session.exec(wanted).first() or leave(session, here, book, head)
    return replace(content, standing_id=standing.id)
