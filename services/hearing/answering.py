"""The street answers a firm (答复异议). What was right is put right in the figures at once."""

from dataclasses import dataclass

from sqlmodel import Session

from models.base import now
from models.edition import Edition, EditionActKind
from models.hearing import Appeal, AppealState
from models.scoring import Figure, FigureSource
from rules.edition.hearing import LONGEST_ANSWER, must_be_a_value, must_say
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.edition.binding import must_be_free_of
from services.edition.computing import figures_of
from services.edition.standing import body_of, could, put_down
from services.hearing.raising import left, the_appeal
from services.visitor import check, the_place

ANSWERED = EditionActKind.ANSWERED
EVIDENCE = "异议第 {id} 号成立：{text}"
LONGEST_EVIDENCE = 500


@dataclass(frozen=True)
class Ruling:
    """What the street says to an objection (答复).

    ``value`` is what the figure should have been, empty where there is none after all; it is
    asked for when an objection to one figure is upheld.
    """

    upheld: bool
    text: str
    value: str | None = None


def answer_objection(session: Session, actor: Visitor, appeal_id: int, ruling: Ruling) -> Appeal:
    """Say whether a firm is right, and why; the figure is corrected with the same act."""
    appeal, edition = the_appeal(session, appeal_id)
    place = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, place)
    could(session, fresh, edition, ANSWERED, appeal=appeal_id, upheld=ruling.upheld)
    must_be_free_of(session, fresh, [appeal.firm_id])
    said = must_say(ruling.text, LONGEST_ANSWER)
    value = _value(session, edition, appeal, ruling)
    put_down(session, fresh, edition, ANSWERED, appeal=appeal_id, upheld=ruling.upheld)
    appeal.state = AppealState.UPHELD if ruling.upheld else AppealState.REJECTED
    appeal.answer, appeal.answered_by, appeal.answered_at = said, fresh.member_id, now()
    session.add(appeal)
    if value is not None:
        evidence = EVIDENCE.format(id=appeal_id, text=said)[:LONGEST_EVIDENCE]
        session.add(
            Figure(
                edition_id=edition.id or 0,
                entrant_id=appeal.entrant_id,
                indicator=appeal.indicator,
                value=value,
                source=FigureSource.ENTERED,
                evidence=evidence,
                entered_by=fresh.member_id,
            )
        )
    session.flush()
    left(session, fresh, edition, "appeal.answered", appeal)
    return appeal


def _value(session: Session, edition: Edition, appeal: Appeal, ruling: Ruling) -> str | None:
    """The corrected figure; refused where an upheld objection leaves the figure as it was."""
    if not ruling.upheld or not appeal.indicator:
        return None
    leaf = body_of(session, edition).indicator(appeal.indicator)
    if ruling.value is None or leaf is None:
        raise Refused(N_("Please enter what the figure should be, or leave it empty for none."))
    value = must_be_a_value(ruling.value, leaf)
    known = figures_of(session, edition.id).get((appeal.entrant_id, appeal.indicator))
    if value == (known.value if known else ""):
        raise Refused(N_("The figure is that already: an objection that succeeds changes it."))
    return value
