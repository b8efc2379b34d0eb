"""Plans to share out with their progress, and what one owner gets (分配一览)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.distribution import Basis, Distribution, DistributionState, Share, ShareState
from models.ledger import Book, Entry
from models.roll import Owner, Ownership
from rules.spending.use import FUND_HEAD
from services.distribution.planning import Plan, least_for_fund, shares_of, units_of
from services.spending.drawn import payments, total

MOST_PLANS = 50


@dataclass(frozen=True)
class Progress:
    """How many shares are in a state, and what they come to (份额进度)."""

    count: int = 0
    fen: int = 0


@dataclass(frozen=True)
class PlanRow:
    """One plan to share out (分配方案)."""

    id: int
    title: str
    basis: Basis
    total_fen: int
    fund_fen: int
    fund_moved_fen: int
    note: str
    state: DistributionState
    decided_on: date | None
    motion_id: int | None
    weight: int  # of all units together
    least_fen: int
    most_fen: int
    progress: dict[ShareState, Progress]

    @property
    def shared_fen(self) -> int:
        """What goes to the owners."""
        return self.total_fen - self.fund_fen

    @property
    def units(self) -> int:
        """How many units have a share."""
        return sum(one.count for one in self.progress.values())

    def of(self, state: ShareState) -> Progress:
        """How many shares are in ``state``."""
        return self.progress.get(state, Progress())


def plans(session: Session, book_id: int) -> tuple[PlanRow, ...]:
    """The plans of a book, the newest first."""
    found = session.exec(
        select(Distribution)
        .where(Distribution.book_id == book_id)
        .order_by(col(Distribution.id).desc())
        .limit(MOST_PLANS)
    )
    return tuple(_row(session, plan) for plan in found)


def _row(session: Session, plan: Distribution) -> PlanRow:
    assert plan.id is not None
    counted = session.exec(
        select(Share.state, func.count(), func.sum(Share.amount_fen))
        .where(Share.distribution_id == plan.id, Share.amount_fen > 0)
        .group_by(col(Share.state))
    )
    progress = {ShareState(state): Progress(n, int(fen)) for state, n, fen in counted}
    weight, least, most = session.exec(
        select(
            func.sum(Share.weight), func.min(Share.amount_fen), func.max(Share.amount_fen)
        ).where(Share.distribution_id == plan.id)
    ).one()
    paid = payments(session, col(Entry.distribution_id) == plan.id)
    return PlanRow(
        id=plan.id,
        title=plan.title,
        basis=plan.basis,
        total_fen=plan.total_fen,
        fund_fen=plan.fund_fen,
        fund_moved_fen=total(one for one in paid if one.heads == {FUND_HEAD}),
        note=plan.agreed_note,
        state=plan.state,
        decided_on=plan.decided_on,
        motion_id=plan.motion_id,
        weight=int(weight or 0),
        least_fen=int(least or 0),
        most_fen=int(most or 0),
        progress=progress,
    )


@dataclass(frozen=True)
class ShareRow:
    """What one unit gets; its label and nothing of who owns it (份额)."""

    id: int
    label: str
    weight: int
    amount_fen: int
    state: ShareState
    entry_id: int | None


def shares(session: Session, distribution_id: int) -> tuple[ShareRow, ...]:
    """Every share of a plan, by label: for the file that everybody may take home."""
    return tuple(_shares(session, select(Share).where(Share.distribution_id == distribution_id)))


def my_shares(session: Session, distribution_id: int, member_id: int) -> tuple[ShareRow, ...]:
    """The shares of the units that this member owns, alone or with others."""
    mine = (
        select(Ownership.unit_id)
        .join(Owner, col(Owner.id) == Ownership.owner_id)
        .where(Owner.member_id == member_id)
    )
    wanted = select(Share).where(
        Share.distribution_id == distribution_id, col(Share.unit_id).in_(mine)
    )
    return tuple(_shares(session, wanted))


def paid_shares(
    session: Session, distribution_id: int, words: str, most: int
) -> tuple[ShareRow, ...]:
    """Shares that are paid and whose label holds ``words``: to say which came back."""
    wanted = select(Share).where(
        Share.distribution_id == distribution_id,
        Share.state == ShareState.PAID,
        col(Share.label).contains(words, autoescape=True),
    )
    return tuple(_shares(session, wanted.limit(most)))


def _shares(session: Session, wanted: SelectOfScalar[Share]) -> Iterator[ShareRow]:
    for share in session.exec(wanted.order_by(col(Share.label))):
        yield ShareRow(
            id=share.id or 0,
            label=share.label,
            weight=share.weight,
            amount_fen=share.amount_fen,
            state=share.state,
            entry_id=share.entry_id,
        )


@dataclass(frozen=True)
class Preview:
    """What a plan would come to, before anybody writes it down (方案预览)."""

    units: int
    weight: int
    least_fen: int
    most_fen: int
    for_fund_fen: int  # what the law of the place wants for the maintenance fund
    examples: Sequence[tuple[str, int, int]]  # unit, weight, share


EXAMPLES = 5


def preview(session: Session, book_id: int, plan: Plan) -> Preview:
    """The shares as they would be now; nothing is written."""
    book = session.get_one(Book, book_id)
    cut = shares_of(units_of(session, book, plan.basis), plan)
    fen = [amount for _unit, _weight, amount in cut]
    return Preview(
        units=len(cut),
        weight=sum(weight for _unit, weight, _fen in cut),
        least_fen=min(fen),
        most_fen=max(fen),
        for_fund_fen=least_for_fund(session, book, plan.total_fen),
        examples=tuple((unit.label, weight, amount) for unit, weight, amount in cut[:EXAMPLES]),
    )


def labels(session: Session, book_id: int, basis: Basis) -> tuple[str, ...]:
    """The units that take part: to fill in agreed parts."""
    book = session.get_one(Book, book_id)
    return tuple(unit.label for unit in units_of(session, book, basis))
