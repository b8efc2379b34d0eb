"""Leaving a line for every act (留痕)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from db import revision
from models.place import Place
from models.revision import Area
from models.trail import TrailLine
from rules.permission import Visitor
from services import delivery

HOUSE = Visitor(name="")  # the house itself, acting by the clock


@dataclass(frozen=True)
class OneTopic:
    """The deliberation of one topic (单个议题), for an act that no other topic's page shows.

    What was read of the others stays fresh. ``Area.DELIBERATION`` is always right, only slower.
    """

    topic_id: int


def record(
    session: Session,
    actor: Visitor,
    code: str,
    about: str,
    place: Place | None,
    *,
    moves: tuple[Area | OneTopic, ...],
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> TrailLine:
    """Write one line, and move the counters of the areas that the act changed.

    ``code`` is ``noun.past``; ``about`` is ``table:id``. Personal data never goes in.
    """
    line = TrailLine(
        code=code,
        actor_id=actor.member_id,
        actor_name=actor.name,
        place_id=place.id if place else None,
        path=place.path if place else "/",
        about=about,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
    )
    session.add(line)
    delivery.tell(session, line, place)
    changed(session, moves, place)
    return line


def changed(session: Session, moves: Iterable[Area | OneTopic], place: Place | None) -> None:
    """What was read of this is old; where no topic is named, what was read of every topic too."""
    at = (place.id or 0, place.path) if place is not None else ()
    for one in moves:
        if isinstance(one, OneTopic):
            revision.topic_moved(session, one.topic_id)
            revision.moved(session, Area.DELIBERATION, *at)
            continue
        revision.moved(session, one, *at)
        if one is Area.DELIBERATION:
            revision.moved(session, Area.AGENDA, *at)
