"""A batch taken back: every row is as it was, to the hash; what others changed since is theirs."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, delete, select

from models.definition import DefinitionKind
from models.history import BatchState, RowChange
from models.register import WorkOrder
from rules.refusal import Refused
from services.definition import append
from services.entity.standing import mark_of
from services.load.importing import Upload, import_rows
from services.load.undo import changed_since, undo_batch
from tests.neighbourhood import Neighbourhood
from tests.registers import orders
from tests.services.load.test_importing import GOOD, LAYOUT, csv

CHANGED = "G-002,fengyuan-2,路灯还不亮,other,grid,2026/5/10,99,否"
SAME = "G-001,枫园小区,电梯停运,other,hotline,2026-05-04,,"


def hashes(session: Session) -> dict[int, str]:
    """What tells each row from any other state of it."""
    session.expire_all()
    table: Any = WorkOrder.__table__  # type: ignore[attr-defined]
    rows: list[Mapping[str, Any]] = list(session.execute(table.select()).mappings())
    return {row["id"]: mark_of(dict(row)) for row in rows}


def test_undone_every_row_is_as_it_was(session: Session, here: Neighbourhood) -> None:
    orders(session, here)
    before = hashes(session)
    batch = import_rows(session, here.lin, "work_order", csv(GOOD, CHANGED, SAME), LAYOUT)
    assert (batch.created_count, batch.changed_count, batch.unchanged_count) == (1, 1, 1)
    assert hashes(session) != before
    undone = undo_batch(session, here.lin, batch.id or 0)
    assert (hashes(session), undone.state) == (before, BatchState.UNDONE)
    with pytest.raises(Refused, match="already"):
        undo_batch(session, here.lin, batch.id or 0)


def test_what_others_changed_since_is_said_and_can_be_left(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    batch = import_rows(session, here.lin, "work_order", csv(GOOD, CHANGED), LAYOUT)
    row = session.exec(select(WorkOrder).where(col(WorkOrder.number) == "G-010")).one()
    row.title = "别人改过"
    session.add(row)
    session.flush()
    assert changed_since(session, here.lin, batch.id or 0) == 1
    with pytest.raises(Refused) as refused, session.begin_nested():
        undo_batch(session, here.lin, batch.id or 0)
    assert refused.value.facts == {"n": 1}
    undo_batch(session, here.lin, batch.id or 0, leave=True)
    session.expire_all()
    titles = dict(session.exec(select(WorkOrder.number, WorkOrder.title)).all())
    assert (titles["G-010"], titles["G-002"]) == ("别人改过", "路灯不亮")


def test_a_row_that_was_taken_away_since_counts_as_changed(
    session: Session, here: Neighbourhood
) -> None:
    batch = import_rows(session, here.lin, "work_order", csv(GOOD), LAYOUT)
    session.execute(delete(WorkOrder))
    assert changed_since(session, here.lin, batch.id or 0) == 1


@pytest.mark.parametrize("who", ["chen", "gao", "shen", "wai"])
def test_who_may_not_import_may_not_undo(session: Session, here: Neighbourhood, who: str) -> None:
    batch = import_rows(session, here.lin, "work_order", csv(GOOD), LAYOUT)
    with pytest.raises(Refused):
        undo_batch(session, getattr(here, who), batch.id or 0)


def test_nobody_writes_by_taking_back_what_he_may_not_write(
    session: Session, here: Neighbourhood
) -> None:
    orders(session, here)
    batch = import_rows(session, here.lin, "work_order", csv(CHANGED), LAYOUT)
    narrow = [
        {"tables": ["work_order"], "actions": ["read", "create", "import"]},
        {"tables": ["work_order"], "actions": ["change"], "fields": ["title"]},
    ]
    body = {"role": "secretary", "rights": narrow}
    append(session, here.guan, DefinitionKind.RIGHT, "secretary.work_order", None, body)
    before = hashes(session)
    with pytest.raises(Refused, match="fill in"), session.begin_nested():
        undo_batch(session, here.shi, batch.id or 0)
    assert hashes(session) == before
    undo_batch(session, here.lin, batch.id or 0)


LINES = st.lists(
    st.builds(
        lambda n, place, title, fen, done: (
            f"G-00{n},{place},{title},other,hotline,2026-05-04,{fen},{done}"
        ),
        st.integers(1, 9),
        st.sampled_from(["枫园小区", "清河里", "fengyuan-1", ""]),
        st.sampled_from(["甲", "乙", "", "=1+1"]),
        st.sampled_from(["", "1", "99.5", "x"]),
        st.sampled_from(["", "是", "否"]),
    ),
    min_size=1,
    max_size=8,
)


@given(LINES)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_file_holds_its_undoing_restores_all(
    session: Session, here: Neighbourhood, lines: list[str]
) -> None:
    if not session.exec(select(WorkOrder)).first():
        orders(session, here)
    before = hashes(session)
    try:
        batch = import_rows(session, here.lin, "work_order", csv(*lines), LAYOUT)
    except Refused:
        assert hashes(session) == before
        return
    written = session.exec(select(RowChange).where(RowChange.batch_id == batch.id)).all()
    assert len(written) == batch.created_count + batch.changed_count
    undo_batch(session, here.lin, batch.id or 0)
    assert hashes(session) == before
    assert isinstance(batch.file_name, str) and Upload("x", b"").sha256
