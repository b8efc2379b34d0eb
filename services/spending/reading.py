"""What is asked for, where each request stands, and what was paid under it (支出一览)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from models.ledger import Book, Entry
from models.motion import Motion
from models.notice import Notice, NoticeKind
from models.spending import Spending, SpendingState
from models.topic import StepEntry, Topic
from rules.calendar import day_of, deadline
from rules.spending.decision import PARTLY_DAYS, RESULT_DAYS, Deliberation
from services.spending.chain import MET, items_of, judged
from services.spending.drawn import Paid, payments, total

PAGE_ROWS = 10
OPEN = (SpendingState.WALKING, SpendingState.APPROVED)


@dataclass(frozen=True)
class Done:
    """One thing of the chain that is done, when, and the notice that says so (已完成的一步)."""

    on: date
    notice: str = ""


@dataclass(frozen=True)
class SpendingRow:
    """One request as everybody may see it (支出申请)."""

    id: int
    topic_id: int
    title: str
    use: str
    head: str
    payee: str
    asked_fen: int
    asked_on: date
    state: SpendingState
    missing: str
    missing_facts: Mapping[str, object]
    items: tuple[int, ...]  # of Article 278, where the owners have to decide
    steps: Mapping[Deliberation, Done]
    decision: Done | None  # 决议公开
    result: Done | None  # 实施结果公开
    motion_id: int | None
    tally: Mapping[str, int]  # of heads: for, participating, total
    paid: tuple[Paid, ...]

    @property
    def paid_fen(self) -> int:
        """What was paid so far."""
        return total(self.paid)

    @property
    def result_due_on(self) -> date | None:
        """By when the result has to be published; ``None`` while nothing was paid, or it is."""
        if self.result is not None or not self.paid:
            return None
        days = RESULT_DAYS if self.paid_fen >= self.asked_fen else PARTLY_DAYS
        return deadline(max(one.day for one in self.paid), days).on


@dataclass(frozen=True)
class SpendingList:
    """One page of requests, and how many there are (支出申请列表)."""

    rows: tuple[SpendingRow, ...]
    total: int


@dataclass(frozen=True)
class Summary:
    """What the page says first (支出概况)."""

    walking: int
    walking_fen: int
    approved: int
    left_fen: int  # decided and not paid yet
    due: tuple[date, ...]  # by when results have to be published, the earliest first


def spendings(session: Session, book_id: int, page: int = 1, only: int = 0) -> SpendingList:
    """The requests of a book, the newest first; ``only`` one, where its id is given."""
    wanted = [col(Spending.book_id) == book_id]
    if only:
        wanted.append(col(Spending.id) == only)
    counted = session.exec(select(func.count()).select_from(Spending).where(*wanted)).one()
    rows = session.exec(
        select(Spending)
        .where(*wanted)
        .order_by(col(Spending.id).desc())
        .offset((max(page, 1) - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS)
    )
    return SpendingList(tuple(_row(session, spending) for spending in rows), counted)


def of_topic(session: Session, topic_id: int) -> SpendingRow | None:
    """The request that walks as this topic; most topics ask for no money."""
    found = session.exec(select(Spending).where(Spending.topic_id == topic_id)).first()
    return _row(session, found) if found else None


def book_of_request(session: Session, spending_id: int) -> Book:
    """The books that a request is about."""
    return session.get_one(Book, session.get_one(Spending, spending_id).book_id)


def summary(session: Session, book_id: int) -> Summary:
    """How much is asked for, how much is decided and not paid yet, and which results are due."""
    found = session.exec(
        select(Spending).where(Spending.book_id == book_id, col(Spending.state).in_(OPEN))
    )
    rows = [_row(session, spending) for spending in found]
    walking = [row for row in rows if row.state is SpendingState.WALKING]
    approved = [row for row in rows if row.state is SpendingState.APPROVED]
    return Summary(
        walking=len(walking),
        walking_fen=sum(row.asked_fen for row in walking),
        approved=len(approved),
        left_fen=sum(max(0, row.asked_fen - row.paid_fen) for row in approved),
        due=tuple(sorted(row.result_due_on for row in rows if row.result_due_on)),
    )


def _row(session: Session, spending: Spending) -> SpendingRow:
    assert spending.id is not None
    topic = session.get_one(Topic, spending.topic_id)
    book = session.get_one(Book, spending.book_id)
    found = judged(session, spending)
    settled = spending.state is SpendingState.SETTLED
    motion_id = found.motion.id if found.motion else spending.motion_id
    motion = session.get(Motion, motion_id) if motion_id else None
    notices = _notices(session, spending, motion_id)
    heads = ((motion.result or {}) if motion else {}).get("counted", {}).get("heads", {})
    return SpendingRow(
        id=spending.id,
        topic_id=spending.topic_id,
        title=topic.title,
        use=spending.use,
        head=spending.head,
        payee=spending.payee,
        asked_fen=spending.asked_fen,
        asked_on=day_of(spending.created_at),
        state=SpendingState.SETTLED if settled else found.state,
        missing=found.missing,
        missing_facts=found.facts,
        items=items_of(session, book, spending.use),
        steps=_steps(session, spending.topic_id),
        decision=notices.get(NoticeKind.RESULT),
        result=notices.get(NoticeKind.SPENDING),
        motion_id=motion_id,
        tally={name: heads[name] for name in ("for", "participating", "total") if name in heads},
        paid=payments(session, col(Entry.spending_id) == spending.id),
    )


def _steps(session: Session, topic_id: int) -> dict[Deliberation, Done]:
    wanted = select(StepEntry).where(StepEntry.topic_id == topic_id, StepEntry.outcome == MET)
    entries = session.exec(wanted.order_by(col(StepEntry.id)))
    known = {step.value: step for step in Deliberation}
    return {
        known[entry.step_code]: Done(day_of(entry.left_at or entry.created_at))
        for entry in entries
        if entry.step_code in known
    }


def _notices(session: Session, spending: Spending, motion_id: int | None) -> dict[NoticeKind, Done]:
    mine = (col(Notice.kind) == NoticeKind.SPENDING) & (col(Notice.topic_id) == spending.topic_id)
    voted = (col(Notice.kind) == NoticeKind.RESULT) & (col(Notice.motion_id) == motion_id)
    wanted = select(Notice.kind, Notice.code, Notice.posted_at).where(mine | voted)
    return {
        NoticeKind(kind): Done(day_of(posted_at), code)
        for kind, code, posted_at in session.exec(wanted.order_by(col(Notice.id)))
    }


@dataclass(frozen=True)
class Cover:
    """A decision that a payment may be bound to (可选的付款依据)."""

    id: int
    title: str
    head: str
    payee: str
    left_fen: int


def payable(session: Session, book_id: int) -> Sequence[Cover]:
    """The requests under which something is still to be paid: for whoever writes the payment."""
    found = session.exec(
        select(Spending)
        .where(Spending.book_id == book_id, col(Spending.state).in_(OPEN))
        .order_by(col(Spending.id).desc())
    )
    covers = []
    for spending in found:
        if judged(session, spending).state is not SpendingState.APPROVED:
            continue
        paid = total(payments(session, col(Entry.spending_id) == spending.id))
        if left := spending.asked_fen - paid:
            title = session.get_one(Topic, spending.topic_id).title
            covers.append(Cover(spending.id or 0, title, spending.head, spending.payee, left))
    return tuple(covers)
