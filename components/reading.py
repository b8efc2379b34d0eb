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

from db.revision import EVERYWHERE, numbers
from db.session import glance
from models.revision import Area

P = ParamSpec("P")
R = TypeVar("R")

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
    with glance() as session:
        version = numbers(session, areas, path or EVERYWHERE)
        name = f"{reader.__module__}.{reader.__qualname__}"
        key = (name, version, path, args, tuple(sorted(kwargs.items())))
        with _lock:
            if key in _kept:
                _kept.move_to_end(key)
                answer: R = _kept[key]
                return answer
        answer = reader(session, *args, **kwargs)
    with _lock:
        _kept[key] = answer
        while len(_kept) > MOST:
            _kept.popitem(last=False)
    return answer


def forget() -> None:
    """Drop every kept answer (tests change the database under our feet)."""
    with _lock:
        _kept.clear()
