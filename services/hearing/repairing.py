"""A firm's way off the black list, on evidence (信用修复)."""

from sqlmodel import Session, col, or_, select

from models.base import now
from models.edition import Edition, EditionState, Mark, Placing
from models.hearing import Repair
from models.place import Place
from rules.edition.hearing import LONGEST_ANSWER, must_say
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.edition.binding import must_be_free_of
from services.edition.standing import MOVES, the_edition
from services.firm.tie import must_speak_for
from services.hearing.raising import the_entrant
from services.trail import record
from services.visitor import check, the_place


def ask_repair(session: Session, actor: Visitor, entrant_id: int, text: str) -> Repair:
    """Say what was put right since a compound was listed, and ask for it to be shown."""
    entrant = the_entrant(session, entrant_id)
    edition = the_edition(session, entrant.edition_id)
    fresh = must_speak_for(session, actor, entrant.firm_id or 0)
    _must_be_listed(session, edition, entrant_id)
    _must_be_first(session, entrant_id)
    said = must_say(text, LONGEST_ANSWER)
    assert fresh.member_id is not None and entrant.firm_id is not None
    repair = Repair(
        edition_id=edition.id or 0,
        entrant_id=entrant_id,
        firm_id=entrant.firm_id,
        text=said,
        asked_by=fresh.member_id,
        asked_at=now(),
    )
    session.add(repair)
    session.flush()
    _left(session, fresh, edition, "repair.asked", repair)
    return repair


def answer_repair(
    session: Session, actor: Visitor, repair_id: int, granted: bool, text: str
) -> Repair:
    """Say whether it was put right. The published row stays, and says so beside itself."""
    repair = session.get(Repair, repair_id, with_for_update=True, populate_existing=True)
    if repair is None:
        raise Refused(N_("There is no such request."))
    edition = the_edition(session, repair.edition_id)
    place = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.DECIDE_EDITION, place)
    if repair.granted is not None:
        raise Refused(N_("This request has its answer already."))
    must_be_free_of(session, fresh, [repair.firm_id])
    repair.answer = must_say(text, LONGEST_ANSWER)
    repair.granted, repair.answered_by, repair.answered_at = granted, fresh.member_id, now()
    session.add(repair)
    session.flush()
    _left(session, fresh, edition, "repair.answered", repair)
    return repair


def _must_be_listed(session: Session, edition: Edition, entrant_id: int) -> None:
    if edition.state is not EditionState.PUBLISHED:
        raise Refused(N_("Repair is asked for after a list was published."))
    mark = select(Placing.mark).where(
        Placing.computation_id == edition.computation_id, Placing.entrant_id == entrant_id
    )
    if session.exec(mark).first() is not Mark.BLACK:
        raise Refused(N_("This compound is not on the black list."))


def _must_be_first(session: Session, entrant_id: int) -> None:
    same = select(Repair.id).where(
        Repair.entrant_id == entrant_id,
        or_(col(Repair.granted).is_(None), col(Repair.granted).is_(True)),
    )
    if session.exec(same).first() is not None:
        raise Refused(N_("Repair was asked for already."))


def _left(session: Session, actor: Visitor, edition: Edition, code: str, repair: Repair) -> None:
    place = session.get_one(Place, edition.place_id)
    after = {"entrant": repair.entrant_id, "granted": repair.granted}
    record(session, actor, code, f"repair:{repair.id}", place, moves=MOVES, after=after)
