"""Firms are known by their names, persons by a fingerprint; each stands in a book once."""

from hashlib import sha256

from sqlmodel import Session

from models.ledger import PartyKind
from rules.ledger.entry import Counterparty
from services.party import party
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood


def test_a_firm_is_known_by_its_name(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    first = party(session, book.id or 0, Counterparty(PartyKind.FIRM, " 易停车  公司 "))
    assert (first.shown, first.mark, first.name) == ("易停车 公司", "易停车 公司", None)
    again = party(session, book.id or 0, Counterparty(PartyKind.FIRM, "易停车 公司"))
    assert again.id == first.id


def test_a_person_is_masked_and_committed_to(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    first = party(session, book.id or 0, Counterparty(PartyKind.PERSON, "欧阳青"))
    assert (first.shown, first.name) == ("欧阳**", "欧阳青")
    assert "欧阳" not in first.mark + first.commitment
    assert first.salt is not None and len(first.commitment) == sha256().digest_size * 2
    again = party(session, book.id or 0, Counterparty(PartyKind.PERSON, "欧阳青"))
    assert again.id == first.id


def test_a_person_and_a_firm_of_one_name_are_two(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    firm = party(session, book.id or 0, Counterparty(PartyKind.FIRM, "老张早点"))
    person = party(session, book.id or 0, Counterparty(PartyKind.PERSON, "老张早点"))
    assert firm.id != person.id
