"""Rows of described tables: who may, by the rights that ship (数据表权限)."""

from datetime import date

from sqlmodel import Session, col, select

from models.history import RowChange, RowChangeKind
from rules.condition import Op, Test
from rules.entity import Kind
from rules.table import Wanted
from services.entity import entity
from services.entity.standing import mark_of, stored
from services.row import changing, creating, many, removing, restoring, undoing
from services.table import detail, view
from tests.registers import orders
from tests.rights.row import ADMINISTRATOR, COUNCIL, DESK, Row, Rows, at
from tests.rights.situation import Situation

KEEPERS = COUNCIL | {"qin"} | ADMINISTRATOR
ORDER = "work_order"
OURS = Wanted(ORDER, Test("number", Kind.TEXT, Op.BEGINS, "G-00"))  # of ``orders``
FILLED = {"number": "G-900", "title": "新", "source": "grid", "received_on": date(2026, 6, 9)}


def keep_tables(session: Session, made: Situation) -> None:
    """Some work orders; one was changed, one removed, and all together once."""
    here = made.here
    rows = orders(session, here)
    first, last = rows[0].id or 0, rows[3].id or 0
    batch = many.change_many(session, here.lin, OURS, {"cost_fen": 5}, len(rows))
    changing.change_row(session, here.lin, ORDER, first, {"title": "改过"}, _seen(session, first))
    made.at |= {"order": first, "removed_order": last, "changed_orders": batch.id}
    removing.remove_row(session, here.lin, ORDER, last, _seen(session, last))
    kinds = {RowChangeKind.CHANGED: "order_changed", RowChangeKind.REMOVED: "order_removed"}
    for change in session.exec(select(RowChange).order_by(col(RowChange.id))):
        if change.kind in kinds:
            made.at[kinds[change.kind]] = change.id or 0
    again = many.change_many(session, here.lin, OURS, {"on_time": True}, 3)
    made.at["changed_orders"] = again.id or 0
    place = at(made, "fengyuan")
    made.at["view"] = (
        view.keep_view(session, here.lin, ORDER, "共享", {}, ("council", place)).id or 0
    )
    made.kept["seen_order"] = _seen(session, first)
    with session.begin_nested():  # now the index of words writes what it held back
        session.connection()


def _seen(session: Session, row_id: int) -> str:
    return mark_of(stored(session, entity(ORDER), row_id))


ROWS: Rows = {
    creating.create_row: Row(
        KEEPERS,
        lambda d, a, s: creating.create_row(d, a, ORDER, FILLED | {"place_id": at(s, "fengyuan")}),
    ),
    changing.change_row: Row(
        KEEPERS,
        lambda d, a, s: changing.change_row(
            d, a, ORDER, s.order, {"cost_fen": 9}, s.kept["seen_order"]
        ),
    ),
    removing.remove_row: Row(
        KEEPERS,
        lambda d, a, s: removing.remove_row(d, a, ORDER, s.order, s.kept["seen_order"]),
    ),
    restoring.restore_row: Row(
        KEEPERS, lambda d, a, s: restoring.restore_row(d, a, ORDER, s.order_changed)
    ),
    many.change_many: Row(
        KEEPERS, lambda d, a, _s: many.change_many(d, a, OURS, {"cost_fen": 3}, 3)
    ),
    undoing.undo_many: Row(KEEPERS, lambda d, a, s: undoing.undo_many(d, a, s.changed_orders)),
    view.keep_view: Row(
        KEEPERS,
        lambda d, a, s: view.keep_view(d, a, ORDER, "又一个", {}, ("council", at(s, "fengyuan"))),
    ),
    view.remove_view: Row(KEEPERS, lambda d, a, s: view.remove_view(d, a, s.view)),
    detail.read_in_full: Row(DESK, lambda d, a, s: detail.read_in_full(d, a, ORDER, s.order)),
}
