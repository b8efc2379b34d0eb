"""Whether a set may hold (变更检查): as if it held already, against definitions and live rows."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from models.definition import ChangeItem, ChangeSet, DefinitionKind
from models.place import Place
from rules.definition import Problem
from rules.definition.problem import Failing
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.change.kind import Change, Kind, the_kind
from services.change.standing import allowed, change_of, items_of, must_belong, place_at
from services.definition import Defined, digest, supposing

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Found:
    """What was found of one item (单项检查结果)."""

    item_id: int
    kind: DefinitionKind
    key: str
    stale: bool  # what it starts from does not hold any more
    problems: tuple[Problem, ...]
    failing: tuple[Failing, ...]


@dataclass(frozen=True)
class Checked:
    """What was found of a set (检查结果)."""

    edit_count: int
    found: tuple[Found, ...]

    @property
    def sound(self) -> bool:
        """Whether it may be published; rows that would fail may be accepted."""
        return bool(self.found) and not any(f.stale or f.problems for f in self.found)

    @property
    def failing(self) -> int:
        """How many rows would not fit any more."""
        return sum(one.count for found in self.found for one in found.failing)


def check(session: Session, actor: Visitor, set_id: int) -> Checked:
    """What stops a set from being published, and how many rows would fail; nothing is written."""
    found = session.get(ChangeSet, set_id)
    if found is None:
        raise Refused(N_("There is no such change set."))
    place = place_at(session, found.place_id)
    fresh = allowed(session, actor, Permission.CONFIGURE, place)
    return judged(session, fresh, found, place)


def judged(session: Session, actor: Visitor, found: ChangeSet, place: Place | None) -> Checked:
    """The same for somebody whose right was checked."""
    items = items_of(session, found)
    stale = {item.id: is_stale(session, item) for item in items}
    told = []
    with as_if(session, [change_of(item, place) for item in items]):
        for item in items:
            kind, change = change_of(item, place)
            problems = _problems(session, kind, change)
            failing = () if problems else tuple(kind.failing(session, actor, change))
            told.append(Found(item.id or 0, item.kind, item.key, stale[item.id], problems, failing))
    return Checked(found.edit_count, tuple(told))


def supposed(
    session: Session,
    set_id: int,
    reader: Callable[Concatenate[Session, P], R],
    /,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """What ``reader`` would say if a set held already (预览); nothing is written."""
    found = session.get(ChangeSet, set_id)
    if found is None:
        raise Refused(N_("There is no such change set."))
    place = place_at(session, found.place_id)
    with as_if(session, [change_of(item, place) for item in items_of(session, found)]):
        return reader(session, *args, **kwargs)


def is_stale(session: Session, item: ChangeItem) -> bool:
    """Whether something else holds by now than what an item starts from."""
    return digest(the_kind(item.kind).holds(session, item.key)) != item.before_sha256


@contextmanager
def as_if(session: Session, changes: Sequence[tuple[Kind, Change]]) -> Iterator[None]:
    """Inside, all of ``changes`` hold already."""
    with supposing(
        session, [(kind.kind, change.key, _held(kind, change)) for kind, change in changes]
    ):
        yield


def _held(kind: Kind, change: Change) -> Defined | None:
    if change.after is None:
        return None
    path = change.place.path if change.place else "/"
    place_id = change.place.id if change.place else None
    sha256 = digest(change.after)
    return Defined(kind.kind, change.key, place_id, path, 0, change.after, sha256)


def _problems(session: Session, kind: Kind, change: Change) -> tuple[Problem, ...]:
    """A kind may refuse with a sentence too: it stops the change like any problem."""
    try:
        must_belong(session, kind, change.key, change.place)
        return tuple(kind.problems(session, change))
    except Refused as refused:
        return (Problem("", refused.sentence, refused.facts),)
