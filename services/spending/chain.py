"""Where a request stands, read from its topic and its motions every time (决定链).

What the row of a request keeps is for lists; whoever pays looks at the chain itself.
"""

from sqlmodel import Session, col, select

from db.revision import moved
from models.ledger import Book
from models.motion import Motion, MotionState
from models.notice import Notice, NoticeKind
from models.revision import Area
from models.spending import Spending, SpendingState
from models.topic import StepEntry, Topic, TopicText
from rules.calendar import day_of
from rules.refusal import N_, Refused
from rules.spending.decision import Chain, Judged, Resolution, judge
from rules.spending.use import USES
from services.book import the_book
from services.jurisdiction import local

MET = "success"


def the_spending(session: Session, spending_id: int) -> tuple[Spending, Book]:
    """The request with its book, book locked; refused when there is none."""
    spending = session.get(Spending, spending_id)
    if spending is None:
        raise Refused(N_("There is no such request to spend."))
    book = the_book(session, spending.book_id)
    session.refresh(spending)
    return spending, book


def items_of(session: Session, book: Book, use: str) -> tuple[int, ...]:
    """Under which items of Article 278 owners decide a use; none where the law names it."""
    if local(session, book.jurisdiction).law.use(use) is not None:
        return ()
    return USES[use].items


def resolution(session: Session, motion: Motion) -> Resolution:
    """A motion as the rules of spending look at it."""
    voted_on = select(TopicText).where(
        TopicText.topic_id == motion.topic_id, TopicText.number == motion.text_number
    )
    text = session.exec(voted_on).first()
    words = [motion.question, text.title if text else "", text.body if text else ""]
    assert motion.id is not None
    return Resolution(
        id=motion.id,
        state=motion.state,
        regime=motion.regime,
        binding=motion.binding,
        matter=motion.matter,
        text="\n".join(words),
        decided_on=day_of(motion.decided_at) if motion.decided_at else None,
    )


def chain_of(session: Session, spending: Spending) -> Chain:
    """How far the topic of a request has come, and what has been decided on the way."""
    topic = session.get_one(Topic, spending.topic_id)
    steps = select(StepEntry.step_code).where(
        StepEntry.topic_id == topic.id, StepEntry.outcome == MET
    )
    decided = _resolved(session, topic)
    return Chain(
        topic=topic.state,
        passed=frozenset(session.exec(steps)),
        resolved=resolution(session, decided) if decided else None,
        owners=_owners(session, spending),
        decision_posted=decided is not None and _is_posted(session, decided),
    )


def _resolved(session: Session, topic: Topic) -> Motion | None:
    newest = select(Motion).where(
        Motion.topic_id == topic.id,
        Motion.round == topic.round,
        Motion.state == MotionState.PASSED,
    )
    return session.exec(newest.order_by(col(Motion.id).desc())).first()


def _owners(session: Session, spending: Spending) -> Resolution | None:
    """The owners' motion of another topic, where one was bound to this request."""
    motion = session.get(Motion, spending.motion_id) if spending.motion_id else None
    if motion is None or motion.topic_id == spending.topic_id:
        return None
    return resolution(session, motion)


def _is_posted(session: Session, motion: Motion) -> bool:
    posted = select(Notice.id).where(
        Notice.motion_id == motion.id, Notice.kind == NoticeKind.RESULT
    )
    return session.exec(posted.limit(1)).first() is not None


def judged(session: Session, spending: Spending) -> Judged:
    """What the chain says of a request at this moment."""
    book = session.get_one(Book, spending.book_id)
    items = items_of(session, book, spending.use)
    return judge(chain_of(session, spending), spending.asked_fen, items)


def refresh(session: Session, spending: Spending) -> bool:
    """Write down what the chain says; whether that changed anything. Idempotent."""
    if spending.state is SpendingState.SETTLED:
        return False
    found = judged(session, spending)
    if found.state is spending.state:
        return False
    spending.state = found.state
    if found.motion is not None:
        spending.decided_fen = spending.asked_fen
        spending.motion_id, spending.decided_on = found.motion.id, found.motion.decided_on
    session.add(spending)
    session.flush()
    book = session.get_one(Book, spending.book_id)
    moved(session, Area.LEDGER, book.place_id, book.path)
    return True


def to_refresh(session: Session) -> list[int]:
    """The requests that are not over and say something else than their chain does now."""
    open_states = (SpendingState.WALKING, SpendingState.APPROVED)
    wanted = select(Spending).where(col(Spending.state).in_(open_states))
    found = session.exec(wanted.order_by(col(Spending.id)))
    return [one.id or 0 for one in found if judged(session, one).state is not one.state]


def items_of_book(session: Session, book_id: int, use: str) -> tuple[int, ...]:
    """The same for whoever fills in a form: it has only the book's id."""
    return items_of(session, session.get_one(Book, book_id), use)
