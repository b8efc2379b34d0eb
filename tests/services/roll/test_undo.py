"""Undoing an import: every row as it was, or a sentence that says why not."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from db.session import transaction
from models.base import Record, clock_at, now
from models.choice import Regime
from models.member import Grant, Role
from models.motion import Motion
from models.roll import RollImport, Unit
from models.trail import TrailLine
from rules.refusal import Refused
from services.roll import photograph as picture
from services.roll.undo import undo_import
from tests.neighbourhood import Neighbourhood
from tests.services.roll.test_importing import ROWS, one_row, take, written


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row of the four tables, as stored, sealed columns sealed."""
    session.flush()
    found = {}
    for table_name in picture.TABLES:
        here = picture.bare(table_name)
        names = [column.name for column in here.c]
        rows = session.execute(here.select().with_only_columns(*(here.c[n] for n in names)))
        found[table_name] = sorted(map(tuple, rows), key=lambda row: row[0])
    return found


def undo(session: Session, here: Neighbourhood, taken: RollImport) -> RollImport:
    return undo_import(session, here.lin, taken.id or 0)


def test_an_undone_import_leaves_every_row_as_it_was(session: Session, here: Neighbourhood) -> None:
    first = take(session, here, *ROWS)
    before = everything(session)
    second = take(
        session,
        here,
        ["3-501", "1号楼", "91", "赵六", "", "", "", ""],  # moved, larger, sold
        ["3-502", "", "", "李四、王五", "", "13900000002", "", ""],  # another phone
        ["9-101", "9号楼", "70", "孙丽", "", "", "", ""],  # new, in a new building
    )
    assert (second.added_count, second.changed_count) == (1, 2)
    undo(session, here, second)
    assert everything(session) == before
    undo(session, here, first)
    assert session.exec(select(Unit).where(col(Unit.label).startswith("3-"))).all() == []
    codes = session.exec(select(TrailLine.code).order_by(col(TrailLine.id))).all()
    assert codes[-1] == "roll.undone"


def test_an_import_is_undone_once(session: Session, here: Neighbourhood) -> None:
    taken = take(session, here, *ROWS)
    undo(session, here, taken)
    assert taken.undone_at is not None
    with pytest.raises(Refused, match="already"):
        undo(session, here, taken)


def test_an_earlier_import_waits_for_the_later_one_that_changed_its_rows(
    session: Session, here: Neighbourhood
) -> None:
    first = take(session, here, *ROWS)
    take(session, here, ["3-501", "", "95", "张三", "", "", "", ""])
    with pytest.raises(Refused, match="1 rows of this import were changed later"):
        undo(session, here, first)


def test_imports_that_do_not_touch_are_undone_in_any_order(
    session: Session, here: Neighbourhood
) -> None:
    first = take(session, here, *ROWS)
    take(session, here, ["9-101", "9号楼", "70", "吴九", "", "", "", ""])
    undo(session, here, first)
    labels = session.exec(select(Unit.label).where(Unit.compound_id == here.fengyuan.id)).all()
    assert "9-101" in labels
    assert "3-501" not in labels


def test_an_import_that_somebody_lives_on_is_not_undone(
    session: Session, here: Neighbourhood
) -> None:
    taken = take(session, here, *ROWS)
    unit = session.exec(select(Unit).where(Unit.label == "3-501")).one()
    member_id = here.chen.member_id or 0
    session.add(Grant(member_id=member_id, role=Role.RESIDENT, place_id=unit.place_id))
    session.flush()
    before = everything(session)
    with pytest.raises(Refused, match="already stand on units"):
        undo(session, here, taken)
    assert everything(session) == before


def test_a_new_unit_in_an_imported_building_keeps_the_building(
    session: Session, here: Neighbourhood
) -> None:
    first = take(session, here, *ROWS)
    take(session, here, ["3-701", "3号楼", "70", "吴九", "", "", "", ""])
    with pytest.raises(Refused, match="already stand on units"):
        undo(session, here, first)


def test_a_roll_that_was_voted_on_is_not_undone(session: Session, here: Neighbourhood) -> None:
    taken = take(session, here, *ROWS)
    _announce(session, here)
    with pytest.raises(Refused, match="put to the vote"):
        undo(session, here, taken)


def _announce(session: Session, here: Neighbourhood) -> None:
    """A motion over the whole compound, as small as the tables allow."""
    topic = _topic(session, here)
    with clock_at(now() + timedelta(hours=1)):
        motion = Motion(
            topic_id=topic,
            path=here.fengyuan.path,
            question="是否更换物业",
            regime=Regime.OWNERS,
            scope_path=here.fengyuan.path,
            announced_at=now(),
            opens_at=now(),
            closes_at=now(),
            put_by=here.lin.member_id,
        )
    session.add(motion)
    session.flush()


def _topic(session: Session, here: Neighbourhood) -> int:
    from models.procedure import Procedure, ProcedureVersion  # noqa: PLC0415
    from models.topic import Category, Topic  # noqa: PLC0415

    procedure = session.exec(select(Procedure)).first()
    if procedure is None:
        procedure = _added(session, Procedure(code="probe", name="规程", model="wumin"))
    version = _added(session, ProcedureVersion(procedure_id=procedure.id, number=99))
    topic = Topic(
        place_id=here.fengyuan.id,
        path=here.fengyuan.path,
        title="物业",
        category=Category.PROPERTY,
        proposer_id=here.chen.member_id,
        version_id=version.id,
        step_code="propose",
        step_since=now(),
    )
    return _added(session, topic).id or 0


def _added(session: Session, row: Any) -> Any:
    assert isinstance(row, Record)
    session.add(row)
    session.flush()
    return row


@pytest.mark.parametrize("who", ["chen", "gao", "wai"])
def test_only_those_entrusted_undo(session: Session, here: Neighbourhood, who: str) -> None:
    taken = take(session, here, *ROWS)
    with pytest.raises(Refused, match="role"):
        undo_import(session, here.visitors[who], taken.id or 0)
    with pytest.raises(Refused, match="no such import"):
        undo_import(session, here.lin, 0)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(
    first=st.lists(one_row, min_size=1, max_size=6),
    second=st.lists(one_row, min_size=1, max_size=8),
)
def test_whatever_an_import_did_undoing_it_restores_every_row(
    here: Neighbourhood, first: list[Any], second: list[Any]
) -> None:
    from tests.rolls import table  # noqa: PLC0415

    with transaction() as session:
        take(session, here, whole=table(*(written(n, row) for n, row in enumerate(first))))
        before = everything(session)
        taken = take(session, here, whole=table(*(written(n, row) for n, row in enumerate(second))))
        undo(session, here, taken)
        assert everything(session) == before
        session.rollback()
