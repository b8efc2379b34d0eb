"""Writing contracts down: what was found, corrected, renewed (合同登记与续签)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, delete, select

from models.contract import Contract, ContractState, Instalment
from models.ledger import Account, AccountKind
from models.place import Place
from models.revision import Area
from rules.contract import life
from rules.contract.schedule import Due, must_be_a_term, must_be_dues
from rules.ledger.entry import Counterparty, plain_name
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.book import the_book
from services.contract.standing import renewals, to_keep
from services.field.filling import fill_new
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
    session: Session,
    actor: Visitor,
    book_id: int,
    subject: Subject,
    term: Term,
    *,
    own: Mapping[str, Any] | None = None,
) -> Contract:
    """Write down a contract with its instalments (登记合同). It waits for the owners' decision.

    ``own``: what administrators ask besides.
    """
    place = the_place(session, the_book(session, book_id).place_id)
    fresh = check(session, actor, Permission.KEEP_CONTRACT, place)
    contract = _new(fresh, book_id=book_id, path=place.path)
    _write_subject(session, contract, subject)
    _write_term(session, contract, term)
    fill_new(session, fresh, contract, place.path, own or {})
    _kept(session, fresh, "contract.registered", contract, place)
    return contract


def correct_contract(
    session: Session, actor: Visitor, contract_id: int, subject: Subject, term: Term
) -> Contract:
    """Write a contract anew that is not active yet (更正合同)."""
    contract, place, fresh = to_keep(session, actor, contract_id)
    if contract.state is not ContractState.DRAFT:
        raise Refused(N_("Only a contract that is not active yet can be corrected."))
    _write_subject(session, contract, subject)
    session.execute(delete(Instalment).where(col(Instalment.contract_id) == contract_id))
    _write_term(session, contract, term)
    _kept(session, fresh, "contract.corrected", contract, place)
    return contract


def renew_contract(
    session: Session,
    actor: Visitor,
    contract_id: int,
    term: Term,
    *,
    own: Mapping[str, Any] | None = None,
) -> Contract:
    """Write down what follows a contract, with the same party and place (续签).

    It is a contract of its own, and needs the owners' decision like the first; ``own`` is asked
    anew.
    """
    before, place, fresh = to_keep(session, actor, contract_id)
    if before.state is ContractState.DRAFT:
        raise Refused(N_("This contract is not active yet: correct it instead."))
    _must_follow(session, before, term)
    kept = {"book_id", "path", "title", "head", "party_id", "spot"}
    contract = _new(fresh, renews_id=contract_id, **before.model_dump(include=kept))
    _write_term(session, contract, term)
    fill_new(session, fresh, contract, place.path, own or {})
    _kept(session, fresh, "contract.renewed", contract, place, before={"number": before.number})
    return contract


def _must_follow(session: Session, before: Contract, term: Term) -> None:
    if term.starts_on <= (before.ended_on or before.ends_on):
        raise Refused(N_("A renewal begins after the last day of the contract it follows."))
    if renewals(session, [before.id or 0]):
        raise Refused(N_("This contract is renewed already."))


def _new(keeper: Visitor, **columns: Any) -> Contract:
    """A contract that is still to be written; nothing of it is in the database yet."""
    assert keeper.member_id is not None
    return Contract(kept_by=keeper.member_id, **columns)


def _write_subject(session: Session, contract: Contract, subject: Subject) -> None:
    """What a contract is about, new or written anew."""
    _must_be_a_head(session, contract.book_id, subject.head)
    contract.title = life.must_be_a_name(subject.title)
    contract.spot = life.must_be_a_spot(subject.spot)
    if not plain_name(subject.party.name):
        raise Refused(N_("Say with whom the contract is made."))
    known = party(session, contract.book_id, subject.party)
    assert known.id is not None
    contract.head, contract.party_id = subject.head, known.id
    contract.found_hidden = subject.found_hidden


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
    _must_be_free(session, contract)
    session.add(contract)
    session.flush()
    assert contract.id is not None
    for due in dues:
        row = Instalment(contract_id=contract.id, due_on=due.due_on, amount_fen=due.amount_fen)
        session.add(row)
    session.flush()


def _must_be_free(session: Session, contract: Contract) -> None:
    """A book has every number of a contract once."""
    same = select(Contract.id).where(
        Contract.book_id == contract.book_id,
        Contract.number == contract.number,
        col(Contract.id).is_distinct_from(contract.id),
    )
    with session.no_autoflush:
        if session.exec(same).first() is not None:
            raise Refused(N_("The number “{number}” is taken."), number=contract.number)


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
