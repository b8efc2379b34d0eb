"""One claim with its history and the money that came in for it (清收详情)."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.claim import Claim, ClaimNote
from models.ledger import Entry
from models.place import Place, PlaceKind
from services.claim.reading import ClaimRow, row_of
from services.claim.standing import booked, notes


@dataclass(frozen=True)
class Sheet:
    """A claim as everybody may read it (清收详情)."""

    row: ClaimRow
    path: str
    evidence: str
    notes: tuple[ClaimNote, ...]
    entries: tuple[tuple[int, int], ...]  # id and number of each entry of the books under it


def sheet(session: Session, claim_id: int, today: date) -> Sheet | None:
    """The claim as it stands on ``today``; ``None`` when there is none."""
    claim = session.get(Claim, claim_id)
    if claim is None:
        return None
    money = booked()
    fen = session.execute(sa.select(money.c.fen).where(money.c.id == claim_id)).scalar()
    named = select(Entry.id, Entry.number).where(Entry.claim_id == claim_id)
    return Sheet(
        row=row_of(claim, session.get_one(Place, claim.place_id).name, int(fen or 0), today),
        path=claim.path,
        evidence=claim.evidence,
        notes=tuple(notes(session, claim_id)),
        entries=tuple((i or 0, n) for i, n in session.exec(named.order_by(col(Entry.number)))),
    )


def places(session: Session, place_id: int) -> list[Place]:
    """Where a claim may be registered at a place: itself, or what lies below a community."""
    place = session.get_one(Place, place_id)
    if place.kind is PlaceKind.COMPOUND:
        return [place]
    below = select(Place).where(
        col(Place.path).startswith(place.path),
        col(Place.kind).in_((PlaceKind.COMMUNITY, PlaceKind.COMPOUND)),
    )
    return list(session.exec(below.order_by(Place.path)))
