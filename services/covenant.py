"""The register of rules that neighbours gave themselves (居民公约)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from db.revision import path_end
from models.base import now
from models.benefit import Covenant
from models.place import Place
from models.revision import Area
from models.topic import Topic
from rules import benefit as rule
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services.place import compound_of
from services.trail import record
from services.visitor import check, the_place

PAGE_ROWS = 12


@dataclass(frozen=True)
class Words:
    """What a covenant says, and from when (公约内容)."""

    title: str
    body: str
    in_force_on: date


def enter_covenant(
    session: Session, actor: Visitor, place_id: int, words: Words, topic_id: int | None = None
) -> Covenant:
    """Write a covenant into the register of the compound around ``place_id`` (公约登记)."""
    around = the_place(session, place_id)
    place = compound_of(session, around.path) or around
    fresh = check(session, actor, Permission.PUBLISH_BENEFIT, place)
    return _entered(session, fresh, place, words, topic_id, None)


def replace_covenant(
    session: Session,
    actor: Visitor,
    covenant_id: int,
    words: Words,
    topic_id: int | None = None,
) -> Covenant:
    """Enter a new version (公约修订); the one it replaces ends the day this one begins."""
    old = the_covenant(session, covenant_id)
    place = the_place(session, old.place_id)
    fresh = check(session, actor, Permission.PUBLISH_BENEFIT, place)
    _must_not_have_ended(old)
    new = _entered(session, fresh, place, words, topic_id, old)
    old.ended_on = new.in_force_on
    session.add(old)
    return new


def _entered(
    session: Session,
    actor: Visitor,
    place: Place,
    words: Words,
    topic_id: int | None,
    old: Covenant | None,
) -> Covenant:
    """The row and its line in the trail; the caller has checked the right to."""
    _must_be_of_this_place(session, place, topic_id)
    earlier = old.in_force_on if old else None
    assert place.id is not None
    assert actor.member_id is not None
    covenant = Covenant(
        place_id=place.id,
        path=place.path,
        topic_id=topic_id,
        number=old.number + 1 if old else 1,
        replaces_id=old.id if old else None,
        title=rule.must_be_named(words.title, rule.LONGEST_COVENANT_TITLE),
        body=rule.must_tell(words.body, rule.SHORTEST_COVENANT, rule.LONGEST_COVENANT),
        in_force_on=rule.must_come_into_force(words.in_force_on, day_of(now()), earlier),
        entered_by=actor.member_id,
    )
    _must_not_repeat(session, covenant)
    session.add(covenant)
    session.flush()
    after = {
        "title": covenant.title,
        "number": covenant.number,
        "in_force_on": covenant.in_force_on.isoformat(),
        "replaces": covenant.replaces_id,
    }
    about = f"covenant:{covenant.id}"
    record(session, actor, "covenant.entered", about, place, moves=(Area.COVENANT,), after=after)
    return covenant


def _must_be_of_this_place(session: Session, place: Place, topic_id: int | None) -> None:
    topic = session.get(Topic, topic_id) if topic_id is not None else None
    if topic_id is not None and (topic is None or not topic.path.startswith(place.path)):
        raise Refused(N_("There is no such topic."))


def _must_not_repeat(session: Session, covenant: Covenant) -> None:
    """Two taps on one button are one covenant."""
    same = select(Covenant.id).where(
        Covenant.place_id == covenant.place_id,
        Covenant.title == covenant.title,
        Covenant.body == covenant.body,
        Covenant.in_force_on == covenant.in_force_on,
    )
    if session.exec(same).first() is not None:
        raise Refused(N_("“{title}” is already in the register."), title=covenant.title)


def _must_not_have_ended(covenant: Covenant) -> None:
    if covenant.ended_on is not None:
        raise Refused(N_("“{title}” has already been ended or replaced."), title=covenant.title)


def end_covenant(
    session: Session, actor: Visitor, covenant_id: int, ended_on: date, reason: str
) -> Covenant:
    """End a covenant from a day on, with a public reason (公约废止)."""
    old = the_covenant(session, covenant_id)
    place = the_place(session, old.place_id)
    fresh = check(session, actor, Permission.PUBLISH_BENEFIT, place)
    _must_not_have_ended(old)
    reason, last = must_be_a_reason(reason), rule.must_end(ended_on, old.in_force_on)
    old.ended_on, old.end_reason = last, reason
    session.add(old)
    after = {"ended_on": ended_on.isoformat(), "reason": reason}
    about = f"covenant:{old.id}"
    record(session, fresh, "covenant.ended", about, place, moves=(Area.COVENANT,), after=after)
    return old


def the_covenant(session: Session, covenant_id: int) -> Covenant:
    """The covenant with this id, locked; refused when there is none."""
    covenant = session.get(Covenant, covenant_id, with_for_update=True, populate_existing=True)
    if covenant is None:
        raise Refused(N_("There is no such covenant."))
    return covenant


@dataclass(frozen=True)
class CovenantRow:
    """One covenant in the register (公约条目)."""

    id: int
    number: int
    title: str
    body: str
    in_force_on: date
    ended_on: date | None
    end_reason: str
    topic_id: int | None
    replaces_id: int | None
    path: str
    place: str


@dataclass(frozen=True)
class CovenantList:
    """One page of the register (公约登记簿)."""

    rows: tuple[CovenantRow, ...]
    total: int


def covenants(
    session: Session,
    path: str,
    today: date,
    words: str = "",
    ended: bool = False,
    page: int = 1,
) -> CovenantList:
    """The register at ``path`` and below: what holds or will hold, or else what has ended."""
    wanted: list[ColumnElement[bool]] = [
        col(Covenant.path) >= path,
        col(Covenant.path) < path_end(path),
    ]
    over = col(Covenant.ended_on) <= today
    wanted.append(over if ended else or_(col(Covenant.ended_on).is_(None), ~over))
    if words:
        found = (col(Covenant.title), col(Covenant.body))
        wanted.append(or_(*(column.icontains(words, autoescape=True) for column in found)))
    total = session.exec(select(func.count()).select_from(Covenant).where(*wanted)).one()
    rows = session.exec(
        _joined()
        .where(*wanted)
        .order_by(col(Covenant.in_force_on).desc(), col(Covenant.id).desc())
        .offset((max(page, 1) - 1) * PAGE_ROWS)
        .limit(PAGE_ROWS)
    )
    return CovenantList(tuple(_row(covenant, place) for covenant, place in rows), total)


def covenant(session: Session, covenant_id: int) -> CovenantRow | None:
    """One covenant; ``None`` where there is none."""
    found = session.exec(_joined().where(Covenant.id == covenant_id)).first()
    return _row(*found) if found else None


def of_topic(session: Session, topic_id: int) -> list[CovenantRow]:
    """The covenants that a topic has led to."""
    rows = session.exec(
        _joined().where(Covenant.topic_id == topic_id).order_by(col(Covenant.id).desc())
    )
    return [_row(covenant, place) for covenant, place in rows]


def _joined() -> Any:
    return select(Covenant, Place.name).join(Place, col(Place.id) == Covenant.place_id)


def _row(covenant: Covenant, place: str) -> CovenantRow:
    assert covenant.id is not None
    return CovenantRow(
        covenant.id,
        covenant.number,
        covenant.title,
        covenant.body,
        covenant.in_force_on,
        covenant.ended_on,
        covenant.end_reason,
        covenant.topic_id,
        covenant.replaces_id,
        covenant.path,
        place,
    )
