"""What owners say of their property service: one answer a home (业主满意度)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.choice import UnitKind
from models.edition import Edition, Entrant
from models.place import Place
from models.roll import Owner, Ownership, Unit
from models.scoring import SurveyAnswer
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.scoring import survey as rule
from services.firm.tie import must_be_unbound
from services.scoring.standing import body_of, the_entrant
from services.trail import record
from services.visitor import check

NOTHING = ()  # thousands answer: what others read of editions stays fresh until it is gathered


@dataclass(frozen=True)
class Answer:
    """What one home answers (一户的回答)."""

    points: Mapping[str, Any]
    text: str = ""


def answer_survey(
    session: Session, actor: Visitor, entrant_id: int, unit_id: int, answer: Answer
) -> SurveyAnswer:
    """Answer for a home that one owns, by the roll; until collecting ends it may be changed.

    Who said what stays out of the trail.
    """
    entrant, edition, place = the_entrant(session, entrant_id)
    fresh = check(session, actor, Permission.ANSWER_SURVEY, place)
    unit = _the_home(session, place, unit_id)
    owns = (
        select(Owner.id)
        .join(Ownership, col(Ownership.owner_id) == Owner.id)
        .where(Ownership.unit_id == unit.id, Owner.member_id == fresh.member_id)
    )
    if session.exec(owns).first() is None:
        raise Refused(N_("By the roll, you do not own {unit}."), unit=unit.label)
    return _put(session, fresh, (entrant, edition, place, unit), answer, by_hand=False)


def enter_paper_answer(
    session: Session, actor: Visitor, entrant_id: int, unit_label: str, answer: Answer
) -> SurveyAnswer:
    """Enter a form that an owner filled in on paper (录入纸质问卷). It never replaces his own."""
    entrant, edition, place = the_entrant(session, entrant_id)
    fresh = check(session, actor, Permission.ENTER_BALLOT, place)
    must_be_unbound(session, fresh.member_id or 0, entrant.firm_id or 0)
    wanted = select(Unit).where(Unit.compound_id == place.id, Unit.label == unit_label.strip())
    unit = session.exec(wanted).first()
    if unit is None:
        raise Refused(N_("The roll has no unit “{unit}”."), unit=unit_label.strip()[:40])
    unit = _the_home(session, place, unit.id or 0)
    return _put(session, fresh, (entrant, edition, place, unit), answer, by_hand=True)


def _the_home(session: Session, place: Place, unit_id: int) -> Unit:
    unit = session.get(Unit, unit_id, with_for_update=True)  # two answers for it: one by one
    if unit is None or unit.compound_id != place.id:
        raise Refused(N_("This home is not in the compound."))
    if unit.kind is not UnitKind.HOME:
        raise Refused(N_("Homes answer, not shops or parking spaces."))
    return unit


def _put(
    session: Session,
    actor: Visitor,
    about: tuple[Entrant, Edition, Place, Unit],
    answer: Answer,
    by_hand: bool,
) -> SurveyAnswer:
    entrant, edition, place, unit = about
    questions = body_of(session, edition).questions
    if not questions:
        raise Refused(N_("This method does not ask the owners."))
    points = rule.must_be_answers(questions, answer.points)
    same = (SurveyAnswer.entrant_id == entrant.id, SurveyAnswer.unit_id == unit.id)
    row = session.exec(select(SurveyAnswer).where(*same)).first()
    if row is not None and by_hand:
        raise Refused(N_("{unit} has answered already."), unit=unit.label)
    if row is not None and row.member_id != actor.member_id and not row.by_hand:
        raise Refused(N_("Another owner of {unit} has answered already."), unit=unit.label)
    row = row or SurveyAnswer(entrant_id=entrant.id or 0, unit_id=unit.id or 0, member_id=0)
    row.points, row.text, row.by_hand = points, rule.must_be_short(answer.text), by_hand
    row.member_id = actor.member_id or 0
    session.add(row)
    session.flush()
    where, told = f"entrant:{entrant.id}", {"entrant": entrant.id, "by_hand": by_hand}
    record(session, actor, "survey.answered", where, place, moves=NOTHING, after=told)
    return row
