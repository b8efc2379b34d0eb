"""Whether somebody sees a table whole (全表可见): then its rows need not be asked one by one."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from db.revision import path_end
from rules.condition import ALWAYS
from services.right.area import HOUSE, Area, outermost
from services.right.reach import Reach


def sees_all(session: Session, seen: Reach) -> bool:
    """Whether every row there is lies where a right without a rule reaches.

    Asked of both ends of the index on the path, so that it costs nothing at a million rows; where
    there is no such index, the answer is no.
    """
    table, area = seen.entity.table, Area()
    for grant in seen.grants:
        if grant.rows == ALWAYS:
            area |= grant.area
    if seen.entity.only or not area.below:
        return False
    if HOUSE in area.below:
        return True
    if seen.entity.scope.whole or seen.entity.scope.steps or not _has_index(table.c.path):
        return False
    spans = outermost(area.below)
    least, most = select(func.min(table.c.path)), select(func.max(table.c.path))
    ends = session.execute(select(least.scalar_subquery(), most.scalar_subquery())).one()
    if ends[0] is None:
        return True
    return any(one <= ends[0] and ends[1] < path_end(one) for one in spans)


def _has_index(path: Any) -> bool:
    return not path.nullable and any(one.columns[0] is path for one in path.table.indexes)
