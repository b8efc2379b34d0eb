"""Importing a roll: what comes in, what stays, and that the order of rows means nothing."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from db.session import transaction
from models.choice import UnitKind, UnitStatus
from models.place import Place, PlaceKind
from models.roll import Owner, Ownership, RollImport, Unit
from models.secret import fingerprint
from models.trail import TrailLine
from rules.refusal import Refused
from rules.roll.table import Table
from services.place import plant
from services.roll.importing import Upload, import_roll, preview
from services.trail import HOUSE
from tests.neighbourhood import Neighbourhood
from tests.rolls import HEADER, table

ROWS = (
    ["3-501", "3号楼", "90.55", "张三", "11010519491231002X", "13800000001", "住宅", "已交付"],
    ["3-502", "3号楼", "88", "李四、王五", "", "13800000002", "住宅", "已交付"],
    ["3-601", "3号楼", "88", "枫园置业", "", "", "住宅", "未售"],
    ["地下车位B-1", "", "12.5", "张三", "11010519491231002X", "", "车位", "已交付"],
)


def take(
    session: Session, here: Neighbourhood, *rows: Any, whole: Table | None = None
) -> RollImport:
    upload = Upload("名册.xlsx", "0" * 64, whole or table(*rows))
    return import_roll(session, here.lin, here.fengyuan.id or 0, upload)


def counts(taken: RollImport) -> tuple[int, int, int, int]:
    return taken.added_count, taken.changed_count, taken.same_count, taken.bad_count


def roll(session: Session, compound_id: int | None) -> list[Any]:
    """The roll as anybody would compare it: no ids, owners by what is known of them."""
    session.expire_all()
    found = []
    for unit in session.exec(select(Unit).where(Unit.compound_id == compound_id)):
        owners = session.exec(
            select(Owner)
            .join(Ownership, col(Ownership.owner_id) == Owner.id)
            .where(Ownership.unit_id == unit.id)
        )
        others = {owner.id: _marks(session, owner) for owner in owners}
        facts = (unit.building, unit.kind, unit.status, unit.area_cm2, unit.area_source)
        found.append((unit.label, facts, sorted(others.values())))
    return sorted(found)


def _marks(session: Session, owner: Owner) -> tuple[Any, ...]:
    """An owner by his marks and by the units he holds: so two namesakes never look like one."""
    held = select(Unit.label).join(Ownership, col(Ownership.unit_id) == Unit.id)
    labels = sorted(session.exec(held.where(Ownership.owner_id == owner.id)))
    return owner.name, owner.id_number or "", owner.phone or "", owner.developer, tuple(labels)


def test_a_roll_comes_in_with_its_units_owners_and_places(
    session: Session, here: Neighbourhood
) -> None:
    taken = take(session, here, *ROWS)
    assert counts(taken) == (4, 0, 0, 0)
    unit = session.exec(select(Unit).where(Unit.label == "3-501")).one()
    assert (unit.area_cm2, unit.kind, unit.building) == (905_500, UnitKind.HOME, "3 号楼")
    place = session.get_one(Place, unit.place_id)
    assert (place.code, place.kind) == ("fengyuan-3-501", PlaceKind.UNIT)
    building = session.get_one(Place, place.parent_id)
    assert place.path == f"{building.path}{place.id}/"
    assert (building.name, building.code) == ("3 号楼", "fengyuan-3")
    parking = session.exec(select(Unit).where(Unit.label == "地下车位B-1")).one()
    assert session.get_one(Place, parking.place_id).parent_id == here.fengyuan.id
    zhang = session.exec(select(Owner).where(Owner.name == "张三")).one()
    assert zhang.phone == "13800000001"
    assert zhang.id_print == fingerprint("11010519491231002X")
    held = session.exec(select(Ownership).where(Ownership.owner_id == zhang.id)).all()
    assert {row.unit_id for row in held} == {unit.id, parking.id}
    unsold = session.exec(select(Unit).where(Unit.label == "3-601")).one()
    assert unsold.status is UnitStatus.UNSOLD
    developer = session.exec(
        select(Owner).where(Owner.name == "枫园置业", Owner.compound_id == here.fengyuan.id)
    ).one()
    assert developer.developer


def test_numbers_are_sealed_at_rest_and_never_in_the_trail(
    session: Session, here: Neighbourhood
) -> None:
    taken = take(session, here, *ROWS)
    stored = session.connection().exec_driver_sql("SELECT phone, id_number FROM owner").all()
    assert not any("138" in (cell or "")[:11] for row in stored for cell in row)
    assert "13800000001" not in str(taken.before)
    line = session.exec(select(TrailLine).where(TrailLine.code == "roll.imported")).one()
    assert line.after is not None
    assert line.after["added"] == 4
    assert "张三" not in str(line.after)


def test_importing_the_same_file_again_changes_nothing(
    session: Session, here: Neighbourhood
) -> None:
    take(session, here, *ROWS)
    before = roll(session, here.fengyuan.id)
    again = take(session, here, *ROWS)
    assert counts(again) == (0, 0, 4, 0)
    assert not any(told["changed"] for name, told in again.before.items() if name != "households")
    assert roll(session, here.fengyuan.id) == before


def test_a_building_that_stands_is_used_whatever_it_is_called(
    session: Session, here: Neighbourhood
) -> None:
    take(session, here, ["1-301", "1栋", "80", "张三", "", "", "", ""])
    unit = session.exec(select(Unit).where(Unit.label == "1-301")).one()
    place = session.get_one(Place, unit.place_id)
    assert place.parent_id == here.places["fengyuan-1"].id


def test_a_unit_may_move_to_another_building(session: Session, here: Neighbourhood) -> None:
    take(session, here, ["3-501", "3号楼", "80", "张三", "", "", "", ""])
    changed = take(session, here, ["3-501", "1号楼", "80", "张三", "", "", "", ""])
    assert counts(changed) == (0, 1, 0, 0)
    session.expire_all()
    unit = session.exec(select(Unit).where(Unit.label == "3-501")).one()
    place = session.get_one(Place, unit.place_id)
    assert place.path == f"{here.places['fengyuan-1'].path}{place.id}/"


def test_households_are_counted_up_to_the_city(session: Session, here: Neighbourhood) -> None:
    city = session.get_one(Place, here.places["jiangcheng"].id)
    community = session.get_one(Place, here.places["fengyuan-community"].id)
    before = city.households
    take(session, here, *ROWS)
    session.expire_all()
    compound = session.get_one(Place, here.fengyuan.id)
    assert compound.households == 6 + 3  # homes that stood before, and three more
    assert city.households - before == community.households == compound.households


def test_a_new_owner_takes_the_place_of_the_old(session: Session, here: Neighbourhood) -> None:
    take(session, here, *ROWS)
    sold = [*ROWS[0][:3], "赵六", "", "", "住宅", "已交付"]
    assert counts(take(session, here, sold)) == (0, 1, 0, 0)
    unit = session.exec(select(Unit).where(Unit.label == "3-501")).one()
    names = session.exec(
        select(Owner.name)
        .join(Ownership, col(Ownership.owner_id) == Owner.id)
        .where(Ownership.unit_id == unit.id)
    ).all()
    assert names == ["赵六"]


def test_bad_rows_stay_out_and_good_rows_come_in(session: Session, here: Neighbourhood) -> None:
    taken = take(session, here, ROWS[0], ["3-999", "", "九十", "某", "", "", "", ""], ["3-998"])
    assert counts(taken) == (1, 0, 0, 2)
    with pytest.raises(Refused, match="No row"):
        take(session, here, ["3-999", "", "九十", "某", "", "", "", ""])


def test_codes_of_units_never_collide(session: Session, here: Neighbourhood) -> None:
    taken = take(session, here, ["1", "", "80", "张三", "", "", "", ""])
    assert taken.added_count == 1
    unit = session.exec(select(Unit).where(Unit.label == "1")).one()
    assert session.get_one(Place, unit.place_id).code == "fengyuan-1.2"  # building 1 has the other


def test_a_preview_tells_what_would_happen_and_writes_nothing(
    session: Session, here: Neighbourhood
) -> None:
    compound_id = here.fengyuan.id or 0
    plan = preview(session, here.lin, compound_id, table(*ROWS, ["2-101", *[""] * 7]))
    assert (plan.count("new"), plan.count("same")) == (4, 1)
    assert not session.exec(select(Unit).where(Unit.label == "3-501")).all()


@pytest.mark.parametrize("who", ["chen", "ma", "gao", "wai", "shen"])
def test_only_those_entrusted_import(session: Session, here: Neighbourhood, who: str) -> None:
    upload, compound_id = Upload("x", "0", table(*ROWS)), here.fengyuan.id or 0
    with pytest.raises(Refused, match="role"):
        import_roll(session, here.visitors[who], compound_id, upload)
    with pytest.raises(Refused, match="role"):
        preview(session, here.visitors[who], compound_id, upload.table)


def test_only_a_compound_has_a_roll(session: Session, here: Neighbourhood) -> None:
    upload = Upload("x", "0", table(*ROWS))
    with pytest.raises(Refused, match="Only a compound"):
        import_roll(session, here.lin, here.places["fengyuan-community"].id or 0, upload)


def test_progress_is_told_up_to_the_end(session: Session, here: Neighbourhood) -> None:
    told: list[tuple[str, int, int]] = []
    upload = Upload("x", "0", table(*ROWS))
    import_roll(session, here.lin, here.fengyuan.id or 0, upload, lambda *args: told.append(args))
    assert told[-1][1] == told[-1][2] > 0


PEOPLE = [
    ("张三", "11010519491231002X", "13800000001"),
    ("张三", "", "13800000002"),
    ("张三", "", ""),
    ("李四", "440524188001010014", ""),
    ("枫园置业", "", ""),
]
one_row = st.tuples(
    st.sampled_from(["1号楼", "7号楼", ""]),
    st.integers(1, 50_000).map(lambda n: f"{n // 100}.{n % 100:02d}" if n > 1 else "1"),
    st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True),
    st.sampled_from(["住宅", "商铺", "车位", ""]),
    st.sampled_from(["已交付", "未交付", "未售", ""]),
)


def written(number: int, row: Any) -> list[str]:
    building, area, people, kind, status = row
    names, ids, phones = ("、".join(marks or "无" for marks in column) for column in zip(*people))
    return [f"7-{number}", building, area, names, ids, phones, kind, status]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
@given(rows=st.lists(one_row, min_size=1, max_size=8), chance=st.randoms(use_true_random=False))
def test_any_order_and_any_splitting_of_the_rows_gives_the_same_roll(
    here: Neighbourhood, rows: list[Any], chance: Any
) -> None:
    lines = [written(number, row) for number, row in enumerate(rows)]
    shuffled = list(lines)
    chance.shuffle(shuffled)
    cut = chance.randint(0, len(lines))
    rolls = []
    for parts in ([lines], [shuffled], [shuffled[:cut], shuffled[cut:]]):
        with transaction() as session:
            for part in parts:
                if part:
                    take(session, here, whole=table(*part, header=HEADER))
            rolls.append(roll(session, here.fengyuan.id))
            session.rollback()
    assert rolls[0] == rolls[1] == rolls[2]


def test_places_planted_before_are_kept(session: Session, here: Neighbourhood) -> None:
    grid = here.places["fengyuan-grid-1"]
    plant(session, HOUSE, PlaceKind.BUILDING, "3 号楼", "third", grid)
    take(session, here, *ROWS)
    unit = session.exec(select(Unit).where(Unit.label == "3-501")).one()
    assert session.get_one(Place, unit.place_id).path.startswith(grid.path)
