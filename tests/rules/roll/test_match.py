"""What a file changes: who is the same owner, which area counts, and that order means nothing."""

import itertools
from typing import Any

from models.choice import UnitKind, UnitStatus
from models.roll import AreaSource
from rules.roll.match import CHANGED, NEW, SAME, Plan, StandingUnit, plan_import
from rules.roll.owner import OwnerIndex, StandingOwner
from rules.roll.row import Entry, Person

HOME, DELIVERED = UnitKind.HOME, UnitStatus.DELIVERED


def entry(row: int, label: str, *owners: Person, area: int | None = 900_000, **facts: Any) -> Entry:
    source = facts.pop("source", AreaSource.REGISTER) if area is not None else None
    return Entry(row, label, area_cm2=area, source=source, owners=owners or None, **facts)


def unit(key: int, label: str, *owner_ids: int, **facts: Any) -> StandingUnit:
    wanted = {"building": "", "kind": HOME, "status": DELIVERED, "area_cm2": 900_000}
    wanted |= {"source": AreaSource.REGISTER, "owner_ids": owner_ids} | facts
    return StandingUnit(key, label, **wanted)  # type: ignore[arg-type]


def plan(
    entries: list[Entry],
    units: tuple[StandingUnit, ...] = (),
    owners: tuple[StandingOwner, ...] = (),
) -> Plan:
    holders = {owner_id for unit in units for owner_id in unit.owner_ids}
    return plan_import(entries, units, OwnerIndex(owners, holders, lambda text: f"#{text}"))


def test_one_person_is_one_owner_by_id_number_whatever_else_the_rows_say() -> None:
    same = Person("张三", "X1", "138")
    found = plan([entry(2, "1", same), entry(3, "2", Person("张三", "X1"))])
    assert [(o.name, o.id_print, o.phone) for o in found.owners] == [("张三", "#X1", "138")]


def test_namesakes_with_other_numbers_are_other_people() -> None:
    people = [Person("张三", "X1"), Person("张三", "X2"), Person("张三", None, "138")]
    people += [Person("张三", None, "139"), Person("张三")]
    found = plan([entry(n, str(n), person) for n, person in enumerate(people)])
    assert len(found.owners) == 5


def test_without_numbers_the_name_decides() -> None:
    found = plan([entry(1, "1", Person("张三")), entry(2, "2", Person("张三"))])
    assert len(found.owners) == 1


def test_a_file_may_add_what_the_roll_did_not_know_of_a_units_owner() -> None:
    standing = (StandingOwner(7, "张三"),)
    found = plan([entry(2, "1", Person("张三", "X1", "138"))], (unit(5, "1", 7),), standing)
    assert [(o.id, o.id_number, o.phone, sorted(o.changed)) for o in found.owners] == [
        (7, "X1", "138", ["id_number", "phone"])
    ]
    assert found.rows == {2: CHANGED}
    assert not found.units


def test_another_name_on_the_row_is_a_new_owner_of_the_unit() -> None:
    standing = (StandingOwner(7, "张三"),)
    found = plan([entry(2, "1", Person("李四"))], (unit(5, "1", 7),), standing)
    assert found.units[0].changed == {"owners"}
    assert [owner.name for owner in found.units[0].owners] == ["李四"]


def test_who_sold_long_ago_is_not_taken_for_a_namesake() -> None:
    found = plan([entry(2, "1", Person("张三"))], (), (StandingOwner(7, "张三"),))
    assert [owner.id for owner in found.units[0].owners] == [None]


def test_namesakes_told_apart_by_hand_stay_apart() -> None:
    standing = (StandingOwner(7, "张三"), StandingOwner(8, "张三"))
    units = (unit(5, "1", 7), unit(6, "2", 8))
    rows = [entry(2, "1", Person("张三")), entry(3, "2", Person("张三"))]
    assert plan(rows, units, standing).rows == {2: SAME, 3: SAME}
    third = plan([*rows, entry(4, "3", Person("张三"))], units, standing)
    assert [owner.id for owner in third.units[0].owners] == [None]


def test_an_id_number_under_another_name_renames_and_says_so() -> None:
    standing = (StandingOwner(7, "张三", "#X1"),)
    found = plan([entry(2, "1", Person("张叁", "X1"))], (unit(5, "1", 7),), standing)
    assert (found.owners[0].name, found.owners[0].changed) == ("张叁", {"name"})
    assert "another name" in found.notes[0].sentence


def test_two_phones_of_one_owner_leave_the_one_that_stands() -> None:
    standing = (StandingOwner(7, "张三", "#X1", "#139"),)
    rows = [
        entry(2, "1", Person("张三", "X1", "138")),
        entry(3, "2", Person("张三", "X1", "139")),
    ]
    units = (unit(5, "1", 7), unit(6, "2", 7))
    found = plan(rows, units, standing)
    assert found.rows == {2: SAME, 3: SAME}
    assert "several phones" in found.notes[0].sentence


def test_a_lower_ranked_source_never_overwrites_a_higher_one() -> None:
    standing = (unit(5, "1", area_cm2=905_500),)
    lower = plan([entry(2, "1", area=912_000, source=AreaSource.CONTRACT)], standing)
    assert lower.rows == {2: SAME}
    assert lower.notes[0].facts["kept"] == "90.55"
    assert lower.notes[0].facts["given"] == "91.20"
    same_area = plan([entry(2, "1", area=905_500, source=AreaSource.SURVEY)], standing)
    assert not same_area.notes


def test_an_equal_or_higher_source_overwrites() -> None:
    survey = (unit(5, "1", area_cm2=905_500, source=AreaSource.SURVEY),)
    higher = plan([entry(2, "1", area=912_000, source=AreaSource.REGISTER)], survey)
    assert (higher.units[0].area_cm2, higher.units[0].source) == (912_000, AreaSource.REGISTER)
    equal = plan([entry(2, "1", area=912_000, source=AreaSource.SURVEY)], survey)
    assert equal.units[0].changed == {"area_cm2"}


def test_what_a_row_leaves_empty_stays() -> None:
    standing = (unit(5, "1", 7, building="3 号楼", kind=UnitKind.SHOP),)
    found = plan([entry(2, "1", area=None)], standing, (StandingOwner(7, "张三"),))
    assert found.rows == {2: SAME}


def test_a_new_unit_needs_an_area_and_an_owner_unless_it_is_unsold() -> None:
    found = plan([entry(2, "1", area=None), entry(3, "2", status=UnitStatus.UNSOLD)])
    assert [(fault.row, fault.sentence.split()[5]) for fault in found.faults] == [
        (2, "area."),
        (2, "owner,"),
    ]
    assert found.rows == {3: NEW}


def test_who_holds_unsold_units_is_the_developer() -> None:
    firm = Person("枫园置业")
    rows = [entry(2, "1", firm, status=UnitStatus.UNSOLD), entry(3, "2", firm)]
    for order in (rows, rows[::-1]):
        assert [owner.developer for owner in plan(order).owners] == [True]


def test_a_parking_space_is_known_by_its_label() -> None:
    found = plan([entry(2, "地下车位B-1", Person("张三"))])
    assert found.units[0].kind is UnitKind.PARKING


def test_the_order_of_rows_makes_no_difference() -> None:
    rows = [
        entry(2, "1", Person("张三", "X1", "138")),
        entry(3, "2", Person("张三", None, "138")),
        entry(4, "3", Person("张三")),
        entry(5, "4", Person("李四", "X2"), Person("张三", "X1")),
    ]

    def outcome(order: tuple[Entry, ...]) -> object:
        found = plan(list(order))
        numbers = {id(owner): n for n, owner in enumerate(found.owners)}
        drafts = [(u.label, [numbers[id(o)] for o in u.owners]) for u in found.units]
        owners = [(o.name, o.id_print, o.phone_print) for o in found.owners]
        return drafts, owners, found.rows

    outcomes = [outcome(order) for order in itertools.permutations(rows)]
    assert all(found == outcomes[0] for found in outcomes)
