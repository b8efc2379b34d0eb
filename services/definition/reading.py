"""Reading what holds now (现行定义), asked of the database once per change of any definition.

Definitions are few, and every page asks for several kinds of them: so a process keeps the current
ones, under the number of the counter ``Area.DEFINITION``. A transaction asks for that number once;
one that wrote definitions itself reads past what is kept, and keeps nothing of what it sees, for
it may still be rolled back.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
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
_SUPPOSED = "definitions supposed"  # kind → key → what would hold
_REVISION = "definitions at"  # the counter as a session saw it first
_MOST = 100  # lists kept in one process


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


Supposed = Defined | None
_Kept = tuple[Defined, ...]
_kept: OrderedDict[tuple[DefinitionKind, str, int], _Kept] = OrderedDict()
_lock = threading.Lock()


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


@contextmanager
def supposing(
    session: Session, supposed: Iterable[tuple[DefinitionKind, str, Supposed]]
) -> Iterator[None]:
    """Inside, ``session`` reads definitions as if these held already (试算); nothing is written.

    What a change set would do is checked, and shown, this way. ``None``: it would be taken away.
    """
    before = session.info.get(_SUPPOSED)
    mine: dict[DefinitionKind, dict[str, Supposed]] = {
        kind: dict(kept) for kind, kept in (before or {}).items()
    }
    for kind, key, held in supposed:
        mine.setdefault(kind, {})[key] = held
    session.info[_SUPPOSED] = mine
    try:
        yield
    finally:
        session.info[_SUPPOSED] = before


def state(session: Session) -> tuple[str, int] | None:
    """Under what to keep what is drawn from definitions (缓存键): the database, and its counter.

    ``None``: keep nothing. The session sees what others do not: its own writes, or a supposition.
    """
    if session.info.get(OWN) or session.info.get(_SUPPOSED):
        return None
    return _revision(session)


def look_again(session: Session) -> None:
    """Let the transaction see what others have published since it first asked."""
    session.info.pop(_REVISION, None)


def forget() -> None:
    """Drop what is kept (tests change the database under our feet)."""
    with _lock:
        _kept.clear()


def _current(session: Session, kind: DefinitionKind) -> _Kept:
    if supposed := (session.info.get(_SUPPOSED) or {}).get(kind):
        found = {defined.key: defined for defined in _settled(session, kind)} | supposed
        return _sorted(found)
    return _settled(session, kind)


def _settled(session: Session, kind: DefinitionKind) -> _Kept:
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


_COUNTED = select(func.sum(Revision.number)).where(Revision.area == Area.DEFINITION)


def _revision(session: Session) -> tuple[str, int]:
    """Which database, and how often its definitions changed, as this transaction sees it.

    Asked before what it counts: what is kept is at most newer than its number, never older.
    """
    known: tuple[str, int] | None = session.info.get(_REVISION)
    if known is None:
        number = int(session.exec(_COUNTED).one() or 0)
        known = session.info[_REVISION] = (str(session.get_bind().engine.url), number)
    return known


def _asked(session: Session, kind: DefinitionKind) -> _Kept:
    newest = select(func.max(Definition.id)).where(Definition.kind == kind)
    rows = session.exec(
        select(Definition).where(
            col(Definition.id).in_(newest.group_by(col(Definition.key)).scalar_subquery())
        )
    )
    found: dict[str, Supposed] = dict(shipped(kind))
    for row in rows:
        found[row.key] = None if row.body is None else _defined(row, row.body)
    return _sorted(found)


def _sorted(found: Mapping[str, Supposed]) -> _Kept:
    return tuple(held for _key, held in sorted(found.items()) if held is not None)


def _defined(row: Definition, body: Mapping[str, Any]) -> Defined:
    return Defined(row.kind, row.key, row.place_id, row.path, row.number, body, row.sha256)
