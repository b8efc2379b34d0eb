"""Whether a row would be in reach, before it is written (事先判断): the same question in Python."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from models.base import Record
from rules.condition import holds
from rules.entity import Entity, Kind
from services.entity.lying import place_paths
from services.right import Reach


def would_be(session: Session, may: Reach, values: Mapping[str, Any]) -> frozenset[str]:
    """The columns that ``may`` would reach of a row with these values; none where not the row."""
    entity = may.entity
    path = path_led_to(session, entity, values)
    places = [
        values[one.name]
        for one in entity.columns
        if one.kind is Kind.PLACE and isinstance(values.get(one.name), int)
    ]
    facts = replace(may.facts, paths=place_paths(session, tuple(places)) if places else {})
    named = [
        grant.names
        for grant in may.grants
        if grant.area.has(path) and holds(grant.rows, values, facts)
    ]
    return frozenset[str]().union(*named)


def path_led_to(session: Session, entity: Entity, values: Mapping[str, Any]) -> str | None:
    """The path of the place that a row with these values belongs to, along its keys."""
    if entity.scope.whole:
        return None
    if not entity.scope.steps:
        place_id = values.get("place_id")
        if place_id is None:
            return str(values.get("path") or "/")
        return place_paths(session, (place_id,)).get(place_id)
    ways = (*entity.scope.steps, ("path", ""))
    found, of = values.get(ways[0][0]), ways[0][1]
    for name, target in ways[1:]:
        table = Record.metadata.tables[of]
        found = session.execute(select(table.c[name]).where(table.c.id == found)).scalar()
        of = target
    return found
