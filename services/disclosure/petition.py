"""Owners ask together for an audit: a fifth of them with a fifth of the area (审计联名).

Heads and area are those of the roll, counted as for an owners' vote, on the day it begins.
"""

from datetime import timedelta

from sqlmodel import Session, col, func, select

from models.base import now
from models.disclosure import AuditPetition, PetitionSignature
from models.ledger import Book
from models.place import Place
from models.revision import Area
from models.roll import Owner
from rules.calendar import day_of
from rules.disclosure.petition import OPEN_DAYS, Progress, must_have_owners, progress
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import tidy
from services.jurisdiction import local
from services.motion.assembly import Counted, owners_of
from services.trail import record
from services.visitor import check, the_place

SHORTEST, LONGEST = 10, 1000


def begin_petition(session: Session, actor: Visitor, book_id: int, text: str) -> AuditPetition:
    """Begin a petition for an audit; who begins it has signed it."""
    book = session.get(Book, book_id, with_for_update=True)
    if book is None:
        raise Refused(N_("There is no such book."))
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.OBJECT, place)
    assert fresh.member_id is not None
    kept = tidy(text)
    if not SHORTEST <= len(kept) <= LONGEST:
        raise Refused(
            N_("Please write {low} to {high} characters; there are {n}."),
            low=SHORTEST,
            high=LONGEST,
            n=len(kept),
        )
    if running(session, book_id) is not None:
        raise Refused(N_("A petition is running already: sign that one."))
    heads = owners_of(session, place)
    total = len(heads), sum(head.area_cm2 for head in heads)
    must_have_owners(*total)
    petition = AuditPetition(
        book_id=book_id,
        path=book.path,
        text=kept,
        begun_by=fresh.member_id,
        closes_on=day_of(now()) + timedelta(days=OPEN_DAYS),
        total_heads=total[0],
        total_area_cm2=total[1],
    )
    session.add(petition)
    session.flush()
    _record(session, fresh, "petition.begun", place, petition)
    _sign(session, fresh, place, petition, heads)
    return petition


def sign_petition(session: Session, actor: Visitor, petition_id: int) -> AuditPetition:
    """Sign for every head one answers for; a head signs once."""
    petition, place = _petition(session, petition_id)
    fresh = check(session, actor, Permission.OBJECT, place)
    if petition.outcome:
        raise Refused(N_("What came of this petition is recorded already."))
    if day_of(now()) > petition.closes_on:
        raise Refused(N_("This petition closed on {day}."), day=petition.closes_on)
    _sign(session, fresh, place, petition, owners_of(session, place))
    return petition


def settle_petition(
    session: Session, actor: Visitor, petition_id: int, outcome: str
) -> AuditPetition:
    """Record what the owners' assembly and the auditors did about a petition that was reached."""
    petition, place = _petition(session, petition_id)
    fresh = check(session, actor, Permission.PUBLISH_ACCOUNTS, place)
    if petition.reached_at is None:
        raise Refused(N_("Not enough owners have signed yet."))
    if petition.outcome:
        raise Refused(N_("What came of this petition is recorded already."))
    kept = tidy(outcome)
    if not SHORTEST <= len(kept) <= LONGEST:
        raise Refused(
            N_("Please write {low} to {high} characters; there are {n}."),
            low=SHORTEST,
            high=LONGEST,
            n=len(kept),
        )
    petition.outcome = kept
    session.add(petition)
    _record(session, fresh, "petition.settled", place, petition)
    return petition


def running(session: Session, book_id: int) -> AuditPetition | None:
    """The petition that is being signed, or waits for what comes of it."""
    wanted = select(AuditPetition).where(
        AuditPetition.book_id == book_id, AuditPetition.outcome == ""
    )
    found = session.exec(wanted.order_by(col(AuditPetition.id).desc()).limit(1)).first()
    if found is None or (found.reached_at is None and day_of(now()) > found.closes_on):
        return None
    return found


def standing(session: Session, petition: AuditPetition) -> Progress:
    """How far a petition has come."""
    book = session.get_one(Book, petition.book_id)
    law = local(session, book.jurisdiction).law
    counted = select(func.count(), func.coalesce(func.sum(PetitionSignature.area_cm2), 0))
    heads, area = session.exec(counted.where(PetitionSignature.petition_id == petition.id)).one()
    return progress(law, (heads, int(area)), (petition.total_heads, petition.total_area_cm2))


def _petition(session: Session, petition_id: int) -> tuple[AuditPetition, Place]:
    found = session.get(AuditPetition, petition_id, with_for_update=True, populate_existing=True)
    if found is None:
        raise Refused(N_("There is no such petition."))
    book = session.get_one(Book, found.book_id)
    return found, the_place(session, book.place_id)


def _sign(
    session: Session, actor: Visitor, place: Place, petition: AuditPetition, heads: list[Counted]
) -> None:
    mine = _own(session, actor, heads)
    if not mine:
        raise Refused(N_("The roll knows no unit of yours here: ask the committee to tie it."))
    signed = set(
        session.exec(
            select(PetitionSignature.head).where(PetitionSignature.petition_id == petition.id)
        )
    )
    new = [head for head in mine if head.key not in signed]
    if not new:
        raise Refused(N_("You have signed this petition, or who owns with you has."))
    assert petition.id is not None
    assert actor.member_id is not None
    for head in new:
        row = PetitionSignature(
            petition_id=petition.id,
            head=head.key,
            area_cm2=head.area_cm2,
            member_id=actor.member_id,
        )
        session.add(row)
    session.flush()
    _record(session, actor, "petition.signed", place, petition)
    if petition.reached_at is None and standing(session, petition).reached:
        petition.reached_at = now()
        session.add(petition)
        _record(session, actor, "petition.reached", place, petition)


def _own(session: Session, actor: Visitor, heads: list[Counted]) -> list[Counted]:
    owned = set(session.exec(select(Owner.id).where(Owner.member_id == actor.member_id)))
    return [head for head in heads if owned & set(head.owner_ids)]


def _record(
    session: Session, actor: Visitor, code: str, place: Place, petition: AuditPetition
) -> None:
    """Who signed is for the roll; the trail says that somebody did, and how far it has come."""
    found = standing(session, petition)
    after = {"heads": found.heads, "area_cm2": found.area_cm2}
    about = f"audit_petition:{petition.id}"
    record(session, actor, code, about, place, moves=(Area.LEDGER,), after=after)
