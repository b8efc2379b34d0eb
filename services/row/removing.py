"""Taking a row away (删除记录); it can be put back as it was."""

from sqlalchemy import func, select
from sqlmodel import Session

from models.base import Record
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.right import Action
from services.entity import entities, entity_for
from services.entity.standing import NO_ROW, stored, values_of
from services.right import allowed, may_write
from services.row.changing import must_be_as_seen, note, public
from services.row.writing import Write, write_rows
from services.visitor import visitor


def remove_row(session: Session, actor: Visitor, key: str, row_id: int, seen: str) -> None:
    """Take away a row that still stands as it was ``seen``.

    Raises:
        Refused: no right to it; somebody changed it meanwhile; other rows point to it.
    """
    entity = entity_for(session, key)
    may = may_write(session, actor, entity, Action.REMOVE)
    fresh = visitor(session, actor.member_id)
    row = stored(session, entity, row_id, lock=True)
    if not allowed(session, may, row_id):
        raise Refused(NO_ROW)
    must_be_as_seen(row, seen)
    must_stand_alone(session, entity, row_id)
    before = public(entity, values_of(entity, row))
    note(session, fresh, "row.removed", entity, row_id, before=before)
    write_rows(session, fresh, entity, [Write(row, None)])


def must_stand_alone(session: Session, entity: Entity, row_id: int) -> None:
    """Refuse to take away what others point to."""
    for table in Record.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table is entity.table for key in column.foreign_keys):
                asked = select(func.count()).select_from(table).where(column == row_id)
                count = int(session.execute(asked).scalar_one())
                if count:
                    known = entities().get(table.name)
                    raise Refused(
                        N_("{count} rows of “{table}” point to this row. Change those first."),
                        count=count,
                        table=known.label if known else table.name,
                        table_en=known.english if known else table.name,
                    )
