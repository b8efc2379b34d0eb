"""Reading what holds now (现行定义), asked of the database once per change of any definition.

Definitions are few, and every page asks for several kinds of them: so a process keeps the current
ones, under the number of the counter ``Area.DEFINITION``. A transaction asks for that number once;
one that wrote definitions itself reads past what is kept, and keeps nothing of what it sees, for
it may still be rolled back.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.definition import Definition, DefinitionKind
from models.revision import Area, Revision
from rules.notice import text_hash

FOLDER = Path(__file__).parent / "shipped"
OWN = "definitions written"  # what a session notes when it wrote one
_REVISION = "definitions at"  # the counter as a session saw it first
_MOST = 100  # lists kept in one process

_Kept = tuple["Defined", ...]
_kept: OrderedDict[tuple[DefinitionKind, str, int], _Kept] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class Defined:
    """What holds now under one key (现行定义). It is shared: treat ``body`` as read-only."""

    kind: DefinitionKind
    key: str
    place_id: int | None  # None: the whole house
    path: str
    number: int  # 0: as it ships
    body: Mapping[str, Any]
    sha256: str


def bodies(session: Session, kind: DefinitionKind, path: str | None = None) -> _Kept:
    """What holds now of a kind, by key; with ``path``: what holds at that place (现行定义)."""
    found = _current(session, kind)
    if path is None:
        return found
    return tuple(defined for defined in found if path.startswith(defined.path))


def one(session: Session, kind: DefinitionKind, key: str) -> Defined | None:
    """What holds now under ``key``; ``None`` where there is nothing, or nothing any more."""
    return next((defined for defined in _current(session, kind) if defined.key == key), None)


def versions(session: Session, kind: DefinitionKind, key: str) -> list[Definition]:
    """Every version under one key, newest first; what ships is not among them (历次版本)."""
    asked = select(Definition).where(Definition.kind == kind, Definition.key == key)
    return list(session.exec(asked.order_by(col(Definition.number).desc())))


@cache
def shipped(kind: DefinitionKind) -> Mapping[str, Defined]:
    """What ships of a kind, by key: ``shipped/<kind>/<key>.json`` (内置定义)."""
    found = {}
    for file in sorted((FOLDER / kind.value).glob("*.json")):
        body = json.loads(file.read_text("utf-8"))
        found[file.stem] = Defined(kind, file.stem, None, "/", 0, body, text_hash(body))
    return found


def forget() -> None:
    """Drop what is kept (tests change the database under our feet)."""
    with _lock:
        _kept.clear()


def _current(session: Session, kind: DefinitionKind) -> _Kept:
    if session.info.get(OWN):
        return _asked(session, kind)
    at = (kind, *_revision(session))
    with _lock:
        found = _kept.get(at)
    if found is None:
        found = _asked(session, kind)
        with _lock:
            _kept[at] = found
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
    return found


def _revision(session: Session) -> tuple[str, int]:
    """Which database, and how often its definitions changed, as this transaction sees it.

    Asked before what it counts: what is kept is at most newer than its number, never older.
    """
    known: tuple[str, int] | None = session.info.get(_REVISION)
    if known is None:
        counted = select(func.sum(Revision.number)).where(Revision.area == Area.DEFINITION)
        number = int(session.exec(counted).one() or 0)
        known = session.info[_REVISION] = (str(session.get_bind().engine.url), number)
    return known


def _asked(session: Session, kind: DefinitionKind) -> _Kept:
    newest = select(func.max(Definition.id)).where(Definition.kind == kind)
    rows = session.exec(
        select(Definition).where(
            col(Definition.id).in_(newest.group_by(col(Definition.key)).scalar_subquery())
        )
    )
    found: dict[str, Defined | None] = dict(shipped(kind))
    for row in rows:
        found[row.key] = None if row.body is None else _defined(row, row.body)
    return tuple(found[key] for key in sorted(found) if found[key] is not None)  # type: ignore[misc]


def _defined(row: Definition, body: Mapping[str, Any]) -> Defined:
    return Defined(row.kind, row.key, row.place_id, row.path, row.number, body, row.sha256)
