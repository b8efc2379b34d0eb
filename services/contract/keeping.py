"""Writing contracts down: what was found, corrected, renewed (合同登记与续签)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, delete, select

from models.contract import Contract, ContractState, Instalment
from models.ledger import Account, AccountKind, Book
from models.place import Place
from models.revision import Area
from rules.contract import life
from rules.contract.schedule import Due, must_be_a_term, must_be_dues
from rules.ledger.entry import Counterparty
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.contract.standing import the_book, to_keep
from services.party import party
from services.trail import record
from services.visitor import check, the_place


@dataclass(frozen=True)
class Subject:
    """What a contract is about: under which head, with whom, where (合同标的)."""

    title: str
    head: str
    party: Counterparty
    spot: str
    found_hidden: bool = False


@dataclass(frozen=True)
class Term:
    """For how long a contract runs, and what falls due when (合同期限与付款)."""

    number: str
    starts_on: date
    ends_on: date
    dues: Sequence[Due]
    remind_days: int = 60


def register_contract(
    session: Session, actor: Visitor, book_id: int, subject: Subject, term: Term
) -> Contract:
    """Write down a contract with its instalments (登记合同). It waits for the owners' decision."""
    book = the_book(session, book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.KEEP_CONTRACT, place)
    contract = Contract(
        book_id=book_id, path=place.path, kept_by=fresh.member_id, **_subject(session, book, subject)
    )
    _write_term(session, contract, term)
    _kept(session, fresh, "contract.registered", contract, place)
    return contract


def correct_contract(
    session: Session, actor: Visitor, contract_id: int, subject: Subject, term: Term
) -> Contract:
    """Write a contract anew that is not active yet (更正合同)."""
    contract, place, fresh = to_keep(session, actor, contract_id)
    if contract.state is not ContractState.DRAFT:
        raise Refused(N_("Only a contract that is not active yet can be corrected."))
    book = the_book(session, contract.book_id)
    for name, value in _subject(session, book, subject).items():
        setattr(contract, name, value)
    session.execute(delete(Instalment).where(col(Instalment.contract_id) == contract_id))
    _write_term(session, contract, term)
    _kept(session, fresh, "contract.corrected", contract, place)
    return contract


def renew_contract(session: Session, actor: Visitor, contract_id: int, term: Term) -> Contract:
    """Write down what follows a contract, with the same party and place (续签).

    It is a contract of its own, and needs the owners' decision like the first.
    """
    before, place, fresh = to_keep(session, actor, contract_id)
    if before.state is ContractState.DRAFT:
        raise Refused(N_("This contract is not active yet: correct it instead."))
    _must_follow(session, before, term)
    kept = ("book_id", "path", "title", "head", "party_id", "spot")
    contract = Contract(
        renews_id=contract_id, kept_by=fresh.member_id, **before.model_dump(include=set(kept))
    )
    _write_term(session, contract, term)
    _kept(session, fresh, "contract.renewed", contract, place, before={"number": before.number})
    return contract


def _must_follow(session: Session, before: Contract, term: Term) -> None:
    if term.starts_on <= (before.ended_on or before.ends_on):
        raise Refused(N_("A renewal begins after the last day of the contract it follows."))
    if successor(session, before.id or 0) is not None:
        raise Refused(N_("This contract is renewed already."))


def successor(session: Session, contract_id: int) -> Contract | None:
    """The contract that follows this one, unless it was dropped before it began."""
    later = select(Contract).where(Contract.renews_id == contract_id)
    dropped = (Contract.state == ContractState.ENDED) & col(Contract.decided_on).is_(None)
    return session.exec(later.where(~dropped)).first()


def _subject(session: Session, book: Book, subject: Subject) -> dict[str, object]:
    """The columns that say what a contract is about."""
    assert book.id is not None
    _must_be_a_head(session, book.id, subject.head)
    title, spot = life.must_be_a_name(subject.title), life.must_be_a_spot(subject.spot)
    if not subject.party.name.strip():
        raise Refused(N_("Say with whom the contract is made."))
    return {
        "title": title,
        "spot": spot,
        "head": subject.head,
        "party_id": party(session, book.id, subject.party).id,
        "found_hidden": subject.found_hidden,
    }


def _must_be_a_head(session: Session, book_id: int, head: str) -> None:
    """The head under which its income is booked is one of this book."""
    income = select(Account.id).where(
        Account.book_id == book_id,
        Account.kind == AccountKind.INCOME,
        Account.head == head,
        col(Account.closed_at).is_(None),
    )
    if not head or session.exec(income).first() is None:
        raise Refused(N_("Choose the head under which its income is booked."))


def _write_term(session: Session, contract: Contract, term: Term) -> None:
    """The term and the instalments of a contract, new or written anew."""
    must_be_a_term(term.starts_on, term.ends_on)
    dues = must_be_dues(term.dues, term.starts_on, term.ends_on)
    contract.number = life.must_be_a_number(term.number)
    contract.starts_on, contract.ends_on = term.starts_on, term.ends_on
    contract.remind_days = life.must_remind(term.remind_days)
    with session.no_autoflush:
        same = select(Contract.id).where(
            Contract.book_id == contract.book_id, Contract.number == contract.number
        )
        if session.exec(same.where(col(Contract.id).is_distinct_from(contract.id))).first():
            raise Refused(N_("The number “{number}” is taken."), number=contract.number)
    session.add(contract)
    session.flush()
    assert contract.id is not None
    for due in dues:
        row = Instalment(contract_id=contract.id, due_on=due.due_on, amount_fen=due.amount_fen)
        session.add(row)
    session.flush()


def _kept(
    session: Session,
    actor: Visitor,
    code: str,
    contract: Contract,
    place: Place,
    before: dict[str, object] | None = None,
) -> None:
    """One line in the trail that says what was written down."""
    sums = select(Instalment.amount_fen).where(Instalment.contract_id == contract.id)
    after = {
        "number": contract.number,
        "title": contract.title,
        "head": contract.head,
        "starts_on": contract.starts_on.isoformat(),
        "ends_on": contract.ends_on.isoformat(),
        "amount_fen": sum(session.exec(sums)),
        "found_hidden": contract.found_hidden,
    }
    about, moves = f"contract:{contract.id}", (Area.LEDGER,)
    record(session, actor, code, about, place, moves=moves, before=before, after=after)
