"""Whose rows they are (数据权限): the door for metrics."""

from collections.abc import Collection

from sqlmodel import Session

from rules.condition import ALWAYS
from rules.permission import Visitor
from rules.right import Action
from services.entity import entity_for, path_of
from services.metric.asking import Source, Spots, whole
from services.right import Reach, reach


def source_for(
    session: Session,
    viewer: Visitor | None,
    key: str,
    path: str,
    action: Action = Action.MEASURE,
) -> Source:
    """The rows of a table as ``viewer`` may count them; ``None`` is the house itself.

    Raises:
        Refused: he has no right to any of them.
    """
    entity = entity_for(session, key, path)
    if viewer is None:
        return whole(entity)
    mine = reach(session, viewer, entity, action)
    return Source(entity, mine.column, mine.rows(), path_of(entity), lambda of: _spots(mine, of))


def counts_all(
    session: Session, viewer: Visitor, key: str, names: Collection[str], path: str
) -> bool:
    """Whether every row of a table at ``path`` and below is his to count, with these columns.

    Raises:
        Refused: he has no right to any of them.
    """
    mine = reach(session, viewer, entity_for(session, key), Action.MEASURE)
    if any(mine.entity.by_name[name].of_person for name in names if name in mine.entity.by_name):
        return False
    full = (one for one in mine.grants if one.rows == ALWAYS and one.names >= set(names))
    return path.startswith(tuple(below for one in full for below in one.area.below))


def _spots(mine: Reach, names: Collection[str]) -> Spots | None:
    """Where every row is his, with these columns in full: subtrees, and single places (整片权限).

    ``None`` where some right asks for more than the place, and reaches beyond those that do not.
    """
    full = [one for one in mine.grants if one.rows == ALWAYS and one.names >= set(names)]
    below = {path for one in full for path in one.area.below}
    at = {path for one in full for path in one.area.at}
    for one in mine.grants:
        covered = all(path.startswith(tuple(below)) for path in one.area.below | one.area.at)
        if one not in full and not covered:
            return None
    if any(mine.entity.by_name[name].of_person for name in names if name in mine.entity.by_name):
        return None
    return (tuple(sorted(below)), tuple(sorted(at))) if full else None
