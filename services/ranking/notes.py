"""What was contradicted, corrected and put right (异议、更正与修复). Of published editions only."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, func, select

from models.edition import Edition, EditionAct, EditionActKind, Entrant, Mark, Placing
from models.hearing import Appeal, AppealKind, AppealState, Repair
from models.notice import Notice, NoticeKind

MOST = 50
Old, New = aliased(Placing), aliased(Placing)


@dataclass(frozen=True)
class Change:
    """What a correction changed for one compound (更正明细)."""

    name: str
    placing_id: int
    old_rank: int | None
    rank: int | None
    old_score: int | None
    score: int | None
    old_mark: Mark
    mark: Mark


@dataclass(frozen=True)
class Correction:
    """One corrigendum (更正)."""

    at: datetime
    changes: tuple[Change, ...]  # the first of them
    total: int


@dataclass(frozen=True)
class Heard:
    """What became of one objection; its text stays between the firm and the street (申诉结果)."""

    name: str
    entrant_id: int
    kind: AppealKind
    indicator: str
    state: AppealState
    answered_at: datetime | None


@dataclass(frozen=True)
class PutRight:
    """One black row that was put right since (信用修复)."""

    name: str
    firm: str
    answer: str
    at: datetime | None


@dataclass(frozen=True)
class Notes:
    """All of it for one edition (期次附注)."""

    corrections: tuple[Correction, ...]
    appeals: tuple[tuple[AppealState, int], ...]
    heard: tuple[Heard, ...]
    repairs: tuple[PutRight, ...]
    notices: tuple[tuple[str, str, datetime], ...]  # code, title, posted at; the latest first


def notes(session: Session, edition_id: int) -> Notes:
    """Everything that is added to the lists of an edition."""
    edition = session.get_one(Edition, edition_id)
    counted = (
        select(Appeal.state, func.count())
        .where(Appeal.edition_id == edition_id)
        .group_by(col(Appeal.state))
    )
    return Notes(
        corrections=corrections(session, edition_id),
        appeals=tuple(
            (AppealState(state), n)
            for state, n in session.exec(counted.group_by(col(Appeal.state)))
        ),
        heard=_heard(session, edition_id),
        repairs=_repairs(session, edition_id),
        notices=_notices(session, edition),
    )


def corrections(session: Session, edition_id: int) -> tuple[Correction, ...]:
    """Every corrigendum and what it changed, the latest first."""
    acts = session.exec(
        select(EditionAct)
        .where(
            EditionAct.edition_id == edition_id,
            col(EditionAct.kind).in_((EditionActKind.PUBLISHED, EditionActKind.CORRECTED)),
        )
        .order_by(col(EditionAct.id))
    ).all()
    made = [_correction(session, was.computation_id, act) for was, act in pairwise(acts)]
    return tuple(reversed(made))


def _correction(session: Session, was: int | None, act: EditionAct) -> Correction:
    differs = sa.or_(
        col(Old.rank).is_distinct_from(col(New.rank)),
        col(Old.score).is_distinct_from(col(New.score)),
        col(Old.mark) != col(New.mark),
    )
    columns: tuple[Any, ...] = (
        Entrant.name,
        New.id,
        Old.rank,
        New.rank,
        Old.score,
        New.score,
        Old.mark,
        New.mark,
    )
    asked = (
        sa.select(*columns)
        .select_from(New)
        .join(Old, (col(Old.entrant_id) == col(New.entrant_id)))
        .join(Entrant, col(Entrant.id) == col(New.entrant_id))
        .where(col(New.computation_id) == act.computation_id, col(Old.computation_id) == was)
        .where(differs)
    )
    total = session.execute(sa.select(func.count()).select_from(asked.subquery())).scalar_one()
    first = (col(Old.mark) == col(New.mark), sa.func.abs(col(Old.rank) - col(New.rank)).desc())
    rows = session.execute(asked.order_by(*first, col(New.id)).limit(MOST))
    return Correction(act.at, tuple(Change(*row) for row in rows), total)


def _heard(session: Session, edition_id: int) -> tuple[Heard, ...]:
    rows = session.exec(
        select(Appeal, Entrant.name)
        .join(Entrant, col(Entrant.id) == Appeal.entrant_id)
        .where(
            Appeal.edition_id == edition_id,
            col(Appeal.state).in_((AppealState.UPHELD, AppealState.REJECTED)),
        )
        .order_by(col(Appeal.answered_at).desc(), col(Appeal.id))
        .limit(MOST)
    )
    return tuple(
        Heard(name, one.entrant_id, one.kind, one.indicator, one.state, one.answered_at)
        for one, name in rows
    )


def _repairs(session: Session, edition_id: int) -> tuple[PutRight, ...]:
    rows = session.exec(
        select(Repair, Entrant)
        .join(Entrant, col(Entrant.id) == Repair.entrant_id)
        .where(Repair.edition_id == edition_id, col(Repair.granted).is_(True))
        .order_by(col(Repair.answered_at).desc(), col(Repair.id))
    )
    return tuple(
        PutRight(entrant.name, entrant.firm_name, one.answer, one.answered_at)
        for one, entrant in rows
    )


def _notices(session: Session, edition: Edition) -> tuple[tuple[str, str, datetime], ...]:
    found = session.exec(
        select(Notice)
        .where(Notice.kind == NoticeKind.RANKING, Notice.place_id == edition.place_id)
        .order_by(col(Notice.posted_at).desc(), col(Notice.id).desc())
    )
    return tuple(
        (one.code, one.title, one.posted_at)
        for one in found
        if one.body.get("edition") == edition.code
    )
