"""Rights while writing (写入权限): read afresh, and asked about the very row."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from models.place import Place
from models.revision import Area
from models.screen import Changes
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.entity import path_of
from services.right.reach import Reach, reach
from services.trail import record
from services.visitor import visitor

_WHOLE_ROWS = frozenset({Action.CREATE, Action.REMOVE, Action.IMPORT})


def may_write(session: Session, actor: Visitor, table: str | Entity, action: Action) -> Reach:
    """What ``actor``, as the database knows him now, may write to ``table``.

    Raises:
        Refused: no right, or the rows change only by the acts of their subject.
    """
    found = reach(session, visitor(session, actor.member_id), table, action)
    entity = found.entity
    if entity.changes is Changes.NEVER or (
        entity.changes is Changes.BY_ACTS and action in _WHOLE_ROWS
    ):
        raise Refused(N_("Rows of this table change only where they belong."))
    return found


def allowed(session: Session, reach: Reach, row_id: int) -> frozenset[str]:
    """The columns of one row that are in reach; none where the row is not."""
    table = reach.entity.table
    asked = [reach.holds(grant).label(f"g{n}") for n, grant in enumerate(reach.grants)]
    only = [table.c[name] == value for name, value in reach.entity.only]
    row = session.execute(select(table.c.id, *asked).where(table.c.id == row_id, *only)).first()
    if row is None:
        return frozenset()
    names = [grant.names for grant, held in zip(reach.grants, row[1:], strict=True) if held]
    found = frozenset().union(*names)
    if reach.action in {Action.CHANGE, Action.BULK, Action.CREATE, Action.IMPORT}:
        return frozenset(name for name in found if reach.entity.by_name[name].writable)
    return found


def note_reading(session: Session, actor: Visitor, entity: Entity, ids: Iterable[int]) -> None:
    """Leave in the trail that personal columns of these rows were read in full."""
    table = entity.table
    path = path_of(entity).label("path")
    for row_id in ids:
        where = session.execute(select(path).select_from(table).where(table.c.id == row_id)).first()
        place = session.exec(
            select(Place).where(col(Place.path) == (where[0] if where else ""))
        ).first()
        record(session, actor, "row.read", f"{entity.key}:{row_id}", place, moves=(Area.REGISTER,))
