"""Whose rows they are (数据权限): the door for metrics."""

from sqlmodel import Session

from rules.condition import ALWAYS
from rules.permission import Visitor
from rules.right import Door
from services.entity import entity_for, path_of
from services.metric.asking import Source, whole
from services.right import Reach, at_door


def source_for(session: Session, viewer: Visitor | None, key: str, path: str) -> Source:
    """The rows of a table as ``viewer`` may count them; ``None`` is the house itself.

    Raises:
        Refused: he has no right to any of them.
    """
    entity = entity_for(session, key, path)
    if viewer is None:
        return whole(entity)
    reach = at_door(session, viewer, entity, Door.METRIC)
    return Source(entity, reach.column, reach.rows(), path_of(entity), _spots(reach))


def _spots(reach: Reach) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Where every row is his, with every column: subtrees, and single places (整片权限)."""
    if any(grant.rows != ALWAYS for grant in reach.grants):
        return None
    if not all(reach.plain(name) for name in reach.names):
        return None
    below = {path for grant in reach.grants for path in grant.area.below}
    at = {path for grant in reach.grants for path in grant.area.at}
    return tuple(sorted(below)), tuple(sorted(at))
