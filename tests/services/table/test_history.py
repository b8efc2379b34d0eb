"""The history of a row: who, when, before and after, as far as one may read."""

import pytest
from sqlmodel import Session

from models.history import RowChangeKind
from rules.refusal import Refused
from services.row.changing import change_row
from services.row.removing import remove_row
from services.row.restoring import restore_row
from services.table.history import history
from services.table.picking import rows
from tests.neighbourhood import Neighbourhood
from tests.registers import orders
from tests.services.row.test_acts import seen


def test_every_change_is_told_with_before_and_after(session: Session, here: Neighbourhood) -> None:
    row_id = orders(session, here)[0].id or 0
    change_row(session, here.lin, "work_order", row_id, {"title": "新名"}, seen(session, row_id))
    found = history(session, here.lin, "work_order", row_id)
    (change,) = found.changes
    assert (change.who, change.kind) == ("林秀英", RowChangeKind.CHANGED)
    assert [(one.column.name, one.before, one.after) for one in change.fields] == [
        ("title", "电梯停运", "新名")
    ]
    assert found.restorable and not found.gone
    assert not history(session, here.shen, "work_order", row_id).restorable
    for actor in (here.chen, here.wai):
        with pytest.raises(Refused):
            history(session, actor, "work_order", row_id)


def test_a_removed_row_keeps_its_history(session: Session, here: Neighbourhood) -> None:
    row_id = orders(session, here)[3].id or 0
    remove_row(session, here.lin, "work_order", row_id, seen(session, row_id))
    found = history(session, here.lin, "work_order", row_id)
    assert found.gone and found.restorable
    titles = [one.before for one in found.changes[0].fields if one.column.name == "title"]
    assert titles == ["占用通道"]
    assert not history(session, here.shen, "work_order", row_id).restorable
    with pytest.raises(Refused):
        history(session, here.gao, "work_order", row_id)  # it lay in another compound
    restore_row(session, here.lin, "work_order", found.changes[0].id)
    assert not history(session, here.lin, "work_order", row_id).gone


def test_rows_to_point_to_are_found_by_words(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    assert [one.name for one in rows(session, here.lin, "work_order", "漏水")] == ["屋顶漏水"]
    assert len(rows(session, here.lin, "work_order", "")) == 4
    assert rows(session, here.chen, "work_order", "") == ()
