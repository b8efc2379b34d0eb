"""Custom fields against live rows (自定义字段与现有记录), through change sets as people do."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, text
from sqlmodel import Session, col, select

from db.session import transaction
from models.base import clock_at
from models.definition import DefinitionKind
from models.metric import Rollup
from models.register import OrderSource, WorkOrder
from models.trail import TrailLine
from rules.condition import Facts, holds, read_condition
from rules.refusal import Refused
from services import change
from services.change import publish_at_once, undo_change
from services.condition import clause, column_of
from services.definition import append
from services.entity import entity_for
from services.field import follow_the_day, is_indexed, recompute, set_index, working
from services.metric.cube import cubes
from services.metric.rollup import build_all, prove
from services.row.changing import change_row
from services.row.creating import create_row
from services.table.detail import detail
from tests.emptied import NOON
from tests.neighbourhood import Neighbourhood

FIELD, OVERRIDE = DefinitionKind.FIELD, DefinitionKind.OVERRIDE
BASE: dict[str, Any] = {"entity": "work_order", "label": "新字段", "kind": "number"}
AB = [{"code": "a", "label": "甲"}, {"code": "b", "label": "乙"}]


def orders(
    session: Session, here: Neighbourhood, *extras: dict[str, Any] | None
) -> list[WorkOrder]:
    made = []
    for number, extra in enumerate(extras, 1):
        row = WorkOrder(
            number=f"G{number}",
            place_id=here.fengyuan.id or 0,
            path=here.fengyuan.path,
            title=f"第 {number} 件",
            source=OrderSource.GRID,
            received_on=date(2026, 6, number),
            cost_fen=number * 100,
            extra=extra,
        )
        session.add(row)
        made.append(row)
    session.flush()
    return made


def put(session: Session, here: Neighbourhood, name: str, accepted: int = 0, **body: Any) -> int:
    """Publish a field the long way, with what the check finds accepted."""
    place = here.places["jiangcheng"].id
    given = BASE | {"name": name, "label": name} | body
    found = change.draft_change(session, here.guan, name, place)
    change.put_item(session, here.guan, found.id or 0, FIELD, f"work_order.{name}", given)
    change.publish_change(session, here.guan, found.id or 0, found.edit_count, accepted)
    return found.id or 0


def checked(session: Session, here: Neighbourhood, name: str, after: Any) -> list[str]:
    """What the check of a set says: problems, then rows that would fail."""
    place = here.places["jiangcheng"].id
    found = change.draft_change(session, here.guan, "试", place)
    given = None if after is None else BASE | {"name": name, "label": name} | after
    change.put_item(session, here.guan, found.id or 0, FIELD, f"work_order.{name}", given)
    (one,) = change.check(session, here.guan, found.id or 0).found
    told = [p.sentence.format(**p.facts) for p in one.problems]
    return told + [f.sentence.format(count=f.count, **f.facts) for f in one.failing]


def test_an_administrator_adds_a_field_and_nobody_else_does(
    session: Session, here: Neighbourhood
) -> None:
    put(session, here, "x_n")
    assert "x_n" in entity_for(session, "work_order").by_name
    given = ((FIELD, "work_order.x_m", BASE | {"name": "x_m"}),)
    for stranger in (here.chen, here.wai, here.ma):
        with pytest.raises(Refused):
            publish_at_once(session, stranger, "x", here.fengyuan.id, given)


def test_a_field_that_is_wrong_is_not_published(session: Session, here: Neighbourhood) -> None:
    assert checked(session, here, "title", {}) == [
        "“title” is a column that the table has already. Begin the name with x_."
    ]
    with pytest.raises(Refused):
        put(session, here, "x_f", kind="formula", formula="x_f + 1")
    assert "x_f" not in entity_for(session, "work_order").by_name


@pytest.mark.parametrize(
    ("extras", "before", "after", "said"),
    [
        ([None, {}, {"x_n": 1}], None, {"required": True}, "2 rows have nothing in it."),
        ([{"x_n": 5}, {"x_n": 6}], None, {"most": 5}, "1 rows are above the most."),
        ([{"x_n": 5}, {"x_n": 6}], None, {"least": 6}, "1 rows are below the least."),
        (
            [{"x_n": "甲乙丙"}, {}],
            None,
            {"kind": "text", "longest": 2},
            "1 rows have a longer text.",
        ),
        (
            [{"x_n": "12"}, {"x_n": "1a"}, {}],
            None,
            {"kind": "text", "pattern": r"\d+"},
            "1 rows are not written like the pattern.",
        ),
        (
            [{"x_n": "a"}, {"x_n": "b"}, {}],
            {"kind": "choice", "choices": AB},
            {"kind": "choice", "choices": AB[:1]},
            "1 rows use a choice that is to go.",
        ),
        (
            [{"x_n": ["a", "b"]}, {"x_n": ["a"]}, {}],
            {"kind": "choices", "choices": AB},
            {"kind": "choices", "choices": AB[:1]},
            "1 rows use a choice that is to go.",
        ),
        (
            [{"x_n": 1}, {"x_n": 9}, {}],
            None,
            {"valid_if": {"field": "x_n", "op": "lt", "value": 5}},
            "1 rows do not fit the rule of the field.",
        ),
        (
            [{}, {}, {}],
            None,
            {"required_if": {"field": "cost_fen", "op": "gt", "value": 100}},
            "2 rows have nothing in it.",
        ),
        (
            [{}, {}, {}],
            None,
            {"required": True, "visible_if": {"field": "cost_fen", "op": "gt", "value": 200}},
            "1 rows have nothing in it.",
        ),
        ([{"x_n": 1}], {"required": True}, {"required": True, "help": "x"}, None),
        ([{"x_n": "text"}], {"kind": "text"}, {}, "1 rows hold values of the old kind"),
        ([{}], {"kind": "text"}, {}, None),
        ([{"x_n": 1}], {"personal": True}, {}, "What was filled in under “x_n” names people"),
        ([{}], {"personal": True}, {}, None),
        ([{"x_n": 1}, {}], {}, None, "1 rows hold a value that nobody will see any more."),
    ],
)
def test_the_check_says_how_many_rows_would_fail(
    session: Session,
    here: Neighbourhood,
    extras: list[Any],
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    said: str | None,
) -> None:
    orders(session, here, *extras)
    if before is not None:
        put(session, here, "x_n", 10, **before)
    found = checked(session, here, "x_n", after)
    assert len(found) == (said is not None)
    assert said is None or found[0].startswith(said)


def test_what_others_stand_on_does_not_go(session: Session, here: Neighbourhood) -> None:
    first = put(session, here, "x_n")
    put(session, here, "x_f", kind="formula", formula="x_n + 1", label="合计")
    assert checked(session, here, "x_n", None) == [
        "“x_n” is still used by 合计: change that first."
    ]
    with pytest.raises(Refused, match="still used by 合计"):
        undo_change(session, here.guan, first)


def test_a_formula_is_worked_out_for_the_rows_that_are_there_and_with_every_row_written(
    session: Session, here: Neighbourhood
) -> None:
    rows = orders(session, here, {"x_n": 4}, None)
    put(session, here, "x_n")
    put(session, here, "x_f", kind="formula", formula="x_n / 3 + yuan(cost_fen)", digits=2)
    put(session, here, "x_g", kind="formula", formula="default(x_f, 0) + 1")
    for row in rows:
        session.refresh(row)
    assert rows[0].extra == {"x_n": 4, "x_f": 2.33, "x_g": 3}
    assert rows[1].extra == {"x_g": 1}
    rows[1].extra = {**(rows[1].extra or {}), "x_n": 1}
    rows[0].cost_fen = 0
    session.flush()
    assert rows[1].extra == {"x_n": 1, "x_f": 2.33, "x_g": 3}
    assert rows[0].extra == {"x_n": 4, "x_f": 1.33, "x_g": 2}
    assert recompute(session, "work_order") == 0


def test_a_formula_that_changes_is_worked_out_anew(session: Session, here: Neighbourhood) -> None:
    (row,) = orders(session, here, {})
    put(session, here, "x_f", kind="formula", formula="1")
    second = put(session, here, "x_f", kind="formula", formula="2")
    session.refresh(row)
    assert row.extra == {"x_f": 2}
    undo_change(session, here.guan, second)
    session.refresh(row)
    assert row.extra == {"x_f": 1}


def test_a_formula_holds_at_its_place_only(session: Session, here: Neighbourhood) -> None:
    rows = orders(session, here, {}, {})
    rows[1].place_id, rows[1].path = here.places["qinghe"].id or 0, here.places["qinghe"].path
    session.flush()
    body = BASE | {"name": "x_f", "kind": "formula", "formula": "1"}
    given = ((FIELD, "work_order.x_f", body),)
    publish_at_once(session, here.guan, "x", here.fengyuan.id, given)
    for row in rows:
        session.refresh(row)
    assert [row.extra for row in rows] == [{"x_f": 1}, {}]


def test_the_sums_of_metrics_follow_the_day_with_the_formulas(here: Neighbourhood) -> None:
    where = {"field": "x_f", "op": "ge", "value": 100}
    body = {
        "label": "久拖",
        "entity": "work_order",
        "time": "received_on",
        "numerator": {"op": "count", "where": where},
        "rolled": True,
    }
    with transaction() as session:
        orders(session, here, {})
        put(session, here, "x_f", kind="formula", formula="days(received_on, today())")
        append(session, here.guan, DefinitionKind.METRIC, "late", None, body)
        build_all(session)
    working._followed.clear()
    with clock_at(NOON.replace(year=NOON.year + 1)), transaction() as session:
        before = session.exec(select(func.sum(Rollup.row_count))).one()
        assert follow_the_day(session) == 1
        assert session.exec(select(func.sum(Rollup.row_count))).one() == (before or 0) + 2
        assert all(prove(session, cube) for cube in cubes(session).values())


def test_formulas_that_look_at_the_day_follow_it(here: Neighbourhood) -> None:
    with transaction() as session:
        orders(session, here, {})
        put(session, here, "x_f", kind="formula", formula="days(received_on, today())")
    working._followed.clear()
    with transaction() as session:
        assert follow_the_day(session) == 0
    with clock_at(NOON.replace(year=NOON.year + 1)), transaction() as session:
        assert follow_the_day(session) == 1
        assert follow_the_day(session) == 0
    with transaction() as session:
        (row,) = session.exec(select(WorkOrder))
        assert row.extra is not None
        assert (
            row.extra["x_f"] == (date(NOON.year + 1, NOON.month, NOON.day) - date(2026, 6, 1)).days
        )


def test_the_database_sees_what_python_sees(session: Session, here: Neighbourhood) -> None:
    """A filter on a formula finds the same rows in SQL and in Python: both read what is stored."""
    rows = orders(session, here, *[{"x_n": n} if n % 4 else None for n in range(-20, 28)][:28])
    put(session, here, "x_n")
    put(session, here, "x_f", kind="formula", formula="x_n * x_n / 7 - x_n", digits=3)
    of, facts = entity_for(session, "work_order"), Facts()
    for row in rows:
        session.refresh(row)
    for op in ("lt", "ge", "filled", "empty"):
        told = {"field": "x_f", "op": op} | ({"value": "2.5"} if op in {"lt", "ge"} else {})
        test = read_condition(told, of)
        found = session.exec(
            select(WorkOrder.id)
            .where(clause(test, column_of(of), facts))
            .order_by(col(WorkOrder.id))
        )
        assert list(found) == [r.id for r in rows if holds(test, r.extra or {}, facts)]


def plan(session: Session, statement: Any) -> str:
    dialect = session.get_bind().dialect
    said = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    if dialect.name == "sqlite":
        return str(session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}").all())
    session.connection().execute(text("SET LOCAL enable_seqscan = off"))
    said = said.replace("%%", "%")
    return str(session.connection().exec_driver_sql(f"EXPLAIN {said}").all())


@pytest.mark.parametrize(
    ("kind", "value"), [("number", 3), ("money", 3), ("choice", "a"), ("date", "2026-06-10")]
)
def test_an_index_that_was_asked_for_is_used_and_goes_with_its_field(
    session: Session, here: Neighbourhood, kind: str, value: Any
) -> None:
    more = {"choices": AB} if kind == "choice" else {}
    orders(session, here, {"x_i": value}, {"x_i": [1]}, {"x_i": {"a": 1}}, {"x_i": None})
    put(session, here, "x_i", kind=kind, indexed=False, **more)
    second = put(session, here, "x_i", kind=kind, indexed=True, **more)
    of = entity_for(session, "work_order")
    try:
        assert is_indexed(session, "work_order", "x_i")
        assert of.by_name["x_i"].indexed
        test = clause(
            read_condition({"field": "x_i", "op": "is", "value": value}, of), column_of(of), Facts()
        )
        asked = select(WorkOrder.id).where(test)
        assert "ixf_work_order_x_i" in plan(session, asked)
        assert len(session.exec(asked).all()) == 1
        undo_change(session, here.guan, second)
        assert not is_indexed(session, "work_order", "x_i")
    finally:
        set_index(session, of, "x_i", False)
    trail = session.exec(select(TrailLine).where(TrailLine.code == "field.indexed")).all()
    assert [line.after and line.after["indexed"] for line in trail] == [True, False]


def test_an_override_is_checked_against_the_rows_too(session: Session, here: Neighbourhood) -> None:
    orders(session, here, {}, {})
    place = here.places["jiangcheng"].id
    found = change.draft_change(session, here.guan, "收紧", place)
    body = {"entity": "work_order", "column": "due_on", "required": True}
    change.put_item(session, here.guan, found.id or 0, OVERRIDE, "work_order.due_on", body)
    (one,) = change.check(session, here.guan, found.id or 0).found
    assert [(f.sentence, f.count) for f in one.failing] == [("{count} rows have nothing in it.", 2)]
    change.publish_change(session, here.guan, found.id or 0, found.edit_count, 2)
    assert entity_for(session, "work_order").by_name["due_on"].required
    undo_change(session, here.guan, found.id or 0)
    assert not entity_for(session, "work_order").by_name["due_on"].required


def test_a_row_with_decimals_of_a_formula_is_opened_and_changed_like_any(
    session: Session, here: Neighbourhood
) -> None:
    (row,) = orders(session, here, {"x_n": 1})
    put(session, here, "x_n")
    put(session, here, "x_f", kind="formula", formula="x_n / 8", digits=3)
    seen = detail(session, here.lin, "work_order", row.id or 0)
    assert seen.values["x_f"] == 0.125
    change_row(session, here.lin, "work_order", row.id or 0, {"x_n": 3}, seen.seen)
    again = detail(session, here.lin, "work_order", row.id or 0)
    assert (again.values["x_f"], again.seen == seen.seen) == (0.375, False)


def test_what_one_place_must_fill_in_another_need_not(
    session: Session, here: Neighbourhood
) -> None:
    body = BASE | {"name": "x_n", "required": True}
    given = ((FIELD, "work_order.x_n", body),)
    publish_at_once(session, here.guan, "x", here.fengyuan.id, given)
    assert not entity_for(session, "work_order").by_name["x_n"].required
    values = {"number": "G1", "title": "一件", "source": "grid", "received_on": "2026-06-01"}
    values |= {"category": "other", "cost_fen": 0}  # what the form fills in beforehand
    elsewhere = values | {"place_id": here.places["qinghe"].id}
    assert create_row(session, here.guan, "work_order", elsewhere)
    with pytest.raises(Refused, match="fill this in"):
        create_row(session, here.guan, "work_order", values | {"place_id": here.fengyuan.id})


def test_rows_are_looked_through_by_names_only_for_those_who_may_read_them(
    session: Session, here: Neighbourhood
) -> None:
    begins = {"not": {"all": [{"field": "debtor", "op": "begins", "value": "周"}]}}
    body = BASE | {"entity": "claim", "name": "x_n", "required_if": begins}
    key, place = "claim.x_n", here.places["fengyuan-community"].id
    found = change.draft_change(session, here.guan, "试", place)
    with pytest.raises(Refused, match="personal data, which you may not read"):
        change.put_item(session, here.guan, found.id or 0, FIELD, key, body)
    change.put_item(session, here.lin, found.id or 0, FIELD, key, body)
    with pytest.raises(Refused, match="personal data, which you may not read"):
        change.publish_change(session, here.guan, found.id or 0, found.edit_count, 99)


@pytest.mark.parametrize(
    "broken",
    [
        {"kind": "nothing"},
        {"kind": [None]},
        {"name": {"any": []}},
        {"label": None},
        {"kind": "choice", "choices": [True]},
        {"kind": "choice", "choices": -1},
        {"visible_if": {"field": "title", "op": []}},
    ],
)
def test_a_field_that_is_none_is_told_and_nothing_beside_it_falls_with_it(
    session: Session, here: Neighbourhood, broken: dict[str, Any]
) -> None:
    body = BASE | {"name": "x_f"} | broken
    counted = {"label": "工单", "entity": "work_order", "numerator": {"op": "count"}}
    found = change.draft_change(session, here.guan, "x", None)
    change.put_item(session, here.guan, found.id or 0, FIELD, "work_order.x_f", body)
    change.put_item(session, here.guan, found.id or 0, DefinitionKind.METRIC, "all", counted)
    told = {one.key: one.problems for one in change.check(session, here.guan, found.id or 0).found}
    assert told["work_order.x_f"] and not told["all"]
