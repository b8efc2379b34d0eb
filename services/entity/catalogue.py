"""A table as it is today: the code's columns, and what was added and tightened since (实体目录)."""

from sqlmodel import Session

from rules.entity import Entity
from services.entity.registry import entity


def entity_for(session: Session, key: str, path: str = "/") -> Entity:
    """The entity with the custom fields and overrides that hold at ``path``.

    Raises:
        Refused: there is no such table.
    """
    return entity(key)
