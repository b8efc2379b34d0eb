"""What a receipt under a claim has to be (清收收款校验)."""

from sqlmodel import Session

from models.claim import Claim, ClaimState
from models.ledger import Book, EntryKind
from rules.claim import Size, must_fit
from rules.ledger.entry import Content
from rules.refusal import N_, Refused
from services.claim.standing import back, claimed


def must_be_claimed_here(session: Session, book: Book, content: Content) -> None:
    """Refuse an entry bound to a claim that did not ask for it.

    The claim lies in this compound or above it, is pursued, and asks for at least as much.
    """
    if content.claim_id is None or content.kind is EntryKind.REVERSAL:
        return
    claim = session.get(Claim, content.claim_id)
    if claim is None or not book.path.startswith(claim.path):
        raise Refused(N_("There is no such claim in this compound."))
    if content.kind is not EntryKind.RECEIPT:
        raise Refused(N_("Only a receipt is booked under a claim."))
    if claim.state is ClaimState.DROPPED:
        raise Refused(N_("This claim is closed."))
    so_far = back(session, claim)
    must_fit(claimed(claim), Size(so_far.area_cm2, so_far.fen + content.amount_fen))
