"""Which entries a list shows: their ids first, and never more work than a page is worth (凭证列表).

A book may hold a million entries. So: what matches is looked for by an index; where a filter
leaves only a few, those few are found first and sorted; a page deep in a list is counted from
the nearer end; and nobody counts beyond ``MOST`` matches.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, union
from sqlmodel import Session, and_, col, func, or_, select

from models.ledger import Account, AccountKind, Book, Entry, EntryKind, EntryLine, Fund, Party

ROWS = 50  # on a page
MOST = 10_000  # matches that are counted
FEW = 2_000  # matches that are rather sorted than walked past
PARTIES, PAPERS = 100, 1_000  # names and numbers that one search may mean
LATEST = 10_000  # entries whose purposes are searched: several years of a large compound
LONGEST_NUMBER = 9


class Order(StrEnum):
    """How the list is sorted (排序)."""

    NEWEST = "newest"  # 日期从近到远
    OLDEST = "oldest"  # 日期从远到近
    LARGEST = "largest"  # 金额从大到小
    SMALLEST = "smallest"  # 金额从小到大


BY_SIZE = frozenset({Order.LARGEST, Order.SMALLEST})
DOWNWARDS = frozenset({Order.NEWEST, Order.LARGEST})


@dataclass(frozen=True)
class Wanted:
    """What somebody asked the list for (筛选)."""

    book_id: int
    fund: Fund | None = None
    first_day: date | None = None
    last_day: date | None = None
    head: str = ""
    kind: EntryKind | None = None
    words: str = ""
    order: Order = Order.NEWEST

    @property
    def narrowed(self) -> bool:
        """Whether it leaves anything out."""
        asked = (self.fund, self.first_day, self.last_day, self.kind)
        return any(one is not None for one in asked) or bool(self.head or self.words.strip())


@dataclass(frozen=True)
class Found:
    """What a filter leaves (命中): all of it in order where that is little, else only how much."""

    total: int
    more: bool = False  # there are more than were counted
    ids: tuple[int, ...] | None = None
    sums: tuple[int, int] | None = None  # what they brought in and cost

    def page(self, number: int) -> tuple[int, ...]:
        """The ids of a page, from 1, where all are known."""
        assert self.ids is not None
        begin = ROWS * (max(1, number) - 1)
        return self.ids[begin : begin + ROWS]


Condition = ColumnElement[bool]


def found(session: Session, wanted: Wanted) -> Found:
    """What matches; counted no further than ``MOST``, unless it is the whole book."""
    if not wanted.narrowed:
        return Found(_of_all(session, wanted))
    few = _few(session, wanted)
    if few is None:
        total = _counted(session, _of_book(wanted, *_conditions(wanted)), MOST)
        if total > FEW:
            return Found(min(total, MOST), total > MOST)
        few = _of_book(wanted, *_conditions(wanted))
    rows = _in_order(session, wanted, few)
    ids = tuple(row_id for row_id, _day, _fen in rows[:MOST])
    sums = _sums(session, wanted, ids) if len(ids) <= FEW else None
    return Found(len(ids), len(rows) > MOST, ids, sums)


def walked(session: Session, wanted: Wanted, number: int, total: int) -> tuple[int, ...]:
    """The ids of a page of a long list; a page deep in the whole book from the nearer end."""
    begin = ROWS * (max(1, number) - 1)
    count = max(0, min(ROWS, total - begin))
    if not count:
        return ()
    turned = not wanted.narrowed and begin > total // 2
    by = Entry.amount_fen if wanted.order in BY_SIZE else Entry.day
    down = (wanted.order in DOWNWARDS) != turned
    keys = (col(by), col(Entry.id))
    asked = _of_book(wanted, *_conditions(wanted))
    asked = asked.order_by(*(key.desc() if down else key for key in keys))
    skipped = total - begin - count if turned else begin
    ids = tuple(session.scalars(asked.limit(count).offset(skipped)))
    return tuple(reversed(ids)) if turned else ids


def _sums(session: Session, wanted: Wanted, ids: tuple[int, ...]) -> tuple[int, int]:
    kind, fund = col(Account.kind), col(Account.fund)
    asked = (
        select(kind, func.sum(EntryLine.amount_fen))
        .join(EntryLine, col(EntryLine.account_id) == Account.id)
        .where(col(EntryLine.entry_id).in_(ids))
        .where(fund == wanted.fund if wanted.fund else fund.is_not(None))
        .group_by(kind)
    )
    by_kind = {one: int(fen) for one, fen in session.exec(asked)}
    spent = sum(by_kind.get(one, 0) for one in (AccountKind.COST, AccountKind.EXPENSE))
    return -by_kind.get(AccountKind.INCOME, 0), spent


def _conditions(wanted: Wanted) -> list[Condition]:
    """Each of them is served by an index that begins with the book."""
    asked: list[Condition] = []
    if wanted.first_day is not None and wanted.last_day is not None:
        asked.append(and_(col(Entry.day) >= wanted.first_day, col(Entry.day) <= wanted.last_day))
    if wanted.head:
        asked.append(col(Entry.head) == wanted.head)
    if wanted.kind is not None:
        asked.append(col(Entry.kind) == wanted.kind)
    if wanted.fund is not None:
        several = and_(col(Entry.fund).is_(None), _touches(wanted.fund))
        asked.append(or_(col(Entry.fund) == wanted.fund, several))
    return asked


def _touches(fund: Fund) -> Condition:
    """One of its lines is in ``fund``: asked of the few entries that move between funds."""
    lines = select(EntryLine.id).join(Account, col(Account.id) == EntryLine.account_id)
    return lines.where(EntryLine.entry_id == Entry.id, Account.fund == fund).exists()


def _of_book(wanted: Wanted, *conditions: Condition) -> Select[Any]:
    return select(Entry.id).where(Entry.book_id == wanted.book_id, *conditions)


def _few(session: Session, wanted: Wanted) -> Select[Any] | None:
    """The entries among which all matches are, where one condition leaves few of them.

    ``None`` where every condition leaves many: then the index in the order of the list is
    walked, and a page is full soon.
    """
    if wanted.words.strip():
        return _search(session, wanted)
    for condition in _conditions(wanted):
        if _counted(session, _of_book(wanted, condition), FEW) <= FEW:
            return _of_book(wanted, condition)
    return None


def _in_order(session: Session, wanted: Wanted, few: Select[Any]) -> list[tuple[int, date, int]]:
    """The matches among ``few``, sorted here: no planner can walk the whole book for it."""
    ids = few.cte("few").prefix_with("MATERIALIZED")
    told = select(col(Entry.id), col(Entry.day), col(Entry.amount_fen))
    asked = told.where(col(Entry.id).in_(select(ids.c.id)), *_conditions(wanted))
    rows: list[tuple[int, date, int]] = [tuple(row) for row in session.execute(asked)]
    by = 2 if wanted.order in BY_SIZE else 1
    return sorted(rows, key=lambda row: (row[by], row[0]), reverse=wanted.order in DOWNWARDS)


def _search(session: Session, wanted: Wanted) -> Select[Any]:
    """Entries by payer, by number on the paper, by their own number, and late ones by purpose."""
    words = wanted.words.strip()
    parties = (
        select(Party.id)
        .where(Party.book_id == wanted.book_id)
        .where(col(Party.shown).contains(words, autoescape=True))
        .limit(PARTIES)
    )
    known = tuple(session.scalars(parties))
    asked = [_of_book(wanted, _begins_with(words)).limit(PAPERS).subquery()]
    if known:
        paid = select(Entry.id).where(col(Entry.party_id).in_(known))  # the index has it all
        newest = paid.order_by(col(Entry.day).desc(), col(Entry.id).desc()).limit(MOST + 1)
        asked.append(newest.subquery())
    if words.isascii() and words.isdigit() and len(words) <= LONGEST_NUMBER:
        asked.append(_of_book(wanted, col(Entry.number) == int(words)).subquery())
    asked.append(_of_book(wanted, _is_late(session, wanted), _says(words)).subquery())
    return select(union(*(select(one.c.id) for one in asked)).subquery().c.id)


def _begins_with(words: str) -> Condition:
    """The number on the paper, as typed or in capitals: a stretch of the index."""
    typed = {words, words.upper()}
    document = col(Entry.document)
    return or_(*(and_(document >= one, document < f"{one}\U0010ffff") for one in sorted(typed)))


def _is_late(session: Session, wanted: Wanted) -> Condition:
    return col(Entry.number) > _of_all(session, wanted) - LATEST


def _of_all(session: Session, wanted: Wanted) -> int:
    """How many entries the whole book holds: it counts them itself."""
    return session.exec(select(Book.entry_count).where(Book.id == wanted.book_id)).first() or 0


def _says(words: str) -> Condition:
    return col(Entry.purpose).contains(words, autoescape=True)


def _counted(session: Session, ids: Select[Any], most: int) -> int:
    """How many there are; ``most`` + 1 where there are more."""
    return session.exec(select(func.count()).select_from(ids.limit(most + 1).subquery())).one()
