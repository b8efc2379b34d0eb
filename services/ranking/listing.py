"""The rows of a published edition: searched, narrowed, in order, a page at a time (榜单查询)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from db.revision import path_end
from models.edition import Entrant, EntrantKind, Mark, Placing
from models.firm import Firm
from models.hearing import Repair
from models.place import Place

ROWS = 50  # on a page
AT_ONCE = 500  # rows asked for by their numbers


class Order(StrEnum):
    """In which order (排序)."""

    RANK = "rank"  # within each peer group
    SCORE = "score"
    LAST = "last"  # the lowest score first
    RISEN = "risen"
    FALLEN = "fallen"
    NAME = "name"


class Show(StrEnum):
    """Which rows (筛选)."""

    RED = "red"
    BLACK = "black"
    NONE = "none"
    UNRANKED = "unranked"
    PARTY_LED = "party_led"
    UNSERVED = "unserved"


MOVED = (Order.RISEN, Order.FALLEN)


@dataclass(frozen=True)
class Wanted:
    """What is asked for (查询条件). ``before`` is the computation of the last edition."""

    edition: int
    computation: int
    before: int = 0
    words: str = ""
    firm: int = 0
    community: str = ""  # its path
    show: Show | None = None
    peers: str | None = None
    order: Order = Order.RANK

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves any compound out."""
        return bool(self.words or self.firm or self.community or self.show) or (
            self.peers is not None
        )


class Row(NamedTuple):
    """One compound of an edition (榜单行)."""

    placing_id: int | None
    entrant_id: int
    place_code: str
    name: str
    kind: EntrantKind
    community: str
    firm_code: str | None
    firm: str
    households: int
    peers: str | None
    score: int | None
    rank: int | None
    low: int | None
    high: int | None
    coverage: int | None
    mark: Mark | None
    grade: str | None
    was_peers: str | None
    was_score: int | None
    was_rank: int | None
    was_mark: Mark | None
    repaired: bool

    @property
    def is_back(self) -> bool:
        """Whether the last edition placed it too."""
        return self.was_mark is not None

    @property
    def moved(self) -> int | None:
        """How many places it rose since the last edition, where it was ranked in the same group."""
        if self.rank is None or self.was_rank is None or self.peers != self.was_peers:
            return None
        return self.was_rank - self.rank


Was = aliased(Placing)
Above = aliased(Place)


def count(session: Session, wanted: Wanted) -> int:
    """How many compounds fit."""
    asked = _narrowed(_from(sa.select(sa.func.count()), wanted, wide=False), wanted)
    found: int = session.execute(asked).scalar_one()
    return found


def rows(session: Session, wanted: Wanted, first: int = 0, many: int = ROWS) -> tuple[Row, ...]:
    """The compounds that fit, from the ``first`` on, ``many`` of them.

    Which they are is asked first, of as few tables as can be; all that a row says only of those.
    """
    asked = _narrowed(_from(sa.select(col(Entrant.id)), wanted, wide=False), wanted)
    asked = asked.order_by(*_order(wanted.order)).offset(first).limit(many)
    places = {one: n for n, one in enumerate(session.execute(asked).scalars())}
    if len(places) > AT_ONCE:  # a whole file
        found = _told(session, _narrowed(_from(_whole(), wanted, wide=True), wanted))
        found = [row for row in found if row.entrant_id in places]
    else:
        chosen = _from(_whole(), wanted, wide=True).where(col(Entrant.id).in_(places))
        found = _told(session, chosen)
    return tuple(sorted(found, key=lambda row: places[row.entrant_id]))


def page(session: Session, wanted: Wanted, number: int) -> tuple[Row, ...]:
    """The compounds of one page."""
    return rows(session, wanted, max(0, number - 1) * ROWS)


def by_ranks(session: Session, wanted: Wanted, low: int, high: int, many: int) -> tuple[Row, ...]:
    """Those of a peer group whose rank lies between two, in order."""
    asked = _narrowed(_from(_whole(), wanted, wide=True), wanted)
    asked = asked.where(col(Placing.rank).between(low, high))
    return tuple(_told(session, asked.order_by(*_order(Order.RANK)).limit(many)))


def of_entrant(session: Session, wanted: Wanted, entrant_id: int) -> Row:
    """One compound by its number."""
    asked = _from(_whole(), wanted, wide=True).where(col(Entrant.id) == entrant_id)
    return _told(session, asked)[0]


def outer(session: Session, wanted: Wanted, many: int) -> tuple[Row, ...]:
    """The first ``many`` and the last ``many`` of a peer group, by rank."""
    asked = _narrowed(_from(_whole(), wanted, wide=True), wanted)
    asked = asked.where(col(Placing.rank).is_not(None))
    ends = []
    for rank in (col(Placing.rank), col(Placing.rank).desc()):
        ends += _told(session, asked.order_by(rank, col(Placing.id)).limit(many))
    once = {row.entrant_id: row for row in ends}
    return tuple(sorted(once.values(), key=lambda row: (row.rank or 0, row.placing_id or 0)))


def repaired_at(session: Session, edition_id: int) -> list[datetime]:
    """When rows of an edition were said to be put right."""
    asked = sa.select(col(Repair.answered_at)).where(
        col(Repair.edition_id) == edition_id, col(Repair.granted).is_(True)
    )
    return [at for (at,) in session.execute(asked) if at is not None]


def _told(session: Session, asked: sa.Select[Any]) -> list[Row]:
    return [Row(*row) for row in session.execute(asked)]


def _whole() -> sa.Select[Any]:
    """All that a row says, in the order of ``Row``."""
    repaired = (
        sa.select(col(Repair.id))
        .where(col(Repair.entrant_id) == col(Entrant.id), col(Repair.granted).is_(True))
        .correlate(Entrant)
        .exists()
    )
    here = (Placing.id, Entrant.id, Place.code, Entrant.name, Entrant.kind, Above.name, Firm.code)
    placed = (Placing.peers, Placing.score, Placing.rank, Placing.low, Placing.high)
    judged = (Placing.coverage, Placing.mark, Placing.grade)
    was: tuple[Any, ...] = (Was.peers, Was.score, Was.rank, Was.mark)
    columns: tuple[Any, ...] = (*here, Entrant.firm_name, Entrant.households, *placed, *judged)
    whole: sa.Select[Any] = sa.select(*columns, *was, repaired)
    return whole


def _from(asked: sa.Select[Any], wanted: Wanted, *, wide: bool) -> sa.Select[Any]:
    """The tables: those that the conditions and the order of ``wanted`` need; or all."""
    placed = (col(Placing.computation_id) == wanted.computation) & (
        col(Placing.entrant_id) == col(Entrant.id)
    )
    asked = asked.select_from(Entrant).outerjoin(Placing, placed)
    if wide or wanted.community:
        asked = asked.join(Place, col(Place.id) == col(Entrant.place_id))
    if wide or wanted.order in MOVED:
        before = (col(Was.computation_id) == wanted.before) & (
            col(Was.place_id) == col(Entrant.place_id)
        )
        asked = asked.outerjoin(Was, before)
    if wide:
        asked = asked.outerjoin(Above, col(Above.id) == col(Place.parent_id))
        asked = asked.outerjoin(Firm, col(Firm.id) == col(Entrant.firm_id))
    return asked.where(col(Entrant.edition_id) == wanted.edition)


def _narrowed(asked: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    for said in wanted.words.split():
        asked = asked.where(
            col(Entrant.name).contains(said, autoescape=True)
            | col(Entrant.firm_name).contains(said, autoescape=True)
        )
    if wanted.firm:
        asked = asked.where(col(Entrant.firm_id) == wanted.firm)
    if wanted.community:
        path = col(Place.path)
        asked = asked.where(path >= wanted.community, path < path_end(wanted.community))
    if wanted.peers is not None:
        asked = asked.where(col(Placing.peers) == wanted.peers)
    return asked if wanted.show is None else asked.where(_shown(wanted.show))


def _shown(show: Show) -> sa.ColumnElement[bool]:
    if show in (Show.PARTY_LED, Show.UNSERVED):
        return col(Entrant.kind) == EntrantKind(show.value)
    return col(Placing.mark) == Mark(show.value)


def _order(order: Order) -> tuple[Any, ...]:
    """Those without a rank come last, whatever the order; two alike as they stand in the tree."""
    unranked, rose = col(Placing.rank).is_(None), col(Was.rank) - col(Placing.rank)
    moved = sa.case((col(Was.peers) == col(Placing.peers), rose), else_=None)
    score = col(Placing.score)
    chosen: dict[Order, tuple[Any, ...]] = {
        Order.RANK: (unranked, col(Placing.peers), col(Placing.rank)),
        Order.SCORE: (unranked, score.desc()),
        Order.LAST: (unranked, score),
        Order.RISEN: (moved.is_(None), moved.desc()),
        Order.FALLEN: (moved.is_(None), moved),
        Order.NAME: (col(Entrant.name),),
    }
    return (*chosen[order], col(Entrant.id))
