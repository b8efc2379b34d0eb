"""The street answers a firm (答复异议). What was right is put right in the figures at once."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.base import now
from models.edition import Edition, EditionActKind
from models.hearing import Appeal, AppealState
from models.scoring import Figure, FigureSource, GateFact
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
LONGEST_WHY = 300


@dataclass(frozen=True)
class Ruling:
    """What the street says to an objection (答复).

    What is upheld is put right: ``value`` is what the figure should have been, empty where there
    is none after all. To an objection to the whole result belongs which ``indicator`` that is,
    or which hard ``gate`` does not apply after all.
    """

    upheld: bool
    text: str
    value: str | None = None
    indicator: str = ""
    gate: str = ""


def answer_objection(session: Session, actor: Visitor, appeal_id: int, ruling: Ruling) -> Appeal:
    """Say whether a firm is right, and why; the figure is corrected with the same act."""
    appeal, edition = the_appeal(session, appeal_id)
    place = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, place)
    could(session, fresh, edition, ANSWERED, appeal=appeal_id, upheld=ruling.upheld)
    must_be_free_of(session, fresh, [appeal.firm_id])
    said = must_say(ruling.text, LONGEST_ANSWER)
    figure = _figure(session, edition, appeal, ruling)
    gates = _gates(session, appeal, ruling)
    if ruling.upheld and figure is None and not gates:
        raise Refused(N_("Please say what is put right: a figure, or a hard gate."))
    put_down(session, fresh, edition, ANSWERED, appeal=appeal_id, upheld=ruling.upheld)
    appeal.state = AppealState.UPHELD if ruling.upheld else AppealState.REJECTED
    appeal.answer, appeal.answered_by, appeal.answered_at = said, fresh.member_id, now()
    session.add(appeal)
    evidence = EVIDENCE.format(id=appeal_id, text=said)
    for gate in gates:
        gate.withdrawn_at, gate.withdrawn_why = now(), evidence[:LONGEST_WHY]
        session.add(gate)
    if figure is not None:
        figure.evidence = evidence[:LONGEST_EVIDENCE]
        figure.entered_by = fresh.member_id
        session.add(figure)
    session.flush()
    left(session, fresh, edition, "appeal.answered", appeal)
    return appeal


def _figure(session: Session, edition: Edition, appeal: Appeal, ruling: Ruling) -> Figure | None:
    """The corrected figure; refused where an upheld objection leaves it as it was."""
    code = appeal.indicator or ruling.indicator
    if not ruling.upheld or not code:
        return None
    leaf = body_of(session, edition).indicator(code)
    if leaf is None:
        raise Refused(N_("The method has no such indicator."))
    if ruling.value is None:
        raise Refused(N_("Please enter what the figure should be, or leave it empty for none."))
    value = must_be_a_value(ruling.value, leaf)
    known = figures_of(session, edition.id, [appeal.entrant_id]).get((appeal.entrant_id, code))
    if value == (known.value if known else ""):
        raise Refused(N_("The figure is that already: an objection that succeeds changes it."))
    return Figure(
        edition_id=edition.id or 0,
        entrant_id=appeal.entrant_id,
        indicator=code,
        value=value,
        error=known.error if known and value else "",
        count=known.count if known else None,
        asked=known.asked if known else None,
        source=FigureSource.ENTERED,
    )


def _gates(session: Session, appeal: Appeal, ruling: Ruling) -> list[GateFact]:
    """The records of the hard gate that is taken back."""
    if not ruling.upheld or not ruling.gate or appeal.indicator:
        return []
    wanted = select(GateFact).where(
        GateFact.entrant_id == appeal.entrant_id,
        GateFact.gate == ruling.gate,
        col(GateFact.withdrawn_at).is_(None),
    )
    return list(session.exec(wanted))
