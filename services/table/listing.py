"""The rows of any table, as this visitor may see them (列表): first the ids, then what they say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, select
from sqlmodel import Session

from db.search import Hits, look
from rules.condition import ALWAYS
from rules.entity import Column, Kind
from rules.permission import Visitor
from rules.refusal import Refused
from rules.table import Wanted
from rules.table.wanted import HOUSE
from services.entity import entity_for, within
from services.right import Reach, reach, secured, sees_all
from services.table import paging
from services.table.paging import ROWS, Fit
from services.table.step import STEP, step_names

TARGETS = {Kind.PERSON: "member", Kind.PLACE: "place"}


@dataclass(frozen=True)
class Labels:
    """What the rows that others point to are called (关联名称). ``titles`` are the columns that
    name them, ``names`` their values, both by table."""

    titles: Mapping[str, Column] = field(default_factory=dict)
    names: Mapping[str, Mapping[int, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """Some rows with some columns (一页). What may not be seen is masked, or not here."""

    columns: tuple[Column, ...]
    ids: tuple[int, ...]
    rows: tuple[tuple[Any, ...], ...]
    titles: tuple[Any, ...]
    labels: Labels


def count(session: Session, visitor: Visitor, wanted: Wanted, today: date) -> tuple[int, bool]:
    """How many rows fit, up to a limit, and whether there are more.

    Raises:
        Refused: there is no such table, or none of it may be read.
    """
    return paging.counted(session, fitting(session, visitor, wanted, today))


def page(
    session: Session,
    visitor: Visitor,
    wanted: Wanted,
    number: int,
    today: date,
    total: tuple[int, bool] | None = None,
) -> Page:
    """The rows on page ``number``, the first is 1. Whoever knows what ``count`` said, tells it."""
    fit = fitting(session, visitor, wanted, today)
    ids = paging.picked(session, fit, number, ROWS, total)
    return rows(session, visitor, wanted.key, wanted.columns, ids)


def opened_at(
    session: Session, visitor: Visitor, wanted: Wanted, number: int, today: date
) -> tuple[tuple[int, bool], Page]:
    """What ``count`` and ``page`` say, asked together: rights and words are looked up once."""
    fit = fitting(session, visitor, wanted, today)
    total = paging.counted(session, fit)
    there = (number - 1) * ROWS < total[0]
    ids = paging.picked(session, fit, number, ROWS, total) if there else ()
    return total, rows(session, visitor, wanted.key, wanted.columns, ids)


def fitting(session: Session, visitor: Visitor, wanted: Wanted, today: date) -> Fit:
    """Which rows fit and in which order, as a page of them is picked most quickly.

    What is shown of them is asked once more through the rights; see ``rows``.
    """
    entity = entity_for(session, wanted.key)
    seen = reach(session, visitor, entity)
    where = [] if sees_all(session, seen) else [seen.rows()]
    if wanted.condition != ALWAYS:
        where.append(seen.where(wanted.condition))
    if wanted.path != HOUSE:
        where.append(within(entity, wanted.path))
    own: Any = entity.table.c.id
    name, last_first = wanted.order.removeprefix("-"), wanted.order.startswith("-")
    return Fit(
        own,
        and_(*where) if where else None,
        own if name == "id" else seen.column(name),
        last_first,
        walks=name == "id" or (seen.plain(name) and entity.by_name[name].indexed),
        hits=_hits(session, seen, wanted.words) if wanted.words else None,
    )


def _hits(session: Session, seen: Reach, words: str) -> Hits:
    columns = {name: seen.column(name) for name in seen.entity.search if name in seen.names}
    return look(session, seen.entity.key, seen.entity.table.c.id, columns, words)


def matching(session: Session, visitor: Visitor, wanted: Wanted, today: date) -> Select[Any]:
    """The ids of all rows that fit, in their order: what counts, lists, exports and changes.

    ``today`` is what the facts of a condition say; kept answers are told apart by it.
    """
    entity = entity_for(session, wanted.key)
    seen = reach(session, visitor, entity)
    own: Any = entity.table.c.id
    ids = select(own).where(seen.rows())
    if wanted.condition != ALWAYS:
        ids = ids.where(seen.where(wanted.condition))
    if wanted.path != HOUSE:
        ids = ids.where(within(entity, wanted.path))
    if wanted.words:
        ids = ids.where(_hits(session, seen, wanted.words).where)
    name, last_first = wanted.order.removeprefix("-"), wanted.order.startswith("-")
    by = [own] if name == "id" else [seen.column(name), own]  # rows alike keep one order
    return ids.order_by(*(one.desc() if last_first else one.asc() for one in by))


def rows(
    session: Session,
    visitor: Visitor,
    key: str,
    names: Iterable[str],
    ids: tuple[int, ...],
    full: bool = False,
) -> Page:
    """These rows, in the order of ``ids``; a row that may not be read is not among them.

    Names of people are masked, unless they are asked for in ``full`` by who may: then the reading
    is to be noted.
    """
    entity = entity_for(session, key)
    seen = reach(session, visitor, entity, full=full)
    columns = tuple(entity.by_name[name] for name in names if name in seen.names)
    title = entity.by_name.get(entity.title)
    titled = title is not None and title.name in seen.names
    every = (*columns, title) if titled and title is not None else columns
    wanted = dict.fromkeys(column.name for column in every)
    found: dict[int, Any] = {}
    if ids:
        chosen = secured(seen, "id", *wanted).where(entity.table.c.id.in_(ids))
        found = {row["id"]: row for row in session.execute(chosen).mappings()}
    kept = tuple(one for one in ids if one in found)
    at_step = step_names(session, entity, kept) if STEP in wanted else {}
    told = tuple(
        tuple(
            at_step.get(one, found[one][STEP]) if column.name == STEP else found[one][column.name]
            for column in every
        )
        for one in kept
    )
    return Page(
        columns,
        kept,
        tuple(row[: len(columns)] for row in told),
        tuple(row[-1] if titled else one for one, row in zip(kept, told)),
        labels(session, visitor, every, told),
    )


def labels(
    session: Session,
    visitor: Visitor,
    columns: Iterable[Column],
    told: Iterable[tuple[Any, ...]],
) -> Labels:
    """What the rows are called that ``told`` points to: one question a table, and only those
    that this visitor may read."""
    wanted: dict[str, set[int]] = {}
    lines = list(told)
    for at, column in enumerate(columns):
        if column.is_reference:
            ids = {line[at] for line in lines if isinstance(line[at], int)}
            wanted.setdefault(target_of(column), set()).update(ids)
    names: dict[str, Mapping[int, Any]] = {}
    titles: dict[str, Column] = {}
    for key, ids in wanted.items():
        named = titled(session, visitor, key, tuple(sorted(ids)))
        if named is not None:
            titles[key], names[key] = named
    return Labels(titles, names)


def titled(
    session: Session, visitor: Visitor, key: str, ids: tuple[int, ...]
) -> tuple[Column, dict[int, Any]] | None:
    """The column that names the rows of a table, and the names of ``ids``; ``None`` where the
    visitor may not read them, or they have no names."""
    if not key or not ids:
        return None
    try:
        entity = entity_for(session, key)
        seen = reach(session, visitor, entity)
    except Refused:
        return None
    title = entity.by_name.get(entity.title)
    if title is None or title.name == "id" or title.name not in seen.names:
        return None
    chosen = secured(seen, "id", title.name).where(entity.table.c.id.in_(ids))
    return title, {row["id"]: row[title.name] for row in session.execute(chosen).mappings()}


def target_of(column: Column) -> str:
    """The table that a reference points to."""
    return column.target or TARGETS.get(column.kind, "")
