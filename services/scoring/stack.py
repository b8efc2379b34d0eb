"""A stack of paper forms entered in one go (批量录入纸质问卷)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, insert, select

from models.base import now
from models.choice import UnitKind
from models.edition import Entrant
from models.place import Place
from models.roll import Unit
from models.scoring import SurveyAnswer
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.scoring import survey as rule
from services.scoring.standing import body_of, leave, the_entrant
from services.visitor import check

MOST_PAPERS = 20_000


@dataclass(frozen=True)
class Paper:
    """One form: whose home, and what it says (一张问卷)."""

    unit_label: str
    points: Mapping[str, Any]
    text: str = ""


@dataclass(frozen=True)
class Entered:
    """What became of a stack (录入结果): what was not entered is named."""

    recorded: int
    answered: tuple[str, ...] = ()  # homes whose answer stands already
    unknown: tuple[str, ...] = ()  # homes that the roll does not have


def enter_papers(
    session: Session, actor: Visitor, entrant_id: int, papers: Sequence[Paper]
) -> Entered:
    """Enter a stack of forms, one a home. None of them replaces an answer that stands."""
    entrant, edition, place = the_entrant(session, entrant_id)
    fresh = check(session, actor, Permission.ENTER_BALLOT, place)
    if not papers or len(papers) > MOST_PAPERS:
        raise Refused(N_("There is no paper in this sheet."))
    questions = body_of(session, edition).questions
    if not questions:
        raise Refused(N_("This method does not ask the owners."))
    homes = _homes(session, place)
    answered = _answered(session, entrant)
    rows: dict[int, dict[str, Any]] = {}
    again, unknown = [], []
    for paper in papers:
        points, text = rule.must_be_answers(questions, paper.points), rule.must_be_short(paper.text)
        unit_id = homes.get(paper.unit_label.strip())
        if unit_id is None:
            unknown.append(paper.unit_label)
        elif unit_id in answered or unit_id in rows:
            again.append(paper.unit_label)
        else:
            rows[unit_id] = {"unit_id": unit_id, "points": points, "text": text}
    _write(session, fresh, entrant, rows)
    if rows:
        told = {"entrant": entrant.id, "by_hand": True, "papers": len(rows)}
        leave(session, fresh, "survey.answered", f"entrant:{entrant.id}", place, **told)
    return Entered(len(rows), tuple(again), tuple(unknown))


def _homes(session: Session, place: Place) -> dict[str, int]:
    """The homes of a compound by their label, locked: two answers for one come one by one."""
    wanted = select(Unit.label, Unit.id).where(
        Unit.compound_id == place.id, Unit.kind == UnitKind.HOME
    )
    rows = session.exec(wanted.order_by(col(Unit.id)).with_for_update())
    return {label: unit_id or 0 for label, unit_id in rows}


def _answered(session: Session, entrant: Entrant) -> set[int]:
    wanted = select(SurveyAnswer.unit_id).where(SurveyAnswer.entrant_id == entrant.id)
    return set(session.exec(wanted))


def _write(
    session: Session, actor: Visitor, entrant: Entrant, rows: Mapping[int, Mapping[str, Any]]
) -> None:
    moment = now()
    every = {
        "entrant_id": entrant.id,
        "member_id": actor.member_id,
        "by_hand": True,
        "created_at": moment,
    }
    if rows:
        session.execute(insert(SurveyAnswer), [{**row, **every} for row in rows.values()])
