"""Adding, changing, removing, putting back: by right, by rule, never over somebody else's."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.history import RowChange, RowChangeKind
from models.register import Organisation, WorkOrder
from models.trail import TrailLine
from rules.refusal import Refused
from services.entity import entity
from services.entity.standing import mark_of, stored
from services.row.changing import change_row
from services.row.creating import create_row
from services.row.removing import remove_row
from services.row.restoring import restore_row
from tests.neighbourhood import Neighbourhood
from tests.registers import orders


def seen(session: Session, row_id: int) -> str:
    return mark_of(stored(session, entity("work_order"), row_id))


def changes(session: Session, row_id: int) -> list[RowChange]:
    asked = select(RowChange).where(RowChange.row_id == row_id).order_by(col(RowChange.id))
    return list(session.exec(asked))


def filled(here: Neighbourhood, **more: Any) -> dict[str, Any]:
    return {
        "number": "G-100",
        "place_id": here.fengyuan.id,
        "title": "新工单",
        "source": "grid",
        "received_on": date(2026, 6, 9),
        **more,
    }


def test_a_row_is_added_at_its_place_with_a_line_of_history(
    session: Session, here: Neighbourhood
) -> None:
    row_id = create_row(session, here.lin, "work_order", filled(here))
    row = session.get_one(WorkOrder, row_id)
    assert row.path == here.fengyuan.path and row.category == "other" and row.cost_fen == 0
    (line,) = changes(session, row_id)
    assert line.kind is RowChangeKind.CREATED and (line.after or {})["title"] == "新工单"
    trail = session.exec(select(TrailLine).where(TrailLine.code == "row.created")).one()
    assert trail.about == f"work_order:{row_id}" and trail.path == here.fengyuan.path


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"title": ""}, "fill this in"),
        ({"source": "pigeon"}, "not in the list"),
        ({"cost_fen": -1}, "At least"),
        ({"cost_fen": 2**31}, "At most"),  # more than its column holds on PostgreSQL
        ({"place_id": 99_999}, "offered"),
        ({"received_on": "yesterday"}, "day"),
        ({"path": "/"}, "fill in|no such column"),
        ({"id": 7}, "fill in|no such column"),
    ],
)
def test_what_does_not_fit_is_not_added(
    session: Session, here: Neighbourhood, values: dict[str, Any], told: str
) -> None:
    with pytest.raises(Refused, match=told):
        create_row(session, here.lin, "work_order", filled(here, **values))
    assert session.exec(select(WorkOrder)).all() == []


def test_nobody_adds_a_row_where_his_right_does_not_reach(
    session: Session, here: Neighbourhood
) -> None:
    with pytest.raises(Refused, match="would not be yours"):
        create_row(session, here.lin, "work_order", filled(here, place_id=here.places["zhelu"].id))
    for actor in (here.chen, here.wai, here.shen):
        with pytest.raises(Refused, match="role"):
            create_row(session, actor, "work_order", filled(here))


def test_a_change_says_what_was_before_and_after(session: Session, here: Neighbourhood) -> None:
    row = orders(session, here)[0]
    row_id = row.id or 0
    named = change_row(
        session, here.lin, "work_order", row_id, {"cost_fen": 500}, seen(session, row_id)
    )
    assert named == ("cost_fen",) and session.get_one(WorkOrder, row_id).cost_fen == 500
    (line,) = changes(session, row_id)
    assert (line.before, line.after) == ({"cost_fen": 0}, {"cost_fen": 500})


def test_nobody_writes_over_what_somebody_else_wrote(session: Session, here: Neighbourhood) -> None:
    row_id = orders(session, here)[0].id or 0
    before = seen(session, row_id)
    change_row(session, here.tang, "work_order", row_id, {"title": "甲"}, before)
    with pytest.raises(Refused, match="meanwhile"):
        change_row(session, here.lin, "work_order", row_id, {"title": "乙"}, before)
    assert session.get_one(WorkOrder, row_id).title == "甲"


def test_a_row_is_not_moved_out_of_reach(session: Session, here: Neighbourhood) -> None:
    row_id = orders(session, here)[0].id or 0
    away = {"place_id": here.places["zhelu"].id}
    with pytest.raises(Refused, match="no longer be yours"):
        change_row(session, here.lin, "work_order", row_id, away, seen(session, row_id))


def test_a_changed_place_takes_the_path_along(session: Session, here: Neighbourhood) -> None:
    row_id = orders(session, here)[0].id or 0
    away = {"place_id": here.places["qinghe"].id}
    change_row(session, here.lin, "work_order", row_id, away, seen(session, row_id))
    assert session.get_one(WorkOrder, row_id).path == here.places["qinghe"].path


@pytest.mark.parametrize("who", ["chen", "wai", "shen", "ma"])
def test_whoever_has_no_right_changes_nothing(
    session: Session, here: Neighbourhood, who: str
) -> None:
    row_id = orders(session, here)[0].id or 0
    actor, mark = getattr(here, who), seen(session, row_id)
    with pytest.raises(Refused):
        change_row(session, actor, "work_order", row_id, {"title": "甲"}, mark)
    with pytest.raises(Refused):
        remove_row(session, actor, "work_order", row_id, mark)
    assert changes(session, row_id) == []


@pytest.mark.parametrize("key", ["trail_line", "entry", "notice", "motion", "member"])
def test_what_has_rules_of_its_own_is_not_changed_here(
    session: Session, here: Neighbourhood, key: str
) -> None:
    with pytest.raises(Refused):
        create_row(session, here.guan, key, {})
    with pytest.raises(Refused):
        change_row(session, here.guan, key, 1, {"created_at": "x"}, "")
    with pytest.raises(Refused):
        remove_row(session, here.guan, key, 1, "")


def test_a_removed_row_comes_back_as_it_was(session: Session, here: Neighbourhood) -> None:
    row = orders(session, here)[3]
    row_id, before = row.id or 0, seen(session, row.id or 0)
    remove_row(session, here.lin, "work_order", row_id, before)
    assert session.get(WorkOrder, row_id) is None
    another = create_row(session, here.lin, "work_order", filled(here))
    assert another != row_id  # a number belongs to one row for ever
    (line,) = changes(session, row_id)
    with pytest.raises(Refused):
        restore_row(session, here.shen, "work_order", line.id or 0)
    assert restore_row(session, here.lin, "work_order", line.id or 0) == row_id
    assert seen(session, row_id) == before


def test_a_row_goes_back_to_before_any_of_its_changes(
    session: Session, here: Neighbourhood
) -> None:
    row_id = orders(session, here)[0].id or 0
    begin = seen(session, row_id)
    for values in ({"title": "甲", "cost_fen": 1}, {"title": "乙"}, {"handled_on": "2026-06-01"}):
        change_row(session, here.lin, "work_order", row_id, values, seen(session, row_id))
    first, second, _third = changes(session, row_id)
    restore_row(session, here.lin, "work_order", second.id or 0)
    row = session.get_one(WorkOrder, row_id)
    assert (row.title, row.cost_fen, row.handled_on) == ("甲", 1, None)
    restore_row(session, here.lin, "work_order", first.id or 0)
    assert seen(session, row_id) == begin
    with pytest.raises(Refused, match="already"):
        restore_row(session, here.lin, "work_order", first.id or 0)
    with pytest.raises(Refused, match="no such change"):
        restore_row(session, here.lin, "organisation", first.id or 0)


def test_a_row_that_others_point_to_stays(session: Session, here: Neighbourhood) -> None:
    table = entity("place")
    from services.row.removing import must_stand_alone  # noqa: PLC0415

    with pytest.raises(Refused, match="point to this row"):
        must_stand_alone(session, table, here.fengyuan.id or 0)
    must_stand_alone(session, entity("organisation"), 1)


def test_two_columns_that_must_be_alone_are_told_in_words(
    session: Session, here: Neighbourhood
) -> None:
    made = {"place_id": here.fengyuan.id, "kind": "committee", "name": "业委会"}
    row_id = create_row(session, here.lin, "organisation", made)
    assert session.get_one(Organisation, row_id).people == 0
