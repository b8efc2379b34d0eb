"""Writing down what is to be won back, and who does it (清收登记)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, select

from models.base import now
from models.claim import Claim, ClaimKind, ClaimState
from models.place import PlaceKind
from rules import claim as rule
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.claim.standing import back, kept, noted, to_recover
from services.field.filling import fill_new
from services.visitor import check, the_place

PLACES = (PlaceKind.COMPOUND, PlaceKind.COMMUNITY)


@dataclass(frozen=True)
class Matter:
    """What is claimed, of whom, and by what right (清收内容)."""

    kind: ClaimKind
    head: str
    title: str
    debtor: str
    evidence: str
    size: rule.Size


def register_claim(
    session: Session,
    actor: Visitor,
    place_id: int,
    matter: Matter,
    *,
    own: Mapping[str, Any] | None = None,
) -> Claim:
    """Put a room, a site or a sum on the register (登记).

    ``own``: what administrators ask besides.
    """
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.RECOVER, place)
    if place.kind not in PLACES:
        raise Refused(N_("A claim belongs to a compound or a community."))
    assert fresh.member_id is not None
    claim = Claim(
        place_id=place_id,
        path=place.path,
        kept_by=fresh.member_id,
        kind=matter.kind,
        title=matter.title,
        debtor=matter.debtor,
        evidence=matter.evidence,
    )
    _write(claim, matter)
    _must_be_new(session, claim)
    session.add(claim)
    session.flush()
    fill_new(session, fresh, claim, place.path, own or {})
    noted(session, fresh, claim, claim.evidence[: rule.LONGEST_NOTE])
    kept(session, fresh, "claim.registered", claim, place, after=_told(claim))
    return claim


def correct_claim(session: Session, actor: Visitor, claim_id: int, matter: Matter) -> Claim:
    """Write a claim anew, with what is known by now; what came back stays (更正)."""
    claim, place, fresh = to_recover(session, actor, claim_id)
    rule.must_be_open(claim.state)
    before = _told(claim)
    _write(claim, matter)
    rule.must_fit(matter.size, back(session, claim))
    session.add(claim)
    noted(session, fresh, claim, claim.evidence[: rule.LONGEST_NOTE])
    kept(session, fresh, "claim.corrected", claim, place, before=before, after=_told(claim))
    return claim


def assign_claim(session: Session, actor: Visitor, claim_id: int, doer: str, due_on: date) -> Claim:
    """Say who acts, and by when (责任人与期限)."""
    claim, place, fresh = to_recover(session, actor, claim_id)
    rule.must_be_open(claim.state)
    doer = rule.must_be_in_charge(doer)
    if (doer, due_on) == (claim.doer, claim.due_on):
        raise Refused(N_("Nothing has changed."))
    rule.must_lie_ahead(due_on, day_of(now()))
    before = {"due_on": claim.due_on.isoformat() if claim.due_on else ""}
    claim.doer, claim.due_on = doer, due_on
    session.add(claim)
    noted(session, fresh, claim, f"{doer} · {due_on.isoformat()}")
    after = {"due_on": due_on.isoformat()}
    kept(session, fresh, "claim.assigned", claim, place, before=before, after=after)
    return claim


def _write(claim: Claim, matter: Matter) -> None:
    size = rule.must_be_sized(matter.kind, matter.size)
    claim.kind, claim.head = matter.kind, matter.head
    claim.title = rule.must_be_a_title(matter.title)
    claim.debtor = rule.must_be_a_debtor(matter.debtor)
    claim.evidence = rule.must_be_evidence(matter.evidence)
    claim.area_cm2, claim.amount_fen = size.area_cm2, size.fen


def _must_be_new(session: Session, claim: Claim) -> None:
    """The same thing is registered once, a double tap too."""
    same = select(Claim.id).where(
        Claim.place_id == claim.place_id,
        Claim.kind == claim.kind,
        Claim.title == claim.title,
        Claim.debtor == claim.debtor,
        Claim.state != ClaimState.DROPPED,
    )
    if session.exec(same).first() is not None:
        raise Refused(N_("“{title}” is already on the list."), title=claim.title)


def _told(claim: Claim) -> dict[str, object]:
    return {
        "title": claim.title,
        "kind": claim.kind.value,
        "area_cm2": claim.area_cm2,
        "amount_fen": claim.amount_fen,
    }
