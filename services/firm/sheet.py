"""One firm: what it serves and served, who speaks for it, its results over time (企业页)."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from db.revision import path_end
from models.edition import Edition, EditionState, Entrant, Mark, Placing
from models.firm import Firm, FirmAgent, Interest, ServiceContract
from models.hearing import Repair
from models.member import Member
from models.place import Place
from rules.firm.rollup import Rolled, Scored, rolled
from services.firm.standing import by_code


@dataclass(frozen=True)
class Term:
    """One contract of a firm or of a compound (服务期)."""

    id: int
    firm_code: str
    firm: str
    compound_code: str
    compound: str
    households: int
    begins_on: date
    ends_on: date | None
    level: int
    fee_fen: int

    def runs(self, today: date) -> bool:
        """Whether the firm serves under it today."""
        return self.begins_on <= today and (self.ends_on is None or self.ends_on >= today)


@dataclass(frozen=True)
class PlacingRow:
    """One compound of the firm in one published edition (小区结果)."""

    placing_id: int
    edition_code: str
    compound_code: str
    compound: str
    score: int | None
    rank: int | None
    low: int | None
    high: int | None
    mark: Mark
    repaired: bool


@dataclass(frozen=True)
class EditionRow:
    """A firm in one published edition (企业各期结果)."""

    code: str
    title: str
    ends_on: date
    whole: Rolled
    rows: tuple[PlacingRow, ...]


@dataclass(frozen=True)
class FirmSheet:
    """All that a firm's page tells (企业页)."""

    firm: Firm
    kept_at: str
    terms: tuple[Term, ...]
    editions: tuple[EditionRow, ...]  # the latest first


@dataclass(frozen=True)
class Speaker:
    """An account that speaks for a firm (企业代表)."""

    member_id: int
    name: str
    username: str


@dataclass(frozen=True)
class Declared:
    """A declared interest (利害关系申报)."""

    firm_id: int
    firm: str
    member_id: int
    name: str
    text: str
    declared_at: datetime


def firm_sheet(session: Session, code: str) -> FirmSheet | None:
    """The firm that links call ``code``; ``None`` when there is none."""
    firm = by_code(session, code)
    if firm is None or firm.id is None:
        return None
    return FirmSheet(
        firm=firm,
        kept_at=session.get_one(Place, firm.place_id).name,
        terms=tuple(_terms(session, col(ServiceContract.firm_id) == firm.id)),
        editions=tuple(results(session, firm.id)),
    )


def compound_terms(session: Session, place_id: int) -> list[Term]:
    """Who served a compound since when, the latest first."""
    return _terms(session, col(ServiceContract.place_id) == place_id)


def _terms(session: Session, which: sa.ColumnElement[bool]) -> list[Term]:
    found = (
        sa.select(
            col(ServiceContract.id),
            col(Firm.code),
            col(Firm.name),
            col(Place.code),
            col(Place.name),
            col(Place.households),
            col(ServiceContract.begins_on),
            col(ServiceContract.ends_on),
            col(ServiceContract.level),
            col(ServiceContract.fee_fen),
        )
        .join(Firm, col(Firm.id) == col(ServiceContract.firm_id))
        .join(Place, col(Place.id) == col(ServiceContract.place_id))
        .where(which)
        .order_by(col(ServiceContract.begins_on).desc(), col(Place.name))
    )
    return [Term(*row) for row in session.execute(found)]


def results(session: Session, firm_id: int) -> list[EditionRow]:
    """The published editions in which a firm was rated, the latest first, rolled up."""
    rows = session.execute(_placings(firm_id)).all()
    repaired = set(
        session.exec(
            select(Repair.entrant_id).where(
                Repair.firm_id == firm_id, col(Repair.granted).is_(True)
            )
        )
    )
    found = []
    for (code, title, ends_on), group in groupby(rows, key=lambda row: tuple(row[:3])):
        scored, lines = _told(list(group), code, repaired)
        found.append(EditionRow(code, title, ends_on, rolled(scored), tuple(lines)))
    return found


def _told(rows: list[Any], code: str, repaired: set[int]) -> tuple[list[Scored], list[PlacingRow]]:
    scored, lines = [], []
    for row in rows:
        placing, entrant_id, households, compound_code, compound = row[3:]
        scored.append(Scored(households, placing.score, placing.mark))
        lines.append(
            PlacingRow(
                placing.id,
                code,
                compound_code,
                compound,
                placing.score,
                placing.rank,
                placing.low,
                placing.high,
                placing.mark,
                entrant_id in repaired,
            )
        )
    return scored, lines


def _placings(firm_id: int) -> sa.Select[*tuple[Any, ...]]:
    """What counts of published editions, the latest edition first, the best place first."""
    return (
        sa.select(
            col(Edition.code),
            col(Edition.title),
            col(Edition.ends_on),
            Placing,
            col(Entrant.id),
            col(Entrant.households),
            col(Place.code),
            col(Entrant.name),
        )
        .select_from(Placing)
        .join(Entrant, col(Entrant.id) == col(Placing.entrant_id))
        .join(Edition, col(Edition.computation_id) == col(Placing.computation_id))
        .join(Place, col(Place.id) == col(Placing.place_id))
        .where(col(Entrant.firm_id) == firm_id, col(Edition.state) == EditionState.PUBLISHED)
        .order_by(
            col(Edition.ends_on).desc(),
            col(Edition.id).desc(),
            col(Placing.rank).is_(None),
            col(Placing.rank),
            col(Placing.id),
        )
    )


def speakers(session: Session, firm_id: int) -> list[Speaker]:
    """Who speaks for a firm: for the keepers of the register."""
    found = (
        sa.select(col(Member.id), col(Member.name), col(Member.username))
        .join(FirmAgent, col(FirmAgent.member_id) == col(Member.id))
        .where(col(FirmAgent.firm_id) == firm_id)
        .order_by(col(FirmAgent.id))
    )
    return [Speaker(*row) for row in session.execute(found)]


def my_interests(session: Session, member_id: int) -> list[Declared]:
    """What one member declared, the latest first."""
    return _declared(session, col(Interest.member_id) == member_id)


def interests(session: Session, path: str) -> list[Declared]:
    """What was declared about firms that serve at ``path``: for whoever runs editions there."""
    serves = sa.exists().where(
        col(ServiceContract.firm_id) == col(Firm.id),
        col(ServiceContract.path) >= path,
        col(ServiceContract.path) < path_end(path),
    )
    return _declared(session, serves)


def _declared(session: Session, which: sa.ColumnElement[bool]) -> list[Declared]:
    found = (
        sa.select(
            col(Firm.id),
            col(Firm.name),
            col(Member.id),
            col(Member.name),
            col(Interest.text),
            col(Interest.declared_at),
        )
        .join(Firm, col(Firm.id) == col(Interest.firm_id))
        .join(Member, col(Member.id) == col(Interest.member_id))
        .where(which)
        .order_by(col(Interest.declared_at).desc(), col(Interest.id).desc())
    )
    return [Declared(*row) for row in session.execute(found)]
