"""No payment without a decision that covers it (付款依据).

Whatever leaves the owners' money rests on exactly one of four: a request that was decided, a
standing authorisation, a distribution, or, for the reasonable costs of a contract (Civil Code
282), the contract that earned at least as much. Asked under the lock of the book, so that two
payments never share one fen of a decision.
"""

from dataclasses import replace
from datetime import date

from sqlmodel import Session, col, select

from models.contract import Contract
from models.ledger import Account, AccountKind, Book, Entry, EntryKind, EntryLine, Party, Period
from models.motion import Motion, MotionState
from models.notice import Notice, NoticeKind
from models.spending import Spending, SpendingState, StandingAuthorisation
from rules.contract.life import began
from rules.ledger.entry import Content
from rules.money import yuan
from rules.refusal import N_, Refused
from rules.spending.flow import Flow, Side, flow
from rules.spending.request import same_name
from services.spending import sharing
from services.spending.chain import judged
from services.spending.drawn import payments, total

PAYABLE = (SpendingState.APPROVED, SpendingState.SETTLED)


def must_cover(session: Session, book: Book, content: Content) -> None:
    """Refuse an entry that spends without a decision, or beyond it; the book is locked."""
    if content.kind is EntryKind.REVERSAL:
        _must_stay_within(session, book, content)
        return
    leaving = flow(content.kind, _sides(session, book, content))
    bound = (content.spending_id, content.standing_id, content.distribution_id)
    decisions = sum(one is not None for one in bound)
    if not leaving.fen:
        if decisions:
            raise Refused(N_("Only money that leaves, or comes back, is bound to a decision."))
        return
    if decisions > 1:
        raise Refused(N_("A payment rests on one decision, not on several."))
    if content.spending_id is not None:
        _by_spending(session, content.spending_id, content, leaving)
    elif content.standing_id is not None:
        _by_standing(session, book, content.standing_id, content, leaving)
    elif content.distribution_id is not None:
        sharing.must_be_shares(session, content, leaving)
    else:
        _by_contract(session, content, leaving)


def _must_stay_within(session: Session, book: Book, content: Content) -> None:
    """A mirror of what was posted, under the same decision; but the decision stays its bound.

    To take back what had come back is to pay it once more, when it may have been paid anew; and
    a payment of which something came back is not taken back whole.
    """
    entry = session.get_one(Entry, content.reverses_id)
    was = flow(
        entry.kind, [replace(side, fen=-side.fen) for side in _sides(session, book, content)]
    )
    leaving = replace(was, fen=-was.fen)
    if not leaving.fen:
        return
    if content.spending_id is not None:
        spending = session.get_one(Spending, content.spending_id)
        paid = total(payments(session, col(Entry.spending_id) == content.spending_id))
        _must_have_room(leaving, paid, max(paid, most_of(session, spending)))
    elif content.standing_id is not None:
        standing = session.get_one(StandingAuthorisation, content.standing_id)
        paid = used(session, book, standing, entry.day)
        _must_have_room(leaving, paid, max(paid, standing.period_fen))
    elif content.distribution_id is not None and entry.kind is EntryKind.RECEIPT:
        sharing.must_still_be_returned(session, entry)


def settle(session: Session, content: Content, entry: Entry) -> None:
    """What a posted entry changes of that which it is bound to: the shares of a distribution."""
    if content.distribution_id is not None:
        sharing.settle(session, content.distribution_id)


def _sides(session: Session, book: Book, content: Content) -> list[Side]:
    codes = {line.account for line in content.lines}
    wanted = select(Account).where(Account.book_id == book.id, col(Account.code).in_(codes))
    known = {account.code: account for account in session.exec(wanted)}
    if codes - known.keys():
        raise Refused(N_("There is no such account in this book."))
    return [
        Side(known[line.account].fund, known[line.account].kind, known[line.account].head, line.fen)
        for line in content.lines
    ]


def _must_stand_under(leaving: Flow, head: str) -> None:
    if leaving.heads != {head}:
        raise Refused(N_("It was decided under “{head}”: book it there."), head=head)


def _must_have_room(leaving: Flow, paid_fen: int, most_fen: int) -> None:
    if paid_fen + leaving.fen > most_fen:
        raise Refused(
            N_("{decided} were decided and {paid} are paid: {left} are left."),
            decided=yuan(most_fen),
            paid=yuan(paid_fen),
            left=yuan(max(0, most_fen - paid_fen)),
        )
    if paid_fen + leaving.fen < 0:
        raise Refused(N_("More would come back than was ever paid."))


def _by_spending(session: Session, spending_id: int, content: Content, leaving: Flow) -> None:
    spending = session.get_one(Spending, spending_id)
    state = judged(session, spending)
    if spending.state is not SpendingState.SETTLED and state.state not in PAYABLE:
        why = state.missing or N_("This request was not passed.")
        raise Refused(why, **state.facts)
    _must_stand_under(leaving, spending.head)
    if content.kind is not EntryKind.TRANSFER:
        _must_be_the_payee(session, content, spending.payee)
    paid = total(payments(session, col(Entry.spending_id) == spending_id))
    _must_have_room(leaving, paid, most_of(session, spending))


def most_of(session: Session, spending: Spending) -> int:
    """What may be paid under a request; once its result is published, no more than that says."""
    if spending.state is not SpendingState.SETTLED:
        return spending.asked_fen
    newest = select(Notice.body).where(
        Notice.topic_id == spending.topic_id, Notice.kind == NoticeKind.SPENDING
    )
    body = session.exec(newest.order_by(col(Notice.id).desc())).first() or {}
    return int(body.get("figures", {}).get("paid_fen", 0))


def _must_be_the_payee(session: Session, content: Content, payee: str) -> None:
    party = session.get(Party, content.party_id) if content.party_id else None
    name = party.shown if party else content.party.name if content.party else ""
    if same_name(name) != same_name(payee):
        raise Refused(N_("It was decided to pay {payee}, and nobody else."), payee=payee)


def _by_standing(
    session: Session, book: Book, standing_id: int, content: Content, leaving: Flow
) -> None:
    standing = session.get_one(StandingAuthorisation, standing_id)
    motion = session.get_one(Motion, standing.motion_id)
    if standing.ended_reason or motion.state is not MotionState.PASSED:
        raise Refused(N_("“{title}” has ended."), title=standing.title)
    if not standing.starts_on <= content.day <= standing.ends_on:
        raise Refused(
            N_("“{title}” holds from {start} to {end}."),
            title=standing.title,
            start=standing.starts_on,
            end=standing.ends_on,
        )
    _must_stand_under(leaving, standing.head)
    if leaving.fen > standing.each_fen:
        raise Refused(
            N_("“{title}” allows {each} at a time at most: ask for this sum by itself."),
            title=standing.title,
            each=yuan(standing.each_fen),
        )
    _must_have_room(leaving, used(session, book, standing, content.day), standing.period_fen)


def used(session: Session, book: Book, standing: StandingAuthorisation, on: date) -> int:
    """What was paid under an authorisation in the period of ``on``."""
    period = session.exec(
        select(Period).where(
            Period.book_id == book.id,
            Period.starts_on <= on,
            Period.ends_on >= on,
        )
    ).first()
    if period is None:
        return 0
    mine = col(Entry.standing_id) == standing.id
    return total(payments(session, mine, col(Entry.period_id) == period.id))


def _by_contract(session: Session, content: Content, leaving: Flow) -> None:
    contract = session.get(Contract, content.contract_id) if content.contract_id else None
    if contract is None or not leaving.only_cost:
        raise Refused(
            N_("No decision covers this payment. Choose the request, authorisation or plan.")
        )
    if not began(contract):
        raise Refused(N_("A contract that is not in force has no costs yet."))
    _must_stand_under(leaving, contract.head)
    mine = col(Entry.contract_id) == contract.id
    bare = (col(Entry.spending_id).is_(None), col(Entry.standing_id).is_(None))
    spent = total(payments(session, mine, *bare, col(Entry.kind) == EntryKind.PAYMENT))
    earned = received(session, contract.id or 0)
    if spent + leaving.fen > earned:
        raise Refused(
            N_("This contract brought in {earned}: beyond that its costs need a decision."),
            earned=yuan(earned),
        )


def received(session: Session, contract_id: int) -> int:
    """What a contract has brought in so far, in the books."""
    wanted = (
        select(EntryLine.amount_fen)
        .join(Entry, col(Entry.id) == EntryLine.entry_id)
        .join(Account, col(Account.id) == EntryLine.account_id)
        .where(Entry.contract_id == contract_id, Account.kind == AccountKind.INCOME)
    )
    return -sum(session.exec(wanted))
