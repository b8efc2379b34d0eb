"""What an override forbids is refused by every way to write a row (字段调整)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from models.register import WorkOrder
from rules.load.layout import Layout
from rules.refusal import Refused
from rules.table import Wanted
from services.definition import append
from services.load.importing import Upload, import_rows
from services.row.changing import change_row
from services.row.creating import create_row
from services.row.many import change_many
from services.table.detail import detail
from tests.neighbourhood import Neighbourhood

TIGHT: list[tuple[str, dict[str, Any], Any, Any]] = [  # what is refused, and what is taken
    ("due_on", {"required": True}, None, "2026-06-02"),
    ("cost_fen", {"most": 1_000}, 1_001, 999),
    ("cost_fen", {"least": 500}, 499, 501),
    ("title", {"longest": 4}, "路灯不亮了", "路灯不亮"),
    ("category", {"choices": ["lift", "other"]}, "parking", "lift"),
    ("satisfied", {"read_only": True}, True, None),
]
Write = Callable[[Session, Neighbourhood, WorkOrder, str, Any], Any]


def add(session: Session, here: Neighbourhood, _row: WorkOrder, name: str, value: Any) -> None:
    values = {
        "number": f"N-{value}",
        "place_id": here.fengyuan.id,
        "title": "漏水",
        "source": "grid",
        "received_on": date(2026, 6, 1),
        "due_on": date(2026, 6, 9),
        "cost_fen": 700,
    }
    create_row(session, here.lin, "work_order", values | {name: value})


def change(session: Session, here: Neighbourhood, row: WorkOrder, name: str, value: Any) -> None:
    seen = detail(session, here.lin, "work_order", row.id or 0).seen
    change_row(session, here.lin, "work_order", row.id or 0, {name: value}, seen)


def many(session: Session, here: Neighbourhood, _row: WorkOrder, name: str, value: Any) -> None:
    change_many(session, here.lin, Wanted("work_order"), {name: value}, 1)


def load(session: Session, here: Neighbourhood, _row: WorkOrder, name: str, value: Any) -> None:
    said = {True: "是", None: ""}.get(value, value)
    said = f"{value / 100:.2f}" if name == "cost_fen" else said
    layout = Layout(1, ("工单号", name), ("number", name), ("number",), clears=True)
    file = Upload("表.csv", f"工单号,{name}\nN-1,{said}\n".encode())
    import_rows(session, here.lin, "work_order", file, layout)


@pytest.fixture
def row(session: Session, here: Neighbourhood) -> WorkOrder:
    """One work order that is in order before and after."""
    made = WorkOrder(
        number="N-1",
        place_id=here.fengyuan.id or 0,
        path=here.fengyuan.path,
        title="灯坏",
        source="grid",
        received_on=date(2026, 6, 1),
        due_on=date(2026, 6, 8),
        cost_fen=600,
    )
    session.add(made)
    session.flush()
    return made


@pytest.mark.parametrize("write", [add, change, many, load])
@pytest.mark.parametrize(("name", "tighter", "wrong", "right"), TIGHT)
def test_a_write_that_an_override_forbids_is_refused(
    session: Session,
    here: Neighbourhood,
    row: WorkOrder,
    write: Write,
    name: str,
    tighter: dict[str, Any],
    wrong: Any,
    right: Any,
) -> None:
    body = {"entity": "work_order", "column": name} | tighter
    append(session, None, DefinitionKind.OVERRIDE, f"work_order.{name}", None, body)
    with pytest.raises(Refused):
        write(session, here, row, name, wrong)
    session.refresh(row)
    assert (row.due_on, row.cost_fen, row.title) == (date(2026, 6, 8), 600, "灯坏")
    if right is not None:
        write(session, here, row, name, right)
    append(session, None, DefinitionKind.OVERRIDE, f"work_order.{name}", None, None)
    if wrong is not None:
        write(session, here, row, name, wrong)
