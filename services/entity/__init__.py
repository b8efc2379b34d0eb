"""Every described table, with what administrators added to it (实体)."""

from services.entity.catalogue import entity_for
from services.entity.registry import entities, entity, is_described
from services.entity.scope import path_of, within

__all__ = ["entities", "entity", "entity_for", "is_described", "path_of", "within"]
