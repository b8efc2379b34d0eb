"""The register of what is to be won back, and what it adds up to (清收台账)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func

from db.revision import path_end
from models.claim import Claim, ClaimKind, ClaimState
from models.place import Place, PlaceKind
from rules.calendar import day_of
from rules.claim import OPEN, Counted, Size, Tally, is_late, tally
from services.claim.standing import booked

PAGE_ROWS = 20
LEVELS = (PlaceKind.STREET, PlaceKind.COMMUNITY, PlaceKind.COMPOUND)


@dataclass(frozen=True)
class Wanted:
    """Which claims are asked for (筛选条件)."""

    path: str
    kind: ClaimKind | None = None
    state: ClaimState | None = None
    late: bool = False
    words: str = ""


@dataclass(frozen=True)
class ClaimRow:
    """One claim of the register (清收行)."""

    id: int
    kind: ClaimKind
    head: str
    title: str
    debtor: str
    place: str
    claimed: Size
    back: Size
    doer: str
    due_on: date | None
    state: ClaimState
    late: bool
    found_on: date
    recovered_on: date | None


def _within(path: str) -> sa.ColumnElement[bool]:
    return (col(Claim.path) >= path) & (col(Claim.path) < path_end(path))


def _fitting(wide: Any, wanted: Wanted, today: date) -> Any:
    wide = wide.where(_within(wanted.path))
    if wanted.kind is not None:
        wide = wide.where(col(Claim.kind) == wanted.kind)
    if wanted.state is not None:
        wide = wide.where(col(Claim.state) == wanted.state)
    if wanted.late:
        wide = wide.where(col(Claim.state).in_(OPEN), col(Claim.due_on) < today)
    words = wanted.words.strip()
    columns = (Claim.title, Claim.debtor, Claim.doer)
    told = [col(column).contains(words, autoescape=True) for column in columns]
    return wide.where(sa.or_(*told)) if words else wide


def count(session: Session, wanted: Wanted, today: date) -> int:
    """How many claims fit."""
    fitting = _fitting(sa.select(func.count()).select_from(Claim), wanted, today)
    return int(session.execute(fitting).scalar_one())


def claims(
    session: Session, wanted: Wanted, today: date, page: int = 1, rows: int = PAGE_ROWS
) -> list[ClaimRow]:
    """One page of the claims that fit: what is late first, then what is due soonest."""
    return _rows(session, wanted, today, rows, (max(1, page) - 1) * rows)


def register(session: Session, wanted: Wanted, today: date) -> list[ClaimRow]:
    """All claims that fit, for a file."""
    return _rows(session, wanted, today, None, 0)


def _rows(
    session: Session, wanted: Wanted, today: date, rows: int | None, start: int
) -> list[ClaimRow]:
    money = booked()
    found = (
        sa.select(Claim, col(Place.name), func.coalesce(money.c.fen, 0))
        .join(Place, col(Place.id) == col(Claim.place_id))
        .outerjoin(money, money.c.id == col(Claim.id))
        .order_by(
            col(Claim.state).not_in(OPEN),
            func.coalesce(col(Claim.due_on), date.max),
            col(Claim.id).desc(),
        )
        .limit(rows)
        .offset(start)
    )
    told = session.execute(_fitting(found, wanted, today))
    return [row_of(claim, place, int(fen), today) for claim, place, fen in told]


def row_of(claim: Claim, place: str, booked_fen: int, today: date) -> ClaimRow:
    """A claim as a list shows it."""
    return ClaimRow(
        id=claim.id or 0,
        kind=claim.kind,
        head=claim.head,
        title=claim.title,
        debtor=claim.debtor,
        place=place,
        claimed=Size(claim.area_cm2, claim.amount_fen),
        back=Size(claim.recovered_area_cm2, claim.recovered_fen + booked_fen),
        doer=claim.doer,
        due_on=claim.due_on,
        state=claim.state,
        late=is_late(claim.state, claim.due_on, today),
        found_on=day_of(claim.created_at),
        recovered_on=claim.recovered_on,
    )


def _counted(session: Session, path: str) -> Iterator[tuple[str, Counted]]:
    """Every claim at ``path`` and below with the path of its place, as it counts."""
    money = booked()
    found = (
        sa.select(
            col(Claim.path),
            col(Claim.kind),
            col(Claim.state),
            col(Claim.area_cm2),
            col(Claim.amount_fen),
            col(Claim.recovered_area_cm2),
            col(Claim.recovered_fen) + func.coalesce(money.c.fen, 0),
            col(Claim.due_on),
        )
        .outerjoin(money, money.c.id == col(Claim.id))
        .where(_within(path))
    )
    for at, kind, state, area, fen, area_back, fen_back, due_on in session.execute(found):
        yield at, Counted(kind, state, Size(area, fen), Size(area_back, int(fen_back)), due_on)


def total(session: Session, path: str, today: date) -> Tally:
    """What was found and what came back at ``path`` and below."""
    return sum((tally(each, today) for _at, each in _counted(session, path)), Tally())


@dataclass(frozen=True)
class PlaceTally:
    """What one place of the tree adds up to, with all below it (地方统计)."""

    name: str
    code: str
    kind: PlaceKind
    depth: int
    tally: Tally


def by_place(session: Session, path: str, today: date) -> list[PlaceTally]:
    """The places below ``path`` that have claims, down the tree, each with all below it."""
    sums: dict[str, Tally] = {}
    for at, each in _counted(session, path):
        mine = tally(each, today)
        for above in _above(at, path):
            sums[above] = sums.get(above, Tally()) + mine
    wanted = sa.select(Place).where(
        col(Place.path).in_(list(sums)), col(Place.kind).in_(LEVELS), col(Place.path) != path
    )
    return [
        PlaceTally(p.name, p.code, p.kind, _depth(p.path) - _depth(path), sums[p.path])
        for p in session.execute(wanted.order_by(col(Place.path))).scalars()
    ]


def _above(at: str, top: str) -> list[str]:
    """The paths of a place and of all above it, down from ``top``."""
    found, here = [], at
    while here.startswith(top) and here != "/":
        found.append(here)
        here = here[: here.rstrip("/").rfind("/") + 1]
    return found


def _depth(path: str) -> int:
    return path.count("/")
