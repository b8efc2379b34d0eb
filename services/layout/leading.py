"""Which tables lead to a row (关联表): what a sheet may list of them."""

from dataclasses import dataclass

from sqlmodel import Session

from rules.entity import Column, Entity
from services.entity import entities, entity_for


@dataclass(frozen=True)
class Leading:
    """A table that points to another one, and by which column (指向)."""

    entity: Entity
    by: Column


def leading(session: Session, key: str) -> tuple[Leading, ...]:
    """Every way from another table to the table ``key``."""
    name = entity_for(session, key).table.name
    return tuple(
        Leading(entity_for(session, one), column)
        for one, bare in entities().items()
        for column in bare.columns
        if column.target == name
    )
