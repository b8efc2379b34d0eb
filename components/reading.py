"""Reading without asking twice: service reads, cached until what they read changes.

The key of a cached answer is the reader's name, its arguments and the revision counters
of its areas at a place. Whoever writes moves the counter in the same transaction, so
every replica is right at once, and a ballot here empties no cache there.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from components.run import memo
from db.revision import EVERYWHERE, TOPIC, counters
from db.session import glance
from models.revision import Area

P = ParamSpec("P")
R = TypeVar("R")

_SEEN = "revision "
MOST = 2_000  # answers kept in one process
_kept: OrderedDict[Any, Any] = OrderedDict()
_lock = threading.Lock()


def read(
    areas: tuple[Area, ...],
    path: str,
    reader: Callable[Concatenate[Session, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """What ``reader`` says, kept for as long as none of ``areas`` changes at ``path`` or below.

    A reader takes everything it depends on as an argument: never the clock, the visitor
    or the language. Its answer is shared: treat it as read-only.
    """
    seen = _counters(path or EVERYWHERE)
    version = tuple(seen.get(area, 0) for area in areas)
    return _answer((path, version), reader, *args, **kwargs)


def read_topic(
    areas: tuple[Area, ...],
    topic_id: int,
    reader: Callable[Concatenate[Session, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """What ``reader`` says of one topic, kept until that topic changes, or something that names
    no topic (a meeting, a member), or one of ``areas`` beside the deliberation itself."""
    seen = _counters(EVERYWHERE, topic_id)
    version = tuple(seen.get(area, 0) for area in (TOPIC, Area.AGENDA, *areas))
    return _answer((topic_id, version), reader, *args, **kwargs)


def _answer(
    at: tuple[str | int, tuple[int, ...]],
    reader: Callable[Concatenate[Session, P], R],
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """The kept answer at this version; asked of the database when there is none."""
    name = f"{reader.__module__}.{reader.__qualname__}"
    key = (name, at, args, tuple(sorted(kwargs.items())))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            answer: R = _kept[key]
            return answer
    with glance() as session:
        answer = reader(session, *args, **kwargs)
    with _lock:
        _kept[key] = answer
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer


def _counters(path: str, topic_id: int | None = None) -> dict[str, int]:
    """The revision counters at ``path``, asked once in a run: a page is of one moment."""
    notes = memo()
    name = f"{_SEEN}{path}" if topic_id is None else f"{_SEEN}topic {topic_id}"
    found: dict[str, int] | None = notes.get(name)
    if found is None:
        found = notes[name] = counters(path, topic_id)
        notes.setdefault(_SEEN + path, found)
    return found


def look_again() -> None:
    """After an act in this run: what is read from now on is what is true after it."""
    notes = memo()
    for name in [name for name in notes if name.startswith(_SEEN)]:
        del notes[name]


def forget() -> None:
    """Drop every kept answer (tests change the database under our feet)."""
    with _lock:
        _kept.clear()
