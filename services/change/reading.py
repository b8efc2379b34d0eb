"""Change sets as those who configure read them (变更集读取)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import false, func, or_
from sqlmodel import Session, col, select

from db.revision import path_end
from models.definition import ChangeItem, ChangeSet, ChangeState, DefinitionKind
from models.member import Member
from models.place import Place
from rules.definition.difference import Difference, differences
from services.change.kind import KINDS, Home, the_kind
from services.change.second import hands, needs_second, seconds
from services.change.standing import OPEN, items_of

PAGE_ROWS = 30


@dataclass(frozen=True)
class Wanted:
    """Which sets (筛选): at ``paths`` and below (``"/"`` is everywhere), in any of ``states``."""

    paths: tuple[str, ...]
    states: tuple[ChangeState, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Listed:
    """One set in a list (变更集条目)."""

    id: int
    title: str
    state: ChangeState
    place: str  # empty: the whole house
    drafter: str
    drafted_at: datetime
    publisher: str
    published_at: datetime | None
    items: int
    hands: frozenset[int]  # who worked on it; told of those that wait for a second person


@dataclass(frozen=True)
class ShownItem:
    """One change, before and after (变更项)."""

    id: int
    kind: DefinitionKind
    key: str
    name: str
    name_en: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Shown:
    """One set with all that it changes (变更集)."""

    found: ChangeSet
    place: str
    people: Mapping[int, str]
    items: tuple[ShownItem, ...]
    takes_two: bool
    hands: frozenset[int]  # who may not publish it alone
    seconds: tuple[str, ...]  # who may, by name


def count(session: Session, wanted: Wanted) -> dict[ChangeState, int]:
    """How many sets there are in each state, for the same places and words."""
    asked = select(ChangeSet.state, func.count()).where(*_filters(wanted))
    rows = session.exec(asked.group_by(col(ChangeSet.state)))
    return {ChangeState(state): number for state, number in rows}


def listed(session: Session, wanted: Wanted, page: int = 1) -> list[Listed]:
    """One page of them, the newest first."""
    drafter, publisher = _person("drafter"), _person("publisher")
    items = select(func.count()).where(ChangeItem.change_set_id == ChangeSet.id).scalar_subquery()
    asked = (
        select(ChangeSet, Place.name, drafter.c.name, publisher.c.name, items)  # type: ignore[call-overload]
        .outerjoin(Place, col(Place.id) == ChangeSet.place_id)
        .outerjoin(drafter, drafter.c.id == ChangeSet.drafted_by)
        .outerjoin(publisher, publisher.c.id == ChangeSet.published_by)
        .where(*_filters(wanted))
        .order_by(col(ChangeSet.id).desc())
    )
    if wanted.states:
        asked = asked.where(col(ChangeSet.state).in_(wanted.states))
    rows = session.exec(asked.offset((page - 1) * PAGE_ROWS).limit(PAGE_ROWS))
    return [_listed(session, *row) for row in rows]


def _filters(wanted: Wanted) -> list[Any]:
    found = [_within(wanted.paths)]
    if wanted.words:
        found.append(col(ChangeSet.title).contains(wanted.words, autoescape=True))
    return found


def _person(name: str) -> Any:
    return select(Member.id, Member.name).subquery(name)


def _within(paths: tuple[str, ...]) -> Any:
    found = (
        (col(ChangeSet.path) >= path) & (col(ChangeSet.path) < path_end(path)) for path in paths
    )
    return or_(*found, false())


def _listed(
    session: Session,
    found: ChangeSet,
    place: str | None,
    drafter: str | None,
    publisher: str | None,
    items: int,
) -> Listed:
    return Listed(
        id=found.id or 0,
        title=found.title,
        state=found.state,
        place=place or "",
        drafter=drafter or "",
        drafted_at=found.created_at,
        publisher=publisher or "",
        published_at=found.published_at,
        items=items,
        hands=hands(session, found.id or 0) if found.state is ChangeState.ASKED else frozenset(),
    )


def shown(session: Session, set_id: int) -> Shown | None:
    """One set; ``None`` where there is none."""
    found = session.get(ChangeSet, set_id)
    if found is None:
        return None
    items = items_of(session, found)
    place = session.get(Place, found.place_id) if found.place_id else None
    ids = {found.drafted_by, found.asked_by, found.published_by, found.undone_by} - {None}
    people = session.exec(select(Member.id, Member.name).where(col(Member.id).in_(ids)))
    return Shown(
        found=found,
        place=place.name if place else "",
        people={number or 0: name for number, name in people},
        items=tuple(map(_shown, items)),
        takes_two=needs_second(session, [item.kind for item in items], found.path),
        hands=hands(session, set_id),
        seconds=seconds(session, found) if found.state in OPEN else (),
    )


def _shown(item: ChangeItem) -> ShownItem:
    body = item.after if item.after is not None else item.before
    kind = KINDS.get(item.kind)
    name, english = kind.name(item.key, body) if kind else (item.key, item.key)
    told = tuple(differences(item.before, item.after))
    return ShownItem(
        item.id or 0, item.kind, item.key, name, english, item.before, item.after, told
    )


def open_at(session: Session, place_id: int | None) -> list[tuple[int, str]]:
    """The sets at exactly this place that can still be edited, newest first: id and title."""
    asked = select(ChangeSet.id, ChangeSet.title).where(col(ChangeSet.state).in_(OPEN))
    here = col(ChangeSet.place_id).is_(None) if place_id is None else None
    asked = asked.where(ChangeSet.place_id == place_id if here is None else here)
    rows = session.exec(asked.order_by(col(ChangeSet.id).desc()).limit(PAGE_ROWS))
    return [(number or 0, title) for number, title in rows]


def home_of(session: Session, kind: DefinitionKind, key: str) -> Home | None:
    """Where a key belongs already; ``None`` for a new one."""
    return the_kind(kind).home(session, key)
