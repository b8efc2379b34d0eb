"""What a warning names: entries, and the facts that made them stand out (预警线索)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.ledger import Book, Entry, EntryKind, Party
from rules.warning import Group, Money, WarningKind

MOST = 200  # of each kind; the total says how many there are
MOST_ENTRIES = 12  # that one finding names


@dataclass(frozen=True)
class EntryRef:
    """An entry as a warning names it (相关凭证)."""

    id: int
    number: int
    day: date
    kind: EntryKind
    fen: int
    party: str
    purpose: str


@dataclass(frozen=True)
class Raw:
    """A finding before its entries are looked up (待查线索)."""

    entry_ids: tuple[int, ...]
    fen: int
    facts: Mapping[str, Any] = field(default_factory=dict)
    contract_id: int | None = None


@dataclass(frozen=True)
class Raws:
    """What one rule found: how many, and at least the largest of them (线索汇总)."""

    total: int
    rows: Sequence[Raw]


@dataclass(frozen=True)
class Finding:
    """One thing to look at (线索)."""

    kind: WarningKind
    entries: tuple[EntryRef, ...]
    entry_count: int
    fen: int
    facts: Mapping[str, Any]
    contract_id: int | None = None


@dataclass(frozen=True)
class Found:
    """All that one rule found: how many, and the largest of them (一类线索)."""

    total: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Scope:
    """Where and when somebody looks (范围)."""

    book: Book
    year: int
    today: date

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """Its last."""
        return date(self.year, 12, 31)


def stands() -> sa.ColumnElement[bool]:
    """Whether an entry still holds: nothing in the books takes it back."""
    later = aliased(Entry)
    return ~sa.exists().where(col(later.reverses_id) == col(Entry.id))


def within(scope: Scope, kind: EntryKind | None = None) -> list[sa.ColumnElement[bool]]:
    """The entries of the book in the year, of one kind where it is given."""
    found = [
        col(Entry.book_id) == scope.book.id,
        col(Entry.day) >= scope.first,
        col(Entry.day) <= scope.last,
    ]
    return found if kind is None else [*found, col(Entry.kind) == kind]


def money(session: Session, wanted: Iterable[sa.ColumnElement[bool]]) -> list[Money]:
    """The entries that fit, as the rules look at them: plain tuples, no objects of the ORM."""
    rows = sa.select(
        col(Entry.party_id),
        col(Entry.day),
        col(Entry.id),
        col(Entry.amount_fen),
        col(Entry.document),
    ).where(col(Entry.party_id).is_not(None), *wanted)
    return [Money(*row) for row in session.execute(rows)]


def all_of(rows: Sequence[Raw]) -> Raws:
    """Findings that were all looked at."""
    return Raws(len(rows), rows)


def raw_groups(groups: Sequence[Group]) -> Raws:
    """Findings of several payments to one party."""
    return all_of([Raw(tuple(m.id for m in group), sum(m.fen for m in group)) for group in groups])


def largest(session: Session, *clauses: sa.ColumnElement[bool]) -> Raws:
    """Findings of one entry each: the largest of those that fit, and how many fit in all."""
    fitting = (
        sa.select(col(Entry.id), col(Entry.amount_fen), sa.func.count().over())
        .where(*clauses)
        .order_by(col(Entry.amount_fen).desc(), col(Entry.id))
        .limit(MOST)
    )
    rows = session.execute(fitting).all()
    return Raws(rows[0][2] if rows else 0, [Raw((i or 0,), fen) for i, fen, _total in rows])


def found(session: Session, kind: WarningKind, raws: Raws) -> Found:
    """The largest findings with their entries looked up in one question."""
    kept = sorted(raws.rows, key=lambda raw: (-raw.fen, raw.entry_ids))[:MOST]
    ids = {i for raw in kept for i in raw.entry_ids[:MOST_ENTRIES]}
    refs = entries(session, ids)
    told = tuple(
        Finding(
            kind,
            tuple(refs[i] for i in raw.entry_ids[:MOST_ENTRIES] if i in refs),
            len(raw.entry_ids),
            raw.fen,
            raw.facts,
            raw.contract_id,
        )
        for raw in kept
    )
    return Found(raws.total, told)


def entries(session: Session, ids: Collection[int]) -> dict[int, EntryRef]:
    """The entries with these ids."""
    rows = (
        sa.select(
            col(Entry.id),
            col(Entry.number),
            col(Entry.day),
            col(Entry.kind),
            col(Entry.amount_fen),
            sa.func.coalesce(col(Party.shown), ""),
            col(Entry.purpose),
        )
        .outerjoin(Party, col(Party.id) == col(Entry.party_id))
        .where(col(Entry.id).in_(ids))
    )
    return {row[0]: EntryRef(*row) for row in session.execute(rows)}
