"""Which compound is served by whom: lists and sums at any place (在管一览). Public."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col

from db.revision import path_end
from models.firm import Firm, FirmKind, Profile, ServiceContract
from models.place import Place, PlaceKind
from rules.firm.cell import KIND_WORDS, TYPE_WORDS
from services.firm.standing import on

PAGE_ROWS = 20
SOON_DAYS = 90  # a contract that ends so soon is shown as ending


class Show(StrEnum):
    """Which compounds a list shows (筛选)."""

    ALL = "all"
    COMPANY = "company"
    PARTY_LED = "party_led"
    NONE = "none"
    SOON = "soon"


@dataclass(frozen=True)
class Wanted:
    """Which rows are asked for (筛选条件)."""

    path: str
    show: Show = Show.ALL
    words: str = ""


@dataclass(frozen=True)
class Sums:
    """How the compounds of a place are served (在管汇总)."""

    compounds: int = 0
    company: int = 0
    party_led: int = 0
    none: int = 0
    soon: int = 0
    households: int = 0
    firms: int = 0


@dataclass(frozen=True)
class CompoundRow:
    """One compound with who serves it (小区行)."""

    id: int
    code: str
    name: str
    path: str
    households: int
    type: str | None
    built_in: int | None
    contract_id: int | None
    firm_id: int | None
    firm_code: str
    firm: str
    kind: FirmKind | None
    begins_on: date | None
    ends_on: date | None
    level: int | None
    fee_fen: int | None


@dataclass(frozen=True)
class FirmRow:
    """One firm with what it serves now (企业行)."""

    id: int
    code: str
    name: str
    kind: FirmKind
    compounds: int
    households: int


def _within(path: str) -> sa.ColumnElement[bool]:
    compound = col(Place.kind) == PlaceKind.COMPOUND
    return compound & (col(Place.path) >= path) & (col(Place.path) < path_end(path))


def _joined(select: sa.Select[Any], today: date) -> sa.Select[Any]:
    """Compounds with the contract that runs today, the firm of it, and the profile."""
    running = (col(ServiceContract.place_id) == col(Place.id)) & on(today)
    return (
        select.select_from(Place)
        .outerjoin(ServiceContract, running)
        .outerjoin(Firm, col(Firm.id) == col(ServiceContract.firm_id))
        .outerjoin(Profile, col(Profile.place_id) == col(Place.id))
    )


def _shown(show: Show, today: date) -> sa.ColumnElement[bool]:
    if show is Show.NONE:
        return col(Firm.id).is_(None)
    if show is Show.SOON:
        return col(ServiceContract.ends_on) <= today + timedelta(days=SOON_DAYS)
    if show is Show.ALL:
        return sa.true()
    return col(Firm.kind) == FirmKind(show.value)


def _said(words: str) -> sa.ColumnElement[bool]:
    if not words:
        return sa.true()
    return col(Place.name).contains(words, autoescape=True) | func.coalesce(
        col(Firm.name), ""
    ).contains(words, autoescape=True)


def sums(session: Session, path: str, today: date) -> Sums:
    """How many compounds at ``path`` have a company, a party-led firm, none."""

    def counted(show: Show) -> Any:
        return func.coalesce(func.sum(sa.case((_shown(show, today), 1), else_=0)), 0)

    row = session.execute(
        _joined(
            sa.select(
                func.count(col(Place.id)),
                counted(Show.COMPANY),
                counted(Show.PARTY_LED),
                counted(Show.NONE),
                counted(Show.SOON),
                func.coalesce(func.sum(col(Place.households)), 0),
                func.count(sa.distinct(col(Firm.id))),
            ),
            today,
        ).where(_within(path))
    ).one()
    return Sums(*(int(number) for number in row))


def count(session: Session, wanted: Wanted, today: date) -> int:
    """How many compounds fit."""
    found = _joined(sa.select(func.count(col(Place.id))), today)
    return int(session.execute(_fitting(found, wanted, today)).scalar_one())


def _fitting(found: sa.Select[Any], wanted: Wanted, today: date) -> sa.Select[Any]:
    return found.where(_within(wanted.path), _shown(wanted.show, today), _said(wanted.words))


def compounds(session: Session, wanted: Wanted, today: date, page: int = 1) -> list[CompoundRow]:
    """One page of compounds by name; those about to end by their day."""
    found = _fitting(_joined(sa.select(*_COLUMNS), today), wanted, today)
    if wanted.show is Show.SOON:
        found = found.order_by(col(ServiceContract.ends_on), col(Place.path))
    else:
        found = found.order_by(col(Place.name), col(Place.path))
    return _rows(session, found.limit(PAGE_ROWS).offset((page - 1) * PAGE_ROWS))


def compound(session: Session, code: str, today: date) -> CompoundRow | None:
    """One compound by its code for links."""
    found = _joined(sa.select(*_COLUMNS), today).where(_within("/"), col(Place.code) == code)
    return next(iter(_rows(session, found)), None)


def around(session: Session, paths: tuple[str, ...], today: date) -> list[CompoundRow]:
    """The compounds in which somebody of ``paths`` lives or serves; at most three."""
    inside = [col(Place.path).startswith(path) for path in paths]
    inside += [sa.literal(path).startswith(col(Place.path)) for path in paths]
    if not inside:
        return []
    found = _joined(sa.select(*_COLUMNS), today).where(_within("/"), sa.or_(*inside))
    rows = _rows(session, found.order_by(col(Place.path)).limit(MOST_AROUND + 1))
    return rows if len(rows) <= MOST_AROUND else []


MOST_AROUND = 3  # who serves more looks at the list
_COLUMNS: tuple[Any, ...] = (
    col(Place.id),
    col(Place.code),
    col(Place.name),
    col(Place.path),
    col(Place.households),
    col(Profile.type),
    col(Profile.built_in),
    col(ServiceContract.id),
    col(Firm.id),
    func.coalesce(col(Firm.code), ""),
    func.coalesce(col(Firm.name), ""),
    col(Firm.kind),
    col(ServiceContract.begins_on),
    col(ServiceContract.ends_on),
    col(ServiceContract.level),
    col(ServiceContract.fee_fen),
)


def _rows(session: Session, found: sa.Select[Any]) -> list[CompoundRow]:
    return [CompoundRow(*row) for row in session.execute(found)]


def register_rows(session: Session, path: str, today: date) -> list[list[Any]]:
    """Every compound with what is known of it, in the words of the table that is imported."""
    columns = (*_COLUMNS, func.coalesce(col(Firm.credit_code), ""))
    found = _joined(sa.select(*columns), today).where(_within(path)).order_by(col(Place.name))
    rows = []
    for *facts, credit_code in session.execute(found):
        row = CompoundRow(*facts)
        fee = f"{row.fee_fen // 100}.{row.fee_fen % 100:02d}" if row.fee_fen else ""
        served: list[Any] = [row.firm, credit_code, *[""] * 5]
        if row.kind is not None and row.begins_on is not None:
            ends = row.ends_on.isoformat() if row.ends_on else ""
            served[2:] = [KIND_WORDS[row.kind], row.begins_on.isoformat(), ends, row.level, fee]
        rows.append([row.name, *served, TYPE_WORDS.get(row.type or "", ""), row.built_in or ""])
    return rows


def firm_count(session: Session, words: str = "") -> int:
    """How many firms stand in the register under a name like this."""
    named = sa.select(func.count(col(Firm.id))).where(_called(words))
    return int(session.execute(named).scalar_one())


def firms(session: Session, words: str, today: date, page: int = 1) -> list[FirmRow]:
    """One page of the register: who serves most households stands first."""
    households = func.coalesce(func.sum(col(Place.households)), 0)
    found = (
        sa.select(
            col(Firm.id),
            col(Firm.code),
            col(Firm.name),
            col(Firm.kind),
            func.count(col(Place.id)),
            households,
        )
        .outerjoin(ServiceContract, (col(ServiceContract.firm_id) == col(Firm.id)) & on(today))
        .outerjoin(Place, col(Place.id) == col(ServiceContract.place_id))
        .where(_called(words))
        .group_by(col(Firm.id), col(Firm.code), col(Firm.name), col(Firm.kind))
        .order_by(households.desc(), col(Firm.name))
        .limit(PAGE_ROWS)
        .offset((page - 1) * PAGE_ROWS)
    )
    return [
        FirmRow(number, code, name, kind, int(served), int(homes))
        for number, code, name, kind, served, homes in session.execute(found)
    ]


def _called(words: str) -> sa.ColumnElement[bool]:
    return col(Firm.name).contains(words, autoescape=True) if words else sa.true()
