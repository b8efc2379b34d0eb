"""Step by step until it has come back (清收推进)."""

from datetime import date

from sqlmodel import Session, select

from models.base import now
from models.claim import Claim, ClaimState
from models.ledger import Book
from models.place import Place
from rules import claim as rule
from rules.calendar import day_of
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.claim.standing import back, claimed, kept, noted, to_recover


def move_claim(
    session: Session, actor: Visitor, claim_id: int, state: ClaimState, text: str
) -> Claim:
    """Take a claim to its next state, and say what was done (推进)."""
    claim, place, fresh = to_recover(session, actor, claim_id)
    rule.must_move(claim.state, state)
    text = rule.must_be_a_note(text)
    if state is ClaimState.RECOVERED:
        rule.must_be_recovered(claim.kind, back(session, claim))
        claim.recovered_on = claim.recovered_on or day_of(now())
    before = {"state": claim.state.value}
    claim.state = state
    session.add(claim)
    noted(session, fresh, claim, text)
    after = {"state": state.value}
    kept(session, fresh, "claim.moved", claim, place, before=before, after=after)
    return claim


def note_progress(session: Session, actor: Visitor, claim_id: int, text: str) -> Claim:
    """Say how it goes; the state stays (进展)."""
    claim, place, fresh = to_recover(session, actor, claim_id)
    rule.must_be_open(claim.state)
    noted(session, fresh, claim, rule.must_be_a_note(text))
    kept(session, fresh, "claim.noted", claim, place)
    return claim


def record_recovery(
    session: Session, actor: Visitor, claim_id: int, more: rule.Size, on: date, text: str
) -> Claim:
    """Write down what came back: an area, or money from before the books were kept (收回)."""
    claim, place, fresh = to_recover(session, actor, claim_id)
    rule.must_be_open(claim.state)
    text = rule.must_be_a_note(text)
    rule.must_have_happened(on, day_of(now()))
    if not (more.area_cm2 or more.fen):
        raise Refused(N_("Say what came back: an area or a sum."))
    if more.fen:
        _must_be_before_the_books(session, place, on)
    so_far = back(session, claim)
    rule.must_fit(more, more)
    total = rule.Size(so_far.area_cm2 + more.area_cm2, so_far.fen + more.fen)
    rule.must_fit(claimed(claim), total)
    claim.recovered_area_cm2 += more.area_cm2
    claim.recovered_fen += more.fen
    claim.recovered_on = max(claim.recovered_on or on, on)
    session.add(claim)
    noted(session, fresh, claim, text)
    after: dict[str, object] = {
        "recovered_area_cm2": more.area_cm2,
        "recovered_fen": more.fen,
        "recovered_on": on.isoformat(),
    }
    kept(session, fresh, "claim.recovered", claim, place, after=after)
    return claim


def _must_be_before_the_books(session: Session, place: Place, on: date) -> None:
    """Once a compound keeps its books here, money comes in through them and nowhere else."""
    book = session.exec(select(Book).where(Book.place_id == place.id)).first()
    if book is not None and on >= book.opened_on:
        raise Refused(
            N_("Since {day} money is booked: write a receipt in the books, under this claim."),
            day=book.opened_on,
        )
