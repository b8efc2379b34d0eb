"""Fifty rows of many: counted up to a limit, picked by number (分页).

A database that has an index for the filter and another for the order takes the first, and sorts
all it finds there: right for few rows, and a second lost for half a million. So where many rows
fit, they are looked at in their order, without the filter's index, until the page is full.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, select, true
from sqlmodel import Session

from db.search import Hits

ROWS = 50
MOST = 10_000  # rows that are counted one by one; beyond it stands "more than"
MOST_HITS = 1_000  # the same of rows that have a word: each is compared with it
WALKED = 20_000  # rows looked at in their order, before the filter's index is given a chance
WALKED_HITS = 10_000  # the same of the index of words, on PostgreSQL


@dataclass(frozen=True)
class Fit:
    """Which rows fit, and in which order (所列范围).

    ``own`` is the number of a row. ``where`` is ``None`` where every row fits; ``hits`` are those
    that have the words. ``walks``: an index has the rows in this order.
    """

    own: ColumnElement[int]
    where: ColumnElement[bool] | None
    order: ColumnElement[Any]
    last_first: bool
    walks: bool = False
    hits: Hits | None = None

    def ids(self, turned: bool = False) -> Select[Any]:
        """All that fit, in their order, or the other way round."""
        asked = select(self.own).order_by(*self._by(turned))
        return asked if self._all is None else asked.where(self._all)

    @property
    def many_hits(self) -> Hits | None:
        """The words, where the index leads to many rows."""
        return self.hits if self.hits is not None and self.hits.many else None

    @property
    def by_number(self) -> bool:
        """Whether the order is that of the rows' own numbers."""
        return self.order is self.own

    @property
    def _all(self) -> ColumnElement[bool] | None:
        """Filter and words; many hits are listed, not looked for one by one."""
        if self.hits is None:
            return self.where
        words = self.hits.where if self.hits.named is None else self.hits.named
        return words if self.where is None else and_(self.where, words)

    def _by(self, turned: bool = False) -> list[ColumnElement[Any]]:
        columns = [self.own] if self.by_number else [self.order, self.own]
        return [one.desc() if self.last_first != turned else one.asc() for one in columns]

    def walked(self, rows: int) -> Select[Any]:
        """Those that fit among the first ``rows`` rows of the table in its order."""
        fits = [] if self.where is None else [self.where]
        fits += [] if self.hits is None else [self.hits.where]
        asked = select(self.own.label("id"), _plainly(and_(true(), *fits)).label("fits"))
        some = asked.order_by(*self._by()).limit(rows).subquery()
        return select(some.c.id).where(some.c.fits)  # in the order of what is asked

    def listed(self, hits: Hits) -> Select[Any]:
        """Those that fit, as the index of words leads to them."""
        assert hits.number is not None and hits.matching is not None, "only of many hits"
        there = hits.source.join(self.own.table, self.own == hits.number - hits.first)
        asked = select(self.own).select_from(there).where(hits.matching)
        return asked if self.where is None else asked.where(_plainly(self.where))

    def nearest(self, hits: Hits, looked_at: int | None) -> Select[Any]:
        """The same on PostgreSQL, in the order of the rows' numbers: each is looked at alone, so
        that it need not guess how many there are. See ``db.search.find.Sought.nearest``."""
        assert hits.nearest is not None, "only of many hits, on PostgreSQL"
        some = hits.nearest(self.last_first, looked_at).subquery()
        fits = [one for one in (self.where, hits.seen) if one is not None]
        row = select(literal(1)).select_from(self.own.table).where(self.own == some.c.id, *fits)
        return select(some.c.id).where(row.scalar_subquery().is_not(None))


def counted(session: Session, fit: Fit) -> tuple[int, bool]:
    """How many rows, and whether there are more than were counted."""
    if fit.where is None and fit.hits is None:
        every = session.execute(select(func.count()).select_from(fit.own.table))
        return int(every.scalar_one()), False
    asked, most = fit.ids().order_by(None), MOST
    if fit.many_hits is not None:
        asked, most = fit.listed(fit.many_hits), MOST_HITS
    some = (
        asked.with_only_columns(literal(1), maintain_column_froms=True).limit(most + 1).subquery()
    )
    number = int(session.execute(select(func.count()).select_from(some)).scalar_one())
    return min(number, most), number > most


def picked(
    session: Session,
    fit: Fit,
    number: int,
    rows: int = ROWS,
    total: tuple[int, bool] | None = None,
) -> tuple[int, ...]:
    """The ids on page ``number``, the first is 1. ``total`` is what ``counted`` said."""
    first = (number - 1) * rows
    count, more = total if total is not None else (0, True)
    if fit.by_number and fit.where is None and fit.hits is None and not more:
        start = _without_gaps(session, fit, count)
        if start is not None:
            numbers = range(start, start + count)
            return tuple((numbers[::-1] if fit.last_first else numbers)[first : first + rows])
    if not more and first > count // 2:
        return _from_the_end(session, fit, first, rows, count)
    if fit.many_hits is not None or (more and fit.where is not None):
        found = _walked(session, fit, first, rows)
        if found is not None:
            return found
    return _ids(session, fit.ids().limit(rows).offset(first))


def _without_gaps(session: Session, fit: Fit, count: int) -> int | None:
    """The number of the first row, where none between it and the last is missing."""
    least, most = select(func.min(fit.own)), select(func.max(fit.own))
    ends = session.execute(select(least.scalar_subquery(), most.scalar_subquery())).one()
    return ends[0] if ends[0] is not None and ends[1] - ends[0] + 1 == count else None


def _from_the_end(session: Session, fit: Fit, first: int, rows: int, count: int) -> tuple[int, ...]:
    """A page of the second half, counted from the last row."""
    rows = min(rows, count - first)
    if rows <= 0:
        return ()
    asked = fit.ids(turned=True).limit(rows).offset(count - first - rows)
    return tuple(reversed(_ids(session, asked)))


def _walked(session: Session, fit: Fit, first: int, rows: int) -> tuple[int, ...] | None:
    """The page, where it is full before many rows have been looked at."""
    if fit.many_hits is not None and fit.by_number:
        if fit.many_hits.nearest is not None:
            return _nearest(session, fit, first, rows)
        number: Any = fit.many_hits.number
        by = number.desc() if fit.last_first else number.asc()
        return _ids(session, fit.listed(fit.many_hits).order_by(by).limit(rows).offset(first))
    if not fit.walks:
        return None
    asked = fit.walked(max(WALKED, 20 * (first + rows)))
    found = _ids(session, asked.limit(rows).offset(first))
    return found if len(found) == rows else None


def _nearest(session: Session, fit: Fit, first: int, rows: int) -> tuple[int, ...]:
    """The page of many hits: where the newest rows do not fill it, all that the index leads to."""
    assert fit.many_hits is not None, "only of many hits"
    found: tuple[int, ...] = ()
    for looked_at in (max(WALKED_HITS, 20 * (first + rows)), None):
        asked = fit.nearest(fit.many_hits, looked_at)
        found = _ids(session, asked.limit(rows).offset(first))
        if len(found) == rows:
            break
    return found


def _ids(session: Session, asked: Select[Any]) -> tuple[int, ...]:
    return tuple(session.execute(asked).scalars())


def _plainly(fits: ColumnElement[bool]) -> ColumnElement[bool]:
    """The same, but no index is looked for that might answer it."""
    return func.coalesce(fits, false())
