"""A row as it stands in the database, whatever anybody may see of it (现行记录)."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Date, select
from sqlmodel import Session, col
from sqlmodel import select as find

from models.base import UtcDateTime
from models.place import Place
from rules.entity import Entity
from rules.notice import text_hash
from rules.refusal import N_, Refused
from services.entity.scope import path_of

Stored = dict[str, Any]  # the columns of the table by name, ``extra`` among them
NO_ROW = N_("There is no such row, or it is not yours to read.")


def stored(session: Session, entity: Entity, row_id: int, lock: bool = False) -> Stored:
    """The row with every column of its table.

    Raises:
        Refused: there is none.
    """
    asked = select(entity.table).where(entity.table.c.id == row_id)
    asked = asked.where(*[entity.table.c[name] == value for name, value in entity.only])
    found = session.execute(asked.with_for_update() if lock else asked).mappings().first()
    if found is None:
        raise Refused(NO_ROW)
    return dict(found)


def values_of(entity: Entity, row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row says in the columns that are described, wherever they live."""
    extra = row.get("extra") or {}
    return {
        one.name: extra.get(one.name) if one.extra else row.get(one.name) for one in entity.columns
    }


def place_of(session: Session, entity: Entity, row_id: int) -> Place | None:
    """The place that a row belongs to; none where it belongs to the whole house."""
    asked = select(path_of(entity)).select_from(entity.table).where(entity.table.c.id == row_id)
    path = session.execute(asked).scalar()
    return session.exec(find(Place).where(col(Place.path) == path)).first()


def plain(value: Any) -> Any:
    """A value as JSON holds it; ``typed`` reads it again."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def typed(entity: Entity, name: str, value: Any) -> Any:
    """A value of JSON as the column of the table holds it."""
    if not isinstance(value, str):
        return value
    kind = entity.table.c[name].type
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value


def mark_of(row: Mapping[str, Any]) -> str:
    """What tells this state of a row from any other: a hash of all that is stored."""
    return text_hash({name: _hashed(value) for name, value in row.items()})


def _hashed(value: Any) -> Any:
    value = plain(value)
    if isinstance(value, Mapping):  # custom fields: a formula may give decimals
        return {name: _hashed(one) for name, one in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    return repr(value) if isinstance(value, float) else value
