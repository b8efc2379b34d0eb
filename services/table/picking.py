"""Finding the row that another shall point to (选取记录): by words, within what may be read."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from rules.entity import Column
from rules.permission import Visitor
from rules.refusal import Refused
from services.entity import entity_for
from services.right import reach, secured

MOST = 50  # options that are offered at once


@dataclass(frozen=True)
class Picked:
    """One row that may be picked (候选记录). ``title`` is the column that names it."""

    id: int
    name: Any
    title: Column | None


def rows(
    session: Session, here: Visitor, key: str, words: str, ids: tuple[int, ...] = ()
) -> tuple[Picked, ...]:
    """Rows of a table by ``words``, at most ``MOST``; with ``ids``, those and no others."""
    try:
        entity = entity_for(session, key)
        seen = reach(session, here, entity)
    except Refused:
        return ()
    title = entity.by_name.get(entity.title)
    named = title is not None and title.name != "id" and title.name in seen.names
    asked = secured(seen, "id", *([entity.title] if named else []))
    own = entity.table.c.id
    if ids:
        asked = asked.where(own.in_(ids))
    elif words:
        asked = asked.where(seen.says(words))
    found = session.execute(asked.order_by(own.desc()).limit(MOST)).mappings()
    return tuple(
        Picked(row["id"], row[entity.title] if named else None, title if named else None)
        for row in found
    )
