"""Which entries a list shows: their ids first, and never more work than a page is worth (凭证列表).

A book may hold a million entries. So: what matches is looked for by an index; where a filter
leaves only a few, those few are found first and sorted; a page deep in a list is counted from
the nearer end; and nobody counts beyond ``MOST`` matches.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, union
from sqlmodel import Session, and_, col, func, or_, select

from models.ledger import Account, AccountKind, Book, Entry, EntryKind, EntryLine, Fund, Party

ROWS = 50  # on a page
MOST = 10_000  # matches that are counted
FEW = 2_000  # matches that are rather sorted than walked past
PARTIES, PAPERS = 100, 1_000  # names and numbers that one search may mean
LATEST = 20_000  # entries whose purposes are searched: several years of a large compound
LONGEST_NUMBER = 9


class Order(StrEnum):
    """How the list is sorted (排序)."""

    NEWEST = "newest"  # 日期从近到远
    OLDEST = "oldest"  # 日期从远到近
    LARGEST = "largest"  # 金额从大到小
    SMALLEST = "smallest"  # 金额从小到大


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
    """One page of the list: which entries, and how many there are in all (命中)."""

    ids: tuple[int, ...]
    total: int
    more: bool  # there are more than were counted


Condition = ColumnElement[bool]


def found(session: Session, wanted: Wanted, page: int) -> Found:
    """The page numbered from 1; one beyond the last is empty."""
    rows = _few(session, wanted)
    total = _total(session, wanted, rows)
    shown = total if not wanted.narrowed else min(total, MOST)
    begin = ROWS * (max(1, page) - 1)
    ids = _slice(session, wanted, rows, begin, max(0, min(ROWS, shown - begin)), shown)
    return Found(ids, shown, total > shown)


def sums(session: Session, wanted: Wanted) -> tuple[int, int] | None:
    """What all that matches brought in and cost; ``None`` where it is too much to add up."""
    rows = _few(session, wanted, and_few=True)
    if rows is None:
        return None
    kind, fund = col(Account.kind), col(Account.fund)
    asked = (
        select(kind, func.sum(EntryLine.amount_fen))
        .join(EntryLine, col(EntryLine.account_id) == Account.id)
        .where(col(EntryLine.entry_id).in_(select(rows.c.id)))
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


def _few(session: Session, wanted: Wanted, and_few: bool = False) -> CTE | None:
    """The matching entries as a list of their own, where one condition leaves few of them.

    ``None`` where every condition leaves many: then the index in the order of the list is
    walked, and a page is full soon. With ``and_few`` also where all of them together leave few.
    """
    conditions = _conditions(wanted)
    if wanted.words.strip():
        return _rows(wanted, conditions, _search(session, wanted))
    if not conditions:
        return None
    for condition in conditions:
        if _counted(session, _of_book(wanted, condition), FEW) <= FEW:
            return _rows(wanted, conditions, _of_book(wanted, condition))
    if and_few and _counted(session, _of_book(wanted, *conditions), FEW) <= FEW:
        return _rows(wanted, [], _of_book(wanted, *conditions))
    return None


def _rows(wanted: Wanted, conditions: list[Condition], ids: Select[Any]) -> CTE:
    """Each step is worked out before the next, so that no planner walks the whole book."""
    few = ids.cte("few").prefix_with("MATERIALIZED")
    told = select(col(Entry.id), col(Entry.day), col(Entry.amount_fen))
    among = told.where(col(Entry.id).in_(select(few.c.id)), *conditions)
    made: CTE = among.cte("matching").prefix_with("MATERIALIZED")
    return made


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
        paid = _of_book(wanted, col(Entry.party_id).in_(known))
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


def _total(session: Session, wanted: Wanted, rows: CTE | None) -> int:
    if rows is not None:
        return session.exec(select(func.count()).select_from(rows)).one()
    if not wanted.narrowed:
        return _of_all(session, wanted)
    return _counted(session, _of_book(wanted, *_conditions(wanted)), MOST)


def _slice(
    session: Session, wanted: Wanted, rows: CTE | None, begin: int, count: int, shown: int
) -> tuple[int, ...]:
    """``count`` ids from ``begin`` on; in a long list counted from the nearer end."""
    if not count:
        return ()
    source: Any = Entry if rows is None else rows.c
    by = source.amount_fen if wanted.order in (Order.LARGEST, Order.SMALLEST) else source.day
    down = wanted.order in (Order.NEWEST, Order.LARGEST)
    turned = not wanted.narrowed and begin > shown // 2
    asked: Any = select(source.id)
    if rows is None:
        asked = _of_book(wanted, *_conditions(wanted))
    keys = (col(by), col(source.id))
    asked = asked.order_by(*(key.desc() if down != turned else key for key in keys))
    skipped = shown - begin - count if turned else begin
    ids = session.exec(asked.limit(count).offset(skipped)).all()
    return tuple(reversed(ids)) if turned else tuple(ids)
