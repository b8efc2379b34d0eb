"""One spelling for each unit and building, however somebody typed it."""

import pytest

from rules.roll.label import (
    building_in,
    building_key,
    building_name,
    composed_label,
    normal_label,
)


@pytest.mark.parametrize(
    "typed",
    [
        "3-2-501",
        "３－２－５０１",
        " 3 - 2 - 501 ",
        "3一2一501",
        "3—2—501",
        "3/2/501",
        "3号楼2单元501室",
        "3栋2单元501",
        "三号楼二单元501室",
        "3幢-2单元-501号",
        "3#2-501",
    ],
)
def test_every_way_of_writing_a_unit_is_the_same_unit(typed: str) -> None:
    assert normal_label(typed) == "3-2-501"


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("a座1201", "A-1201"),
        ("12号501室", "12-501"),
        ("地下车位 B1-023", "地下车位B1-023"),
        ("p-01", "P-01"),
        ("车位23号", "车位23"),
        ("十二号楼501", "12-501"),
        ("二十三栋101", "23-101"),
        ("=1+1", ""),
        ("<script>", ""),
        ("@SUM(A1)", ""),
        ("", ""),
        ("x" * 41, ""),
    ],
)
def test_labels_keep_what_tells_units_apart(typed: str, label: str) -> None:
    assert normal_label(typed) == label


@pytest.mark.parametrize("typed", ["3", "3号楼", "３ 栋", "03幢", "3#", "3#楼", "三号楼", "3 号楼"])
def test_a_building_is_one_building(typed: str) -> None:
    assert building_key(typed) == "3"
    assert building_name(typed) == "3 号楼"


def test_buildings_without_a_number_keep_their_names() -> None:
    assert building_name("b座") == "B 座"
    assert building_name(" 地下车库 ") == "地下车库"
    assert building_key("0") == "0"


def test_a_label_is_put_together_from_its_parts() -> None:
    assert composed_label("3号楼", "2单元", "501室") == "3-2-501"
    assert composed_label("3", "二单元", "501") == "3-2-501"
    assert composed_label("3号楼", "", "501") == "3-501"
    assert composed_label("", "", "501") == "501"
    assert composed_label("地下车库", "", "B-023") == "地下车库-B-023"


def test_a_label_tells_its_building_where_it_begins_with_one() -> None:
    assert building_in("3-2-501") == "3 号楼"
    assert building_in("A-1201") == "A 座"
    assert building_in("501") == ""
    assert building_in("地下车库-B-023") == ""
