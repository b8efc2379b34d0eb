"""Changing many rows at once: all that were shown, or none; and back again."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, select

from models.definition import DefinitionKind
from models.history import Batch, BatchState, RowChange
from models.register import WorkOrder
from rules.permission import Visitor
from rules.refusal import Refused
from rules.table import Wanted, read_body
from services.definition import append
from services.row.changing import change_row
from services.row.many import change_many, changeable
from services.row.undoing import undo_many
from services.table.opening import opened
from tests.neighbourhood import Neighbourhood
from tests.registers import orders
from tests.services.row.test_acts import seen

TODAY = date(2026, 6, 10)


def wanted(session: Session, actor: Visitor, **body: Any) -> Wanted:
    table = opened(session, actor, "work_order")
    return read_body(table.entity, table.names, body)[0]


def marks(session: Session) -> dict[int, str]:
    return {row.id or 0: seen(session, row.id or 0) for row in session.exec(select(WorkOrder))}


def test_the_rows_that_were_shown_are_changed_together(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    asked = wanted(session, here.lin, where={"field": "on_time", "op": "empty"})
    assert changeable(session, here.lin, asked, TODAY) == 2
    batch = change_many(session, here.lin, asked, {"cost_fen": 12_050}, 2)
    assert (batch.row_count, batch.changed_count, batch.unchanged_count) == (2, 1, 1)
    costs = {row.number: row.cost_fen for row in session.exec(select(WorkOrder))}
    assert costs == {"G-001": 12_050, "G-002": 12_050, "G-003": 0, "G-004": 0}


def test_another_number_of_rows_than_was_shown_is_refused(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    before = marks(session)
    asked = wanted(session, here.lin)
    with pytest.raises(Refused, match="4 rows fit now; 3 were shown"):
        change_many(session, here.lin, asked, {"cost_fen": 1}, 3)
    assert marks(session) == before


def test_rows_beyond_ones_right_are_neither_counted_nor_changed(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    with pytest.raises(Refused):
        changeable(session, here.shen, wanted(session, here.shen), TODAY)
    with pytest.raises(Refused):
        change_many(session, here.shen, wanted(session, here.shen), {"cost_fen": 1}, 4)
    with pytest.raises(Refused, match="fill in"):
        change_many(session, here.lin, wanted(session, here.lin), {"id": 1}, 4)


def test_one_row_that_cannot_take_the_values_stops_all(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    for values in ({"cost_fen": -1}, {"title": None}, {"source": "pigeon"}):
        with pytest.raises(Refused, match="cannot take this"):
            change_many(session, here.lin, wanted(session, here.lin), values, 4)
    with pytest.raises(Refused, match="no longer be yours"):
        away = {"place_id": here.places["zhelu"].id}
        change_many(session, here.lin, wanted(session, here.lin), away, 4)


def test_a_bulk_change_is_taken_back_as_a_whole(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    before = marks(session)
    values = {"cost_fen": 7, "place_id": here.places["qinghe"].id}
    batch = change_many(session, here.lin, wanted(session, here.lin), values, 4)
    assert marks(session) != before
    with pytest.raises(Refused):
        undo_many(session, here.shen, batch.id or 0)
    undone = undo_many(session, here.lin, batch.id or 0)
    assert undone.state is BatchState.UNDONE and marks(session) == before
    with pytest.raises(Refused, match="taken back"):
        undo_many(session, here.lin, batch.id or 0)


def test_what_was_changed_since_is_not_written_over(session: Session, here: Neighbourhood) -> None:
    rows = orders(session, here)
    batch = change_many(session, here.lin, wanted(session, here.lin), {"cost_fen": 7}, 4)
    row_id = rows[0].id or 0
    change_row(session, here.tang, "work_order", row_id, {"cost_fen": 9}, seen(session, row_id))
    with pytest.raises(Refused, match="since"):
        undo_many(session, here.lin, batch.id or 0)
    assert session.get_one(Batch, batch.id).state is BatchState.DONE
    assert len(session.exec(select(RowChange)).all()) == 5


def test_a_column_that_is_no_longer_ones_own_is_not_put_back(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    away = {"place_id": here.places["qinghe"].id}
    batch = change_many(session, here.lin, wanted(session, here.lin), away, 4)
    inside = {"field": "place_id", "op": "within", "value": here.places["qinghe"].path}
    narrow = {"tables": ["work_order"], "actions": ["read", "bulk"], "rows": inside}
    body = {"role": "council", "rights": [narrow]}
    append(session, here.guan, DefinitionKind.RIGHT, "council.work_order", None, body)
    with pytest.raises(Refused, match="no longer be yours"):
        undo_many(session, here.lin, batch.id or 0)
    body = {"role": "council", "rights": [{**narrow, "rows": None, "fields": ["title"]}]}
    append(session, here.guan, DefinitionKind.RIGHT, "council.work_order", None, body)
    with pytest.raises(Refused, match="fill in"):
        undo_many(session, here.lin, batch.id or 0)
