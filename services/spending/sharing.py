"""Which shares an entry pays, and what has become of them (份额支付)."""

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.distribution import Distribution, DistributionState, Share, ShareState
from models.ledger import Book, Entry, EntryDraft, EntryKind
from rules.distribution import Paying, states
from rules.ledger.entry import Content
from rules.money import yuan
from rules.refusal import N_, Refused
from rules.spending.flow import Flow
from rules.spending.use import FUND_HEAD, SHARES_HEAD
from services.jurisdiction import local
from services.spending.drawn import payments, total

PAYABLE = (DistributionState.DECIDED, DistributionState.DONE)


def must_be_shares(session: Session, content: Content, leaving: Flow) -> None:
    """Refuse an entry that pays something else than the shares it names, or the fund's part."""
    plan = session.get_one(Distribution, content.distribution_id)
    if plan.state not in PAYABLE:
        raise Refused(N_("“{title}” is not decided."), title=plan.title)
    if leaving.heads == {FUND_HEAD} and not content.share_ids:
        _must_be_the_fund_part(session, plan, leaving)
        return
    if leaving.heads != {SHARES_HEAD}:
        raise Refused(N_("It was decided under “{head}”: book it there."), head=SHARES_HEAD)
    if leaving.fen > 0:
        _must_come_after_the_fund(session, plan)
    _must_be_open_shares(session, content, leaving)


def _must_come_after_the_fund(session: Session, plan: Distribution) -> None:
    """Where the law of the place wants a part for the maintenance fund, that goes first."""
    book = session.get_one(Book, plan.book_id)
    floor = local(session, book.jurisdiction).law.fund_floor
    if floor is None or not floor.holds(None, None, decided=True):
        return
    if _in_the_fund(session, plan) < plan.fund_fen:
        raise Refused(
            N_("First move {fund} to the maintenance fund: the law of this place wants it so."),
            fund=yuan(plan.fund_fen),
        )


def _in_the_fund(session: Session, plan: Distribution) -> int:
    """What has been moved to the maintenance fund under a plan."""
    paid = payments(session, col(Entry.distribution_id) == plan.id)
    return total(one for one in paid if one.heads == {FUND_HEAD})


def _must_be_the_fund_part(session: Session, plan: Distribution, leaving: Flow) -> None:
    moved = _in_the_fund(session, plan)
    if moved + leaving.fen > plan.fund_fen or moved + leaving.fen < 0:
        raise Refused(
            N_("{decided} go to the maintenance fund under this plan; {paid} are there already."),
            decided=yuan(plan.fund_fen),
            paid=yuan(moved),
        )


def _must_be_open_shares(session: Session, content: Content, leaving: Flow) -> None:
    wanted = select(Share).where(col(Share.id).in_(content.share_ids))
    shares = session.exec(wanted).all() if content.share_ids else []
    named = set(content.share_ids)
    sound = len(named) == len(content.share_ids) == len(shares) > 0
    if not sound or any(share.distribution_id != content.distribution_id for share in shares):
        raise Refused(N_("Name the shares that are paid, each once, and all of this plan."))
    known = states(history(session, content.distribution_id or 0))
    paid = {id_ for id_, (state, _entry) in known.items() if state is ShareState.PAID}
    if leaving.fen > 0 and paid & named:
        raise Refused(N_("One of these shares is paid already."))
    if leaving.fen < 0 and not named <= paid:
        raise Refused(N_("Only a share that was paid can come back."))
    whole = sum(share.amount_fen for share in shares)
    if abs(leaving.fen) != whole:
        raise Refused(
            N_("These shares come to {shares}, the entry to {amount}."),
            shares=yuan(whole),
            amount=yuan(abs(leaving.fen)),
        )


def must_still_be_returned(session: Session, entry: Entry) -> None:
    """Refuse to say that shares never came back that have been paid anew since."""
    known = states(history(session, entry.distribution_id or 0))
    returned = sum(now == (ShareState.RETURNED, entry.id) for now in known.values())
    drafted = select(EntryDraft.content).where(EntryDraft.entry_id == entry.id)
    if returned < len(session.exec(drafted).one()["share_ids"]):
        raise Refused(N_("One of these shares is paid already."))


def history(session: Session, distribution_id: int) -> list[Paying]:
    """The posted entries of a plan with the shares they name, in the order of posting."""
    reversal = aliased(Entry)
    gone = select(reversal.id).where(col(reversal.reverses_id) == col(Entry.id)).exists()
    wanted = (
        select(Entry.id, Entry.kind, EntryDraft.content, gone)
        .join(EntryDraft, col(EntryDraft.entry_id) == Entry.id)
        .where(Entry.distribution_id == distribution_id)
        .order_by(col(Entry.number))
    )
    return [
        Paying(entry_id or 0, EntryKind(kind), tuple(content["share_ids"]), bool(taken_back))
        for entry_id, kind, content, taken_back in session.exec(wanted)
    ]


def settle(session: Session, distribution_id: int) -> None:
    """Write down what became of every share, and whether the plan is done."""
    known = states(history(session, distribution_id))
    plan = session.get_one(Distribution, distribution_id)
    shares = session.exec(select(Share).where(Share.distribution_id == distribution_id)).all()
    for share in shares:
        state, entry_id = known.get(share.id or 0, (ShareState.PENDING, None))
        if (share.state, share.entry_id) != (state, entry_id):
            share.state, share.entry_id = state, entry_id
            session.add(share)
    open_shares = any(s.amount_fen and s.state is not ShareState.PAID for s in shares)
    done = not open_shares and _in_the_fund(session, plan) == plan.fund_fen
    if plan.state in PAYABLE:
        plan.state = DistributionState.DONE if done else DistributionState.DECIDED
        session.add(plan)
    session.flush()
