"""Changing many rows at once (批量修改): all of those that were shown, or none."""

from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlmodel import Session

from models.base import now
from models.history import Batch, BatchKind, BatchState
from rules.calendar import day_of
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from rules.table import Wanted
from services.entity import entity_for
from services.entity.standing import Stored, values_of
from services.right import Reach, may_write, reach
from services.row.area import moves
from services.row.changing import must_be_free, nothing, public
from services.row.validation import validated
from services.row.writing import Write, kept, write_rows
from services.table.listing import matching
from services.trail import record
from services.visitor import visitor as afresh

MOST = 10_000  # rows in one batch


def changeable(session: Session, visitor: Visitor, wanted: Wanted, today: date) -> int:
    """How many of the rows that fit may be changed together; one more than ``MOST`` is many.

    Raises:
        Refused: none of them ever.
    """
    entity = entity_for(session, wanted.key)
    may = reach(session, visitor, entity, Action.BULK)
    ids = matching(session, visitor, wanted, today).where(may.rows()).order_by(None)
    return int(
        session.execute(
            select(func.count()).select_from(ids.limit(MOST + 1).subquery())
        ).scalar_one()
    )


def change_many(
    session: Session,
    actor: Visitor,
    wanted: Wanted,
    values: Mapping[str, Any],
    count_shown: int,
) -> Batch:
    """Write ``values`` into every row that fits and is this person's to change.

    Raises:
        Refused: no right; not as many rows as were shown before; a row that cannot take the
            values. Then no row is changed.
    """
    entity = entity_for(session, wanted.key)
    may = may_write(session, actor, entity, Action.BULK)
    fresh = afresh(session, actor.member_id)
    must_be_free(entity, set(values), {n for n in may.names if entity.by_name[n].writable})
    ids = matching(session, fresh, wanted, day_of(now())).where(_all_of(may, values))
    rows = _rows(session, entity, ids.order_by(None).limit(MOST + 1))
    if len(rows) > MOST:
        raise Refused(N_("At most {n} rows can be changed at once. Narrow the list."), n=MOST)
    if len(rows) != count_shown:
        raise Refused(
            N_("{n} rows fit now; {shown} were shown. Look again, then change them."),
            n=len(rows),
            shown=count_shown,
        )
    writes = _writes(session, fresh, may, rows, values)
    if not writes:
        raise Refused(N_("Nothing has changed."))
    batch = _batch(session, fresh, entity, rows, len(writes))
    write_rows(session, fresh, entity, writes, batch.id)
    _must_stay(session, may, values, [int(row["id"]) for row in rows])
    told = {"count": len(writes), "batch": batch.id, **public(entity, values)}
    record(
        session, fresh, "rows.changed", f"batch:{batch.id}", None, moves=moves(entity), after=told
    )
    return batch


def _all_of(may: Reach, values: Mapping[str, Any]) -> ColumnElement[bool]:
    """The rows in which every one of these columns may be written."""
    each = [
        or_(false(), *(may.holds(grant) for grant in may.grants if name in grant.names))
        for name in values
    ]
    return and_(may.rows(), *each)


def _rows(session: Session, entity: Entity, ids: Any) -> list[Stored]:
    table = entity.table
    asked = select(table).where(table.c.id.in_(ids.scalar_subquery())).order_by(table.c.id)
    return [dict(row) for row in session.execute(asked.with_for_update()).mappings()]


def _writes(
    session: Session,
    actor: Visitor,
    may: Reach,
    rows: list[Stored],
    values: Mapping[str, Any],
) -> list[Write]:
    entity = may.entity
    writes = []
    for row in rows:
        before = values_of(entity, row)
        try:
            path = str(row.get("path") or "")
            clean = validated(session, actor, entity, values, may.facts, before, path)
        except Refused as refusal:
            raise Refused(
                N_("Row {n} cannot take this: {why}"), n=row["id"], why=refusal
            ) from refusal
        changed = {name: v for name, v in clean.items() if v != nothing(before.get(name))}
        must_be_free(entity, set(changed), may.names)
        if changed:
            writes.append(Write(row, kept(entity, changed, row)))
    return writes


def _batch(
    session: Session, actor: Visitor, entity: Entity, rows: list[Stored], changed: int
) -> Batch:
    batch = Batch(
        entity=entity.key,
        kind=BatchKind.BULK,
        state=BatchState.DONE,
        path=_around({str(row.get("path") or "/") for row in rows}),
        row_count=len(rows),
        changed_count=changed,
        unchanged_count=len(rows) - changed,
        member_id=actor.member_id or 0,
        finished_at=now(),
    )
    session.add(batch)
    session.flush()
    return batch


def _must_stay(session: Session, may: Reach, values: Mapping[str, Any], ids: list[int]) -> None:
    """Refuse what would put rows out of this person's reach."""
    own = may.entity.table.c.id
    asked = select(func.count()).select_from(may.entity.table)
    asked = asked.where(own.in_(ids), _all_of(may, values))
    if int(session.execute(asked).scalar_one()) != len(ids):
        raise Refused(N_("After this some rows would no longer be yours to change."))


def _around(paths: set[str]) -> str:
    """The path of the nearest place that all of them lie in."""
    parts = zip(*(path.strip("/").split("/") for path in paths))
    common = [each[0] for each in takewhile(lambda each: len(set(each)) == 1, parts)]
    return f"/{'/'.join(common)}/" if any(common) else "/"
