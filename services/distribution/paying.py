"""Paying shares out, and taking back what could not be delivered (份额发放).

One draft pays many shares, for that is what a treasurer hands to the bank: one batch, one
voucher. All that is still open, or one building at a time.
"""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, select

from models.distribution import Distribution, DistributionState, Share, ShareState
from models.ledger import Book, DraftState, EntryDraft, EntryKind, PartyKind
from models.roll import Unit
from rules.ledger.entry import Content, Counterparty, Line
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.spending.use import SHARES_HEAD
from services.distribution.planning import the_distribution
from services.ledger.drafting import draft_entry
from services.spending.sharing import PAYABLE

BANK = "Assets:Bank:Revenue"
SHARES = f"Expenses:{SHARES_HEAD}"
OWNERS = Counterparty(PartyKind.FIRM, "全体业主")
LATER = "银行代发回单到账后补附"


def draft_payments(
    session: Session, actor: Visitor, distribution_id: int, day: date, building: str = ""
) -> EntryDraft:
    """One draft that pays every share still open, or those of one building (批量发放)."""
    plan, _book = the_distribution(session, distribution_id)
    _must_be_payable(plan)
    waiting = _waiting(session, plan)
    shares = [share for share in open_shares(session, plan, building) if share.id not in waiting]
    if not shares:
        raise Refused(N_("No share is open here: all are paid, or wait for approval."))
    total = sum(share.amount_fen for share in shares)
    content = Content(
        kind=EntryKind.PAYMENT,
        day=day,
        lines=(Line(SHARES, total), Line(BANK, -total)),
        purpose=f"{plan.title} {building} {len(shares)} 户".replace("  ", " "),
        party=OWNERS,
        no_voucher_reason=LATER,
        distribution_id=distribution_id,
        share_ids=tuple(share.id or 0 for share in shares),
    )
    return draft_entry(session, actor, plan.book_id, content)


def draft_fund_part(
    session: Session, actor: Visitor, distribution_id: int, day: date
) -> EntryDraft:
    """The draft that moves the fund's part into the maintenance fund (补充维修资金)."""
    plan, _book = the_distribution(session, distribution_id)
    _must_be_payable(plan)
    fen = plan.fund_fen
    content = Content(
        kind=EntryKind.TRANSFER,
        day=day,
        lines=(
            Line("Equity:Transfer:Revenue", fen),
            Line(BANK, -fen),
            Line("Assets:Bank:Maintenance", fen),
            Line("Equity:Transfer:Maintenance", -fen),
        ),
        purpose=f"{plan.title} 补充维修资金",
        no_voucher_reason=LATER,
        distribution_id=distribution_id,
    )
    return draft_entry(session, actor, plan.book_id, content)


def draft_return(
    session: Session,
    actor: Visitor,
    distribution_id: int,
    share_ids: Sequence[int],
    day: date,
) -> EntryDraft:
    """Money that the bank sent back: the shares are open again once it is in the books (退回)."""
    plan, _book = the_distribution(session, distribution_id)
    wanted = select(Share).where(
        Share.distribution_id == distribution_id, col(Share.id).in_(share_ids)
    )
    shares = list(session.exec(wanted)) if share_ids else []
    if not shares or any(share.state is not ShareState.PAID for share in shares):
        raise Refused(N_("Only a share that was paid can come back."))
    total = sum(share.amount_fen for share in shares)
    content = Content(
        kind=EntryKind.RECEIPT,
        day=day,
        lines=(Line(BANK, total), Line(SHARES, -total)),
        purpose=f"{plan.title} 退回 {len(shares)} 户",  # whose is nobody's business but theirs
        party=OWNERS,
        no_voucher_reason=LATER,
        distribution_id=distribution_id,
        share_ids=tuple(share.id or 0 for share in shares),
    )
    return draft_entry(session, actor, plan.book_id, content)


def _must_be_payable(plan: Distribution) -> None:
    if plan.state not in PAYABLE:
        raise Refused(N_("“{title}” is not decided."), title=plan.title)
    if plan.state is DistributionState.DONE:
        raise Refused(N_("“{title}” is paid in full."), title=plan.title)


def open_shares(session: Session, plan: Distribution, building: str = "") -> list[Share]:
    """The shares that are still to be paid, or came back; of one building or of all."""
    wanted = select(Share).where(
        Share.distribution_id == plan.id,
        Share.state != ShareState.PAID,
        Share.amount_fen > 0,
    )
    if building:
        wanted = wanted.join(Unit, col(Unit.id) == Share.unit_id).where(Unit.building == building)
    return list(session.exec(wanted.order_by(col(Share.label))))


def _waiting(session: Session, plan: Distribution) -> set[int]:
    """The shares that a draft already pays, and that wait for approval."""
    drafts = session.exec(
        select(EntryDraft.content).where(
            EntryDraft.book_id == plan.book_id, EntryDraft.state == DraftState.PENDING
        )
    )
    mine = (c for c in drafts if c["distribution_id"] == plan.id)
    return {share_id for content in mine for share_id in content["share_ids"]}


def waiting_shares(session: Session, distribution_id: int, building: str = "") -> tuple[int, ...]:
    """What the shares come to, each in fen, that a draft would pay now."""
    plan = session.get_one(Distribution, distribution_id)
    waiting = _waiting(session, plan)
    found = open_shares(session, plan, building)
    return tuple(share.amount_fen for share in found if share.id not in waiting)


def buildings_of(session: Session, book_id: int) -> list[str]:
    """The buildings of the compound, as the roll names them."""
    book = session.get_one(Book, book_id)
    wanted = select(Unit.building).where(Unit.compound_id == book.place_id).distinct()
    return sorted(session.exec(wanted))
