"""Taking a bulk change back (撤销批量修改): every row as it was before."""

from sqlmodel import Session, col, select

from models.base import now
from models.history import Batch, BatchKind, BatchState, RowChange, RowChangeKind
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.entity import entity_for
from services.entity.standing import stored, values_of
from services.right import allowed, may_write
from services.row.area import moves
from services.row.beforehand import would_be
from services.row.changing import OUT_OF_REACH, must_be_free
from services.row.restoring import told, typed_values
from services.row.writing import Write, kept, write_rows
from services.trail import record
from services.visitor import visitor


def undo_many(session: Session, actor: Visitor, batch_id: int) -> Batch:
    """Put every row of a bulk change back as it was.

    Raises:
        Refused: no right to one of the rows; a row was changed since; it is undone already.
    """
    batch = session.get(Batch, batch_id, with_for_update=True)
    if batch is None or batch.kind is not BatchKind.BULK or batch.state is not BatchState.DONE:
        raise Refused(N_("There is no bulk change that could be taken back."))
    entity = entity_for(session, batch.entity)
    may = may_write(session, actor, entity, Action.BULK)
    fresh = visitor(session, actor.member_id)
    writes = []
    lines = select(RowChange).where(RowChange.batch_id == batch_id).order_by(col(RowChange.id))
    for change in session.exec(lines).all():
        row = stored(session, entity, change.row_id, lock=True)
        values = typed_values(entity, told(change, "before"))
        must_be_free(entity, set(values), allowed(session, may, change.row_id))
        if not set(values) <= would_be(session, may, {**row, **values_of(entity, row), **values}):
            raise Refused(OUT_OF_REACH)
        if _changed_since(session, change):
            raise Refused(
                N_("Row {n} was changed since. Put the others back one by one."), n=change.row_id
            )
        writes.append(Write(row, kept(entity, values, row), kind=RowChangeKind.RESTORED))
    write_rows(session, fresh, entity, writes)
    batch.state, batch.undone_by, batch.undone_at = BatchState.UNDONE, fresh.member_id, now()
    session.add(batch)
    after = {"count": len(writes)}
    record(
        session, fresh, "rows.undone", f"batch:{batch_id}", None, moves=moves(entity), after=after
    )
    return batch


def _changed_since(session: Session, change: RowChange) -> bool:
    later = select(RowChange.id).where(
        RowChange.entity == change.entity,
        RowChange.row_id == change.row_id,
        col(RowChange.id) > change.id,
    )
    return session.exec(later).first() is not None
