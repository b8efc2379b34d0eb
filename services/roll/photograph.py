"""How the roll of a compound stood before and after an act, row by row (名册快照).

The difference of two photographs is what it takes to undo the act: the rows that went or
changed, sealed columns still sealed, and a digest of every row that came or changed, which
tells later whether anybody has touched it since.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Text, column, select, table
from sqlmodel import Session, col

from db.revision import path_end
from models.base import Record
from models.place import Place, PlaceKind
from models.roll import Owner, Ownership, Unit
from models.secret import Sealed

TABLES: dict[str, type[Record]] = {
    str(model.__tablename__): model for model in (Ownership, Unit, Owner, Place)
}
ORDER = tuple(TABLES)  # each stands on those after it
_COUNTED = {"households"}  # counted anew after every act, so it is no part of a row's story

Row = tuple[Any, ...]
Photograph = dict[str, dict[int, Row]]


def bare(name: str) -> Any:
    """A table of the roll with its sealed columns as the text that is stored."""
    columns = _columns(name)
    return table(
        name,
        *(column(c.name, Text() if isinstance(c.type, Sealed) else c.type) for c in columns),
    )


def _columns(name: str) -> Any:
    return TABLES[name].__table__.columns  # type: ignore[attr-defined]


def names(table_name: str) -> list[str]:
    """The columns that make up a row's story, ``id`` first."""
    return ["id", *(c.name for c in _columns(table_name) if c.name not in _COUNTED | {"id"})]


def photograph(session: Session, compound: Place) -> Photograph:
    """Every row of the compound's roll, as it stands."""
    assert compound.id is not None
    shots: Photograph = {}
    for name in TABLES:
        here = bare(name)
        wanted = select(*(here.c[column] for column in names(name)))
        rows = session.execute(wanted.where(_belongs(here, compound)))
        shots[name] = {row[0]: tuple(row) for row in rows}
    return shots


def _belongs(here: Any, compound: Place) -> Any:
    if here.name == Place.__tablename__:
        below = (here.c.path > compound.path) & (here.c.path < path_end(compound.path))
        return below & here.c.kind.in_([PlaceKind.BUILDING, PlaceKind.UNIT])
    if here.name == Ownership.__tablename__:
        units = select(col(Unit.id)).where(col(Unit.compound_id) == compound.id)
        return here.c.unit_id.in_(units)
    return here.c.compound_id == compound.id


def digest(row: Row) -> str:
    """A short fingerprint of a row."""
    plain = repr([value.value if isinstance(value, Enum) else value for value in row])
    return hashlib.blake2b(plain.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True)
class Difference:
    """What happened to one table between two photographs (差异)."""

    added: dict[int, str]  # id → digest
    changed: dict[int, tuple[str, list[Any]]]  # id → digest now, row before
    removed: dict[int, list[Any]]  # id → row before


def difference(before: Mapping[int, Row], after: Mapping[int, Row]) -> dict[str, Any]:
    """What happened from ``before`` to ``after``, as JSON."""
    return {
        "added": [[key, digest(row)] for key, row in after.items() if key not in before],
        "changed": [
            [key, digest(after[key]), _plain(row)]
            for key, row in before.items()
            if key in after and after[key] != row
        ],
        "removed": [[key, _plain(row)] for key, row in before.items() if key not in after],
    }


def story(before: Photograph, after: Photograph) -> dict[str, Any]:
    """The differences of all tables, with the columns that their rows are made of."""
    told: dict[str, Any] = {}
    for name in TABLES:
        told[name] = difference(before[name], after[name]) | {"columns": names(name)}
    return told


def nothing() -> dict[str, Any]:
    """The story of an act that changed no row."""
    empty: dict[str, Any] = {"added": [], "changed": [], "removed": []}
    return {name: empty | {"columns": names(name)} for name in TABLES} | {"households": {}}


def read_difference(told: Mapping[str, Any]) -> Difference:
    """The difference that ``difference`` wrote."""
    return Difference(
        added=dict(told["added"]),
        changed={key: (mark, row) for key, mark, row in told["changed"]},
        removed=dict(told["removed"]),
    )


def _plain(row: Row) -> list[Any]:
    return [_json(value) for value in row]


def _json(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return {"at": value.isoformat()} if isinstance(value, datetime) else value


def revived(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """A kept row as values to write."""
    values = (datetime.fromisoformat(v["at"]) if isinstance(v, dict) else v for v in row)
    return dict(zip(columns, values))
