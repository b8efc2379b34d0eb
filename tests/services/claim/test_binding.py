"""Money that comes back is booked under the claim that asked for it."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from models.claim import Claim, ClaimState
from models.ledger import Book
from rules.claim import Size
from rules.ledger.entry import Content
from rules.refusal import Refused
from services.claim.moving import move_claim
from services.claim.standing import back
from services.ledger.drafting import draft_entry
from services.ledger.reversal import reverse_entry
from tests.claims import ADS, ROOM, found, handed_back, verified
from tests.ledgers import DAY, approved, opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood


@pytest.fixture
def book(session: Session, here: Neighbourhood) -> Book:
    return opened(session, here)


def under(claim: Claim, fen: int) -> Content:
    return replace(receipt(fen, "G02"), claim_id=claim.id, purpose="退回电梯广告收入")


def test_a_receipt_under_a_claim_counts_as_recovered(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    claim = verified(session, here, ADS)
    handed_back(session, here, claim, Size(0, 8_000_00))
    entry = posted(session, here, book, under(claim, 10_978_16))
    assert back(session, claim) == Size(0, 18_978_16)
    with pytest.raises(Refused, match="More came back"):
        draft_entry(session, here.wu, book.id or 0, under(claim, 1))
    taken = reverse_entry(session, here.wu, entry.id or 0, DAY, "款项退回原账户")
    approved(session, here, taken.id or 0)
    assert back(session, claim) == Size(0, 8_000_00)


def test_a_claim_of_the_community_takes_receipts_of_its_compounds(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    claim = found(session, here, ADS, "fengyuan-community")
    posted(session, here, book, under(claim, 5_000_00))
    assert back(session, claim).fen == 5_000_00


def test_other_claims_take_nothing(session: Session, here: Neighbourhood, book: Book) -> None:
    next_door = found(session, here, ADS, "qinghe")
    room = found(session, here, ROOM)
    dropped = found(session, here, ADS)
    move_claim(session, here.lin, dropped.id or 0, ClaimState.DROPPED, "证据不足")
    for claim, words in (
        (next_door, "not in these books"),
        (room, "More came back"),
        (dropped, "closed"),
    ):
        with pytest.raises(Refused, match=words):
            draft_entry(session, here.wu, book.id or 0, under(claim, 1_00))


def test_only_receipts_are_booked_under_a_claim(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    claim = verified(session, here, ADS)
    posted(session, here, book, opening(1_000_00))
    with pytest.raises(Refused):
        out = replace(payment(1_00), claim_id=claim.id)
        draft_entry(session, here.wu, book.id or 0, out)
