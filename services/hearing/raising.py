"""A firm contradicts, and takes it back (提出和撤回异议)."""

from sqlmodel import Session, col, func, select

from models.base import now
from models.edition import Edition, EditionActKind, Entrant, EntrantKind
from models.hearing import Appeal, AppealState, Served
from models.place import Place
from rules.edition.hearing import kind_of, must_say
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.edition.standing import MOVES, body_of, could, put_down, the_edition
from services.firm.tie import must_speak_for
from services.trail import record

KIND = EditionActKind
MOST_TRIES = 3  # about one thing in one stage: answers are not waited out by asking again


def raise_objection(
    session: Session, actor: Visitor, entrant_id: int, indicator: str, text: str
) -> Appeal:
    """Contradict one figure of one compound, or with no ``indicator`` the whole result.

    In the preview it is a correction of facts (事实更正), in the window an appeal (申诉), after
    publication a review (复核).
    """
    entrant = the_entrant(session, entrant_id)
    edition = the_edition(session, entrant.edition_id)
    fresh = must_speak_for(session, actor, entrant.firm_id or 0)
    could(session, fresh, edition, KIND.RAISED, appeal=0)
    _must_be_known(session, edition, indicator)
    said = must_say(text)
    _must_be_first(session, edition, entrant, indicator)
    assert fresh.member_id is not None and entrant.firm_id is not None
    appeal = Appeal(
        edition_id=edition.id or 0,
        entrant_id=entrant_id,
        firm_id=entrant.firm_id,
        kind=kind_of(edition.state),
        indicator=indicator,
        text=said,
        raised_by=fresh.member_id,
        raised_at=now(),
    )
    session.add(appeal)
    session.flush()
    put_down(session, fresh, edition, KIND.RAISED, appeal=appeal.id)
    left(session, fresh, edition, "appeal.raised", appeal)
    return appeal


def withdraw_objection(session: Session, actor: Visitor, appeal_id: int) -> Appeal:
    """Take an objection back that has no answer yet."""
    appeal, edition = the_appeal(session, appeal_id)
    fresh = must_speak_for(session, actor, appeal.firm_id)
    put_down(session, fresh, edition, KIND.ANSWERED, appeal=appeal_id, reason="withdrawn")
    appeal.state, appeal.answered_at = AppealState.WITHDRAWN, now()
    session.add(appeal)
    session.flush()
    left(session, fresh, edition, "appeal.withdrawn", appeal)
    return appeal


def the_entrant(session: Session, entrant_id: int) -> Entrant:
    """The compound in an edition with this id; refused when there is none that is rated."""
    entrant = session.get(Entrant, entrant_id)
    if entrant is None or entrant.firm_id is None or entrant.kind is not EntrantKind.RATED:
        raise Refused(N_("There is no such compound in the edition."))
    return entrant


def the_appeal(session: Session, appeal_id: int) -> tuple[Appeal, Edition]:
    """The objection with this id and its edition, locked; refused when there is none."""
    found = session.get(Appeal, appeal_id)
    if found is None:
        raise Refused(N_("There is no such objection."))
    edition = the_edition(session, found.edition_id)
    return session.get_one(Appeal, appeal_id, populate_existing=True), edition


def left(session: Session, actor: Visitor, edition: Edition, code: str, appeal: Appeal) -> None:
    """One line in the trail about an objection; its words stand in the row, not there."""
    place = session.get_one(Place, edition.place_id)
    after = {"kind": appeal.kind, "indicator": appeal.indicator, "state": appeal.state}
    record(session, actor, code, f"appeal:{appeal.id}", place, moves=MOVES, after=after)


def _must_be_known(session: Session, edition: Edition, indicator: str) -> None:
    if indicator and body_of(session, edition).indicator(indicator) is None:
        raise Refused(N_("The method has no such indicator."))


def _must_be_first(session: Session, edition: Edition, entrant: Entrant, indicator: str) -> None:
    same = (Appeal.entrant_id == entrant.id, Appeal.indicator == indicator)
    waits = select(Appeal.id).where(*same, Appeal.state == AppealState.OPEN)
    if session.exec(waits).first() is not None:
        raise Refused(N_("You have objected to this already; the answer is on its way."))
    tried = select(func.count()).where(*same, Appeal.kind == kind_of(edition.state))
    served = select(func.max(Served.created_at)).where(
        Served.edition_id == edition.id, Served.firm_id == entrant.firm_id
    )
    if (since := session.exec(served).one()) is not None:  # other results, other objections
        tried = tried.where(col(Appeal.raised_at) >= since)
    if session.exec(tried).one() >= MOST_TRIES:
        raise Refused(
            N_("You have objected to this {count} times; the answers stand."), count=MOST_TRIES
        )
