"""One claim as it stands, and what has come back of it (清收情况)."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.base import now
from models.claim import Claim, ClaimNote
from models.ledger import Entry, EntryKind
from models.place import Place
from models.revision import Area
from rules.claim import Size
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.trail import record
from services.visitor import check, the_place


def to_recover(session: Session, actor: Visitor, claim_id: int) -> tuple[Claim, Place, Visitor]:
    """A claim, locked, for an act of whoever recovers; refused when there is none."""
    claim = session.get(Claim, claim_id, with_for_update=True, populate_existing=True)
    if claim is None:
        raise Refused(N_("There is no such claim."))
    place = the_place(session, claim.place_id)
    return claim, place, check(session, actor, Permission.RECOVER, place)


def booked() -> sa.Subquery:
    """For each claim what came in for it through the books; what was reversed left out."""
    later = aliased(Entry)
    return (
        sa.select(col(Entry.claim_id).label("id"), func.sum(Entry.amount_fen).label("fen"))
        .where(
            col(Entry.claim_id).is_not(None),
            col(Entry.kind) == EntryKind.RECEIPT,
            ~sa.exists().where(col(later.reverses_id) == col(Entry.id)),
        )
        .group_by(col(Entry.claim_id))
        .subquery()
    )


def back(session: Session, claim: Claim) -> Size:
    """What has come back of a claim: before the books and through them."""
    money = booked()
    through = session.execute(sa.select(money.c.fen).where(money.c.id == claim.id)).scalar()
    return Size(claim.recovered_area_cm2, claim.recovered_fen + int(through or 0))


def claimed(claim: Claim) -> Size:
    """How large a claim is."""
    return Size(claim.area_cm2, claim.amount_fen)


def noted(session: Session, actor: Visitor, claim: Claim, text: str) -> ClaimNote:
    """One more step in the history of a claim; it stays."""
    assert claim.id is not None
    assert actor.member_id is not None
    note = ClaimNote(
        claim_id=claim.id,
        state=claim.state,
        text=text,
        member_id=actor.member_id,
        created_at=now(),
    )
    session.add(note)
    return note


def kept(
    session: Session,
    actor: Visitor,
    code: str,
    claim: Claim,
    place: Place,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """One line in the trail about a claim. Never the debtor, who may be a person."""
    about, moves = f"claim:{claim.id}", (Area.CLAIM,)
    record(session, actor, code, about, place, moves=moves, before=before, after=after)


def notes(session: Session, claim_id: int) -> list[ClaimNote]:
    """What was done about a claim, the latest first."""
    wanted = select(ClaimNote).where(ClaimNote.claim_id == claim_id)
    return list(session.exec(wanted.order_by(col(ClaimNote.id).desc())))
