"""Tying a decision of the owners to what it allows (业主共同决定).

One motion carries one thing: a sum that was passed once is not spent twice.
"""

from sqlmodel import Session, col, select

from models.choice import Regime
from models.distribution import Distribution
from models.ledger import Book
from models.motion import Binding, Motion, MotionState
from models.revision import Area
from models.spending import Spending, SpendingState, StandingAuthorisation
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.spending.decision import must_carry
from services.spending.chain import items_of, refresh, resolution, the_spending
from services.trail import record
from services.visitor import check, the_place

MOST_OFFERED = 50


def bind_motion(session: Session, actor: Visitor, spending_id: int, motion_id: int) -> Spending:
    """Name the owners' motion of another topic that passed this very sum (业主决定)."""
    spending, book = the_spending(session, spending_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.ASK_SPENDING, place)
    if spending.state is not SpendingState.WALKING:
        raise Refused(N_("This request waits for no motion."))
    items = items_of(session, book, spending.use)
    if not items:
        raise Refused(N_("The law of this place names this use: the four steps decide it."))
    must_allow(session, book, motion_id, [spending.asked_fen], items)
    spending.motion_id = motion_id
    session.add(spending)
    about, after = f"spending:{spending_id}", {"motion": motion_id}
    record(session, fresh, "spending.backed", about, place, moves=(Area.LEDGER,), after=after)
    session.flush()
    refresh(session, spending)
    return spending


def must_allow(
    session: Session, book: Book, motion_id: int, amounts: list[int], items: tuple[int, ...]
) -> Motion:
    """The motion; refused unless the owners of this compound passed it for these very sums."""
    motion = session.get(Motion, motion_id)
    if motion is None or motion.scope_path != book.path:
        raise Refused(N_("There is no such vote of the owners of this compound."))
    must_carry(resolution(session, motion), amounts, items)
    _must_be_free(session, motion)
    return motion


def _must_be_free(session: Session, motion: Motion) -> None:
    """Refuse a motion that carries something else already."""
    uses = [
        select(table.id).where(table.motion_id == motion.id)
        for table in (Spending, StandingAuthorisation, Distribution)
    ]
    uses.append(select(Spending.id).where(Spending.topic_id == motion.topic_id))
    if any(session.exec(use.limit(1)).first() is not None for use in uses):
        raise Refused(N_("This motion decided something else already: one motion, one purpose."))


def free_motions(session: Session, path: str) -> list[tuple[int, str]]:
    """The owners' passed motions of a compound that carry nothing yet, newest first."""
    taken = [
        select(table.motion_id).where(col(table.motion_id).is_not(None))
        for table in (Spending, StandingAuthorisation, Distribution)
    ]
    own = select(Spending.topic_id)
    wanted = select(Motion.id, Motion.question).where(
        Motion.scope_path == path,
        Motion.state == MotionState.PASSED,
        Motion.regime == Regime.OWNERS,
        Motion.binding != Binding.ADVISORY,
        col(Motion.topic_id).not_in(own),
        *(col(Motion.id).not_in(used) for used in taken),
    )
    rows = session.exec(wanted.order_by(col(Motion.decided_at).desc()).limit(MOST_OFFERED))
    return [(motion_id or 0, question) for motion_id, question in rows]
