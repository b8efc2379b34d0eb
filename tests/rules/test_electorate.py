"""From units to heads, by the rules R1 to R11 of what the law says on who counts."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.choice import Overlap, Parking, UnitKind, UnitStatus
from rules.electorate import Head, RollRow, Size, electorate, register, size, sizes

HOME, SHOP, PARKING = UnitKind
DELIVERED, UNDELIVERED, UNSOLD = UnitStatus


def unit(
    label: str, owner: str, area: int = 100, status: UnitStatus = DELIVERED, kind: UnitKind = HOME
) -> RollRow:
    return RollRow(label, tuple(owner.split(";")), area, kind, status)


def heads_by_key(*rows: RollRow, **choices: object) -> dict[str, Head]:
    return {head.key: head for head in electorate(rows, **choices)}  # type: ignore[arg-type]


def areas(*rows: RollRow, **choices: object) -> dict[str, int]:
    return {key: head.area_cm2 for key, head in heads_by_key(*rows, **choices).items()}


def test_one_unit_is_one_head() -> None:
    assert areas(unit("1", "甲"), unit("2", "乙")) == {"甲": 100, "乙": 100}


def test_an_owner_of_several_units_is_one_head_with_all_their_area() -> None:
    heads = heads_by_key(unit("1", "甲", 100), unit("2", "乙", 50), unit("3", "甲", 70, kind=SHOP))
    assert heads["甲"] == Head("甲", ("甲",), 170, ("1", "3"), developer=False)


def test_a_unit_owned_together_is_one_head_in_whatever_order_its_owners_are_named() -> None:
    heads = electorate([unit("1", "甲;乙", 100), unit("2", "乙;甲", 70)])
    assert [(head.owners, head.area_cm2) for head in heads] == [(tuple(sorted("甲乙")), 170)]


def test_what_is_unsold_or_not_handed_over_is_one_head_of_the_developer() -> None:
    heads = heads_by_key(
        unit("1", "华宇", 100, UNSOLD),
        unit("2", "甲", 70, UNDELIVERED),
        unit("3", "乙", 50, UNDELIVERED),
        unit("4", "甲", 30),
    )
    assert heads["developer"] == Head("developer", ("华宇",), 220, ("1", "2", "3"), developer=True)
    assert heads["甲"].area_cm2 == 30
    assert set(heads) == {"developer", "甲"}  # 乙 has no head until the home is handed over


@pytest.mark.parametrize("name", ["华宇", "开发商", "建设单位", "developer"])
def test_what_the_developer_owns_like_anyone_else_adds_to_his_one_head(name: str) -> None:
    assert areas(unit("1", "华宇", 100, UNSOLD), unit("2", name, 30)) == {"developer": 130}


def test_two_developers_share_one_head() -> None:
    rows = unit("1", "华宇", 100, UNSOLD), unit("2", "华润", 70, UNSOLD), unit("3", "华润;华宇", 9)
    assert areas(*rows) == {"developer": 179}


def test_the_one_name_on_all_undelivered_units_is_the_developers() -> None:
    rows = (
        unit("1", "华宇", 100, UNDELIVERED),
        unit("2", "华宇", 70, UNDELIVERED),
        unit("3", "华宇"),
    )
    assert areas(*rows) == {"developer": 270}


def test_several_names_on_undelivered_units_are_buyers() -> None:
    rows = (
        unit("1", "甲", 100, UNDELIVERED),
        unit("2", "乙", 70, UNDELIVERED),
        unit("3", "甲", 30),
    )
    heads = heads_by_key(*rows)
    assert {key: head.area_cm2 for key, head in heads.items()} == {"developer": 170, "甲": 30}
    assert heads["developer"].owners == ()


def test_who_knows_the_developer_for_certain_says_so() -> None:
    rows = unit("1", "7", 100, UNDELIVERED), unit("2", "7", 70), unit("3", "9", 30)
    told = frozenset({"9"})
    assert areas(*rows, developer=told) == {"developer": 130, "7": 70}
    who = register(rows, electorate(rows, developer=told), Parking.COUNT, told)
    assert [head.key for head in who.heads_of(("7",))] == ["7"]


def test_the_developers_share_of_a_unit_owned_together_is_a_head_of_its_own() -> None:
    rows = unit("1", "华宇", 100, UNSOLD), unit("2", "甲;华宇", 70)
    assert areas(*rows) == {"developer": 100, "developer;甲": 70}
    assert not heads_by_key(*rows)["developer;甲"].developer


def test_parking_that_does_not_count_is_left_out_altogether() -> None:
    rows = (
        unit("1", "甲", 100),
        unit("P1", "甲", 12, kind=PARKING),
        unit("P2", "乙", 12, kind=PARKING),
        unit("P3", "华宇", 500, UNSOLD, PARKING),
    )
    assert areas(*rows) == {"甲": 112, "乙": 12, "developer": 500}
    assert areas(*rows, parking=Parking.EXCLUDE) == {"甲": 100}
    assert sizes(rows) == {Parking.COUNT: Size(3, 624), Parking.EXCLUDE: Size(1, 100)}


OVERLAPPING = (
    unit("1", "甲", 100),
    unit("2", "甲;乙", 70),
    unit("3", "乙;丙", 50),
    unit("4", "丁", 9),
)


def test_overlapping_owners_are_heads_apart_unless_the_assembly_chose_otherwise() -> None:
    assert len(electorate(OVERLAPPING)) == 4


def test_merged_heads_are_all_who_share_an_owner_even_by_way_of_others() -> None:
    heads = electorate(OVERLAPPING, overlap=Overlap.MERGE)
    assert sorted(head.area_cm2 for head in heads) == [9, 220]
    assert {len(head.owners) for head in heads} == {3, 1}


def test_a_chain_of_ten_thousand_co_owners_merges_into_one_head() -> None:
    chain = [unit(str(number), f"{number};{number + 1}") for number in range(10_000)]
    assert size(electorate(chain, overlap=Overlap.MERGE)) == Size(1, 1_000_000)


def cast_by(owner: str, *rows: RollRow, parking: Parking = Parking.COUNT) -> set[str]:
    who = register(rows, electorate(rows, parking), parking)
    return {head.key for head in who.heads_of(tuple(owner.split(";")))}


PAIR = ";".join(sorted("甲乙"))


@pytest.mark.parametrize(
    ("owner", "heads"),
    [
        ("甲", {"甲"}),  # owns alone: casts for that
        ("乙;甲", {PAIR}),  # exactly these two, in any order
        ("丙", {";".join(sorted("乙丙"))}),  # owns together only: casts for that
        ("乙", {PAIR, ";".join(sorted("乙丙"))}),  # and for each such unit
        ("甲;丙", set()),
        ("戊", set()),
    ],
)
def test_an_owner_casts_for_his_own_head_or_else_for_those_he_shares(
    owner: str, heads: set[str]
) -> None:
    assert cast_by(owner, *OVERLAPPING) == heads


@pytest.mark.parametrize("name", ["华宇", "开发商", "建设单位", "developer", "Developer"])
def test_the_developer_casts_under_any_of_his_names(name: str) -> None:
    assert cast_by(name, unit("1", "华宇", 100, UNSOLD)) == {"developer"}


def test_the_developer_casts_even_where_the_roll_names_only_the_buyers() -> None:
    rows = unit("1", "甲;乙", 100, UNDELIVERED), unit("2", "丙", 70, UNDELIVERED)
    assert cast_by("开发商", *rows) == {"developer"}
    who = register(rows, electorate(rows), Parking.COUNT)
    for owners in (("甲",), ("乙", "甲"), ("丙",)):
        assert (who.heads_of(owners), who.awaits_delivery(owners)) == ((), True)


def test_merged_owners_cast_for_their_one_head_alone_together_or_all() -> None:
    heads = electorate(OVERLAPPING, overlap=Overlap.MERGE)
    who = register(OVERLAPPING, heads, Parking.COUNT)
    for owners in (("甲",), ("丙",), ("乙", "甲"), ("甲", "乙", "丙")):
        assert [head.area_cm2 for head in who.heads_of(owners)] == [220]


def test_a_co_owner_whose_own_parking_does_not_count_casts_for_the_shared_home() -> None:
    rows = unit("P", "甲", 12, kind=PARKING), unit("1", "甲;乙", 100)
    assert cast_by("甲", *rows) == {"甲"}
    assert cast_by("甲", *rows, parking=Parking.EXCLUDE) == {PAIR}


def test_an_empty_roll_has_no_heads() -> None:
    assert electorate([]) == ()


rolls = st.lists(
    st.tuples(
        st.lists(st.sampled_from("甲乙丙丁戊"), min_size=1, max_size=3, unique=True),
        st.integers(1, 10**9),
        st.sampled_from(UnitKind),
        st.sampled_from(UnitStatus),
    ),
    max_size=15,
).map(lambda made: [RollRow(str(n), tuple(row[0]), *row[1:]) for n, row in enumerate(made)])
parkings, overlaps = st.sampled_from(Parking), st.sampled_from(Overlap)


@given(rolls, parkings, overlaps, st.randoms())
def test_the_order_of_the_roll_never_matters(
    rows: list[RollRow], parking: Parking, overlap: Overlap, chance: Random
) -> None:
    def heads(of: list[RollRow]) -> set[Head]:
        made = electorate(of, parking, overlap)
        return {head._replace(units=tuple(sorted(head.units))) for head in made}

    shuffled = rows.copy()
    chance.shuffle(shuffled)
    assert heads(shuffled) == heads(rows)


@given(rolls, parkings, overlaps)
def test_every_unit_that_counts_is_in_exactly_one_head(
    rows: list[RollRow], parking: Parking, overlap: Overlap
) -> None:
    counted = [row for row in rows if parking is Parking.COUNT or row.kind is not PARKING]
    heads = electorate(rows, parking, overlap)
    assert sorted(label for head in heads for label in head.units) == sorted(
        row.unit for row in counted
    )
    assert size(heads) == Size(len(heads), sum(row.area_cm2 for row in counted))
    assert len({head.key for head in heads}) == len(heads)
    assert sum(head.developer for head in heads) <= 1
