"""Leaving a line for every act (留痕)."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from db import revision
from models.place import Place
from models.revision import Area
from models.trail import TrailLine
from rules.permission import Visitor

HOUSE = Visitor(name="")  # the house itself, acting by the clock


def record(
    session: Session,
    actor: Visitor,
    code: str,
    about: str,
    place: Place | None,
    *,
    moves: tuple[Area, ...],
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
    for area in sorted(set(moves)):
        if place is None:
            revision.moved(session, area)
        else:
            assert place.id is not None
            revision.moved(session, area, place.id, place.path)
    return line
