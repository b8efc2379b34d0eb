"""A file into a table: what is good goes in, what is bad is named, and again nothing changes."""

import pytest
from sqlmodel import Session, col, select

from models.definition import DefinitionKind
from models.history import RowChange
from models.register import WorkOrder
from rules.load.layout import Layout
from rules.refusal import Refused
from services.definition import append
from services.load.importing import Upload, examine, import_rows
from tests.neighbourhood import Neighbourhood
from tests.registers import orders

HEAD = ("工单号", "地方", "事项", "类别", "来源", "受理日期", "花费（元）", "按期办结")
COLUMNS = (
    "number",
    "place_id",
    "title",
    "category",
    "source",
    "received_on",
    "cost_fen",
    "on_time",
)
LAYOUT = Layout(1, HEAD, COLUMNS, ("number",))
GOOD = 'G-010,枫园小区,楼道灯不亮,other,12345 热线,2026年5月4日,"1,200.50",是'


def csv(*rows: str, head: tuple[str, ...] = HEAD) -> Upload:
    return Upload("工单.csv", "\r\n".join([",".join(head), *rows]).encode())


def test_new_rows_go_in_and_again_nothing_changes(session: Session, here: Neighbourhood) -> None:
    file = csv(GOOD)
    found = examine(session, here.lin, "work_order", file, LAYOUT)
    assert (found.rows, found.new, found.changed, found.same) == (1, 1, 0, 0)
    assert not session.exec(select(WorkOrder)).all()
    batch = import_rows(session, here.lin, "work_order", file, LAYOUT)
    assert (batch.created_count, batch.failed_count) == (1, 0)
    row = session.exec(select(WorkOrder)).one()
    assert (row.number, row.title, row.cost_fen, row.on_time) == (
        "G-010",
        "楼道灯不亮",
        120_050,
        True,
    )
    assert row.path == here.places["fengyuan"].path
    line = session.exec(select(RowChange)).one()
    assert (line.row_id, line.batch_id, line.before) == (row.id, batch.id, None)
    again = import_rows(session, here.lin, "work_order", file, LAYOUT)
    assert (again.created_count, again.changed_count, again.unchanged_count) == (0, 0, 1)


def test_a_row_that_is_there_is_changed_where_it_differs(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    file = csv("G-002,枫园小区,路灯不亮,other,hotline,2026/5/9,99,")
    found = examine(session, here.lin, "work_order", file, LAYOUT)
    assert found.differences[0].cells == (("cost_fen", 12_050, 9_900),)
    batch = import_rows(session, here.lin, "work_order", file, LAYOUT)
    assert batch.changed_count == 1
    session.expire_all()
    changed = session.exec(select(WorkOrder).where(col(WorkOrder.number) == "G-002")).one()
    assert changed.cost_fen == 9_900


def test_good_rows_go_in_though_others_are_bad(session: Session, here: Neighbourhood) -> None:
    bad = (
        "G-011,枫园小区,甲,other,hotline,昨天,1,是",
        "G-012,没有的小区,乙,other,hotline,2026-05-04,1,是",
        "G-013,1 号楼,丙,other,hotline,2026-05-04,1,是",
        "G-014,枫园小区,丁,other,邮局,2026-05-04,1,是",
        "G-015,枫园小区,戊,other,hotline,2026-05-04,1.005,是",
        "G-010,枫园小区,己,other,hotline,2026-05-04,1,是",
        ",枫园小区,庚,other,hotline,2026-05-04,1,是",
        "G-016,枫园小区,,other,hotline,2026-05-04,1,也许",
        "G-017,枫园小区,壬,other,hotline,2026-05-04,-1,是",
    )
    batch = import_rows(session, here.lin, "work_order", csv(GOOD, *bad), LAYOUT)
    assert (batch.created_count, batch.failed_count) == (1, 9)
    found = examine(session, here.lin, "work_order", csv(GOOD, *bad), LAYOUT)
    told = [(one.row, one.column, one.code) for one in found.problems]
    assert told == [
        (3, "受理日期", "kind"),
        (4, "地方", "unknown"),
        (5, "地方", "ambiguous"),
        (6, "来源", "choice"),
        (7, "花费（元）", "kind"),
        (8, "工单号", "twice"),
        (9, "工单号", "required"),
        (10, "按期办结", "kind"),
        (11, "花费（元）", "least"),
    ]


@pytest.mark.parametrize("who", ["chen", "gao", "shen", "wai"])
def test_who_may_not_import_is_refused(session: Session, here: Neighbourhood, who: str) -> None:
    with pytest.raises(Refused):
        import_rows(session, getattr(here, who), "work_order", csv(GOOD), LAYOUT)


def test_a_trial_tells_nothing_of_what_may_be_written_and_not_read(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    narrow = [
        {"tables": ["work_order"], "actions": ["read"], "fields": ["number", "title"]},
        {"tables": ["work_order"], "actions": ["create", "change", "import"]},
    ]
    body = {"role": "secretary", "rights": narrow}
    append(session, here.guan, DefinitionKind.RIGHT, "secretary.work_order", None, body)
    file = csv("G-002,枫园小区,路灯还不亮,other,hotline,2026/5/9,99,")
    found = examine(session, here.shi, "work_order", file, LAYOUT)
    assert found.differences[0].cells == (
        ("title", "路灯不亮", "路灯还不亮"),
        ("cost_fen", "**", 9_900),
    )
