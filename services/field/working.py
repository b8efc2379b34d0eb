"""Formulas, worked out with every row that is written (公式计算).

One place works them out, in Python, exactly (``rules.formula``), and stores what they give beside
the values that were typed in. A database would have to do the same sum with other numbers, and
could not index it; this way a list, a filter, a file and a figure see one value. The price: a
formula that is new, or that looks at the day, is worked out again for all its rows.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import event, select, update
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session

from models.base import Extended, now
from models.definition import DefinitionKind
from models.form import FormAnswer
from rules.calendar import day_of
from rules.entity import Entity
from rules.formula import Worker, worker
from rules.refusal import Refused
from services.definition import bodies
from services.entity import entities, entity_for, within
from services.entity.catalogue import FORM
from services.metric.around import Sums

CHUNK = 1_000  # rows that are read and written at once
HOUSE = "/"
_followed: dict[str, date] = {}  # which day the formulas of a database know


@event.listens_for(Session, "before_flush")
def _follow(session: Session, _context: UOWTransaction, _given: Any) -> None:
    """Rows that were made or changed one by one."""
    for row in (*session.new, *session.dirty):
        if isinstance(row, Extended) and (found := _worker_for(session, row)) is not None:
            _set(row, *found)


def _worker_for(session: Session, row: Extended) -> tuple[Entity, Worker] | None:
    key = f"form:{row.form_key}" if isinstance(row, FormAnswer) else str(row.__tablename__)
    try:
        of = entity_for(session, key, getattr(row, "path", None) or HOUSE)
    except Refused:  # a table that says nothing of itself, a form that is not there yet
        return None
    made = worker(of)
    return (of, made) if made.formulas else None


def _set(row: Extended, of: Entity, made: Worker) -> None:
    extra = row.extra or {}
    known = {c.name: extra.get(c.name) if c.extra else getattr(row, c.name) for c in of.columns}
    found = made(known, day_of(now()))
    if any(extra.get(name) != value for name, value in found.items()):
        row.extra = _joined(extra, found)


def recompute(session: Session, key: str, path: str = HOUSE) -> int:
    """Work the formulas of one table out for every row at ``path`` and below; how many changed.

    The sums of metrics move with them. The rows are held: nobody's change is written over.
    """
    today, changed, made = day_of(now()), 0, {}
    of = entity_for(session, key, path)
    has_path = not of.scope.whole and not of.scope.steps
    if not worker(of).formulas:
        return 0
    sums = Sums(session, of)
    for rows in _chunks(session, of, path):
        written = []
        for row in rows:
            at = row["path"] if has_path else path
            if at not in made:
                made[at] = worker(entity_for(session, key, at))
            if (told := _worked(row, of, made[at], today)) is not None:
                written.append(told)
        if written:
            with sums.around([one["id"] for one in written]):
                session.execute(update(of.model), written)
            changed += len(written)
    return changed


def _worked(row: Any, of: Entity, made: Worker, today: date) -> dict[str, Any] | None:
    """What is to be written into the row; ``None`` where all is as it was."""
    extra = row["extra"] or {}
    known = {c.name: extra.get(c.name) if c.extra else row[c.name] for c in of.columns}
    found = made(known, today)
    if all(extra.get(name) == value for name, value in found.items()):
        return None
    return {"id": row["id"], "extra": _joined(extra, found)}


def _joined(extra: dict[str, Any], found: dict[str, Any]) -> dict[str, Any] | None:
    """What a row holds beside its columns, without what is empty."""
    return {name: value for name, value in {**extra, **found}.items() if value is not None} or None


def _chunks(session: Session, of: Entity, path: str) -> Iterator[list[Any]]:
    """The rows of a table in pieces, by their ids: nothing of a piece is kept for the next."""
    table, last = of.table, 0
    own = [column.name for column in of.columns if not column.extra]
    names = dict.fromkeys(["id", "extra", *own, *(["path"] if "path" in table.c else [])])
    asked = select(*(table.c[name] for name in names)).where(within(of, path))
    asked = asked.where(*(table.c[name] == value for name, value in of.only))
    while True:
        piece = asked.where(table.c.id > last).order_by(table.c.id).limit(CHUNK)
        piece = piece.with_for_update()
        rows = list(session.execute(piece).mappings())
        if not rows:
            return
        yield rows
        last = rows[-1]["id"]


def follow_the_day(session: Session) -> int:
    """Formulas that look at the day, worked out anew when another has begun; how many changed.

    A chore of every minute, which has something to do once a day.
    """
    today, changed = day_of(now()), 0
    at = str(session.get_bind().engine.url)
    if _followed.get(at) == today:
        return 0
    forms = [FORM + one.key for one in bodies(session, DefinitionKind.FORM)]
    tables = [key for key, of in entities().items() if of.can_extend]
    for key in (*tables, *forms):
        if worker(entity_for(session, key)).looks_at_today:
            changed += recompute(session, key)
    _followed[at] = today
    return changed
