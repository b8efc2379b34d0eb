"""Cells as people type them, and the sentence that each wrong one earns."""

from datetime import date
from typing import Any

import pytest

from rules.refusal import Refused
from rules.roll import cell


@pytest.mark.parametrize(
    ("typed", "cm2"),
    [
        ("90.55", 905_500),
        (90.55, 905_500),
        (90, 900_000),
        ("９０．５５", 905_500),
        ("90.55㎡", 905_500),
        ("90.55 平方米", 905_500),
        ("1,234.5", 12_345_000),
        ("0.01", 100),
        ("90.555", 905_600),
        (90.10000000000001, 901_000),
        ("", None),
        ("无", None),
        (None, None),
    ],
)
def test_areas_are_kept_to_a_hundredth_of_a_square_metre(typed: Any, cm2: int | None) -> None:
    found = cell.area(typed)
    assert (found[0] if found else None) == cm2


def test_rounding_is_told_where_a_person_wrote_the_digits() -> None:
    assert cell.area("90.555") == (905_600, True)
    assert cell.area("90.550") == (905_500, False)
    assert cell.area(90.10000000000001) == (901_000, False)  # the spreadsheet's own dust


@pytest.mark.parametrize(
    "typed", ["九十", "90.5.5", "=90+1", "NaN", "inf", "-5", "0", 0.001, "1e9"]
)
def test_what_is_no_area_is_refused(typed: Any) -> None:
    with pytest.raises(Refused, match="the area"):
        cell.area(typed)


def test_numbers_of_rooms_lose_their_point_and_quotes_against_formulas() -> None:
    assert cell.written(501.0) == "501"
    assert cell.written("'=1+1") == "=1+1"
    assert cell.written("'90后") == "'90后"
    assert cell.said(" — ".replace("—", "-")) == ""


def test_a_unit_number_that_became_a_date_is_named() -> None:
    with pytest.raises(Refused, match="turned into a date"):
        cell.label(date(2026, 3, 2))
    with pytest.raises(Refused, match="no unit number"):
        cell.label("  ")
    with pytest.raises(Refused, match="cannot be a unit number"):
        cell.label("=HYPERLINK(1)")


def test_names_are_parted_and_the_gaps_inside_them_closed() -> None:
    assert cell.names("张 三、李四；王五,赵六，钱七;无") == ["张三", "李四", "王五", "赵六", "钱七"]
    assert cell.names("John  Smith") == ["John Smith"]
    with pytest.raises(Refused, match="longer than"):
        cell.names("长" * 81)


def test_each_owner_has_a_number_or_the_first_has_the_only_one() -> None:
    assert cell.phones("13800000001、13800000002", 2) == ["13800000001", "13800000002"]
    assert cell.phones("13800000001", 3) == ["13800000001", None, None]
    assert cell.phones("无、13800000002", 2) == [None, "13800000002"]
    assert cell.phones(13800000001.0, 1) == ["13800000001"]
    with pytest.raises(Refused, match="2 numbers for 3 owners") as refused:
        cell.phones("13800000001、13800000002", 3)
    assert str(refused.value).startswith("2 numbers")


@pytest.mark.parametrize(
    "typed", ["+86 138-0000-0001", "86 13800000001", "１３８ ００００ ０００１"]
)
def test_a_phone_number_is_kept_as_digits(typed: str) -> None:
    assert cell.phone(typed) == "13800000001"


@pytest.mark.parametrize("typed", ["1380000", "02187654321"])
def test_short_and_landline_numbers_pass(typed: str) -> None:
    assert cell.phone(typed) == typed


@pytest.mark.parametrize("typed", ["123", "电话", "1380000000123", "=1+1"])
def test_what_nobody_can_call_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="phone number"):
        cell.phone(typed)


def test_identity_numbers_are_checked_by_their_last_digit() -> None:
    assert cell.id_number("11010519491231002x") == "11010519491231002X"
    assert cell.id_number("91310000607382468U") == "91310000607382468U"  # a firm's credit code
    assert cell.id_number("E12345678") == "E12345678"  # a passport
    with pytest.raises(Refused, match="last digit"):
        cell.id_number("110105194912310021")
    with pytest.raises(Refused, match="cannot be right"):
        cell.id_number("居民")


def test_an_identity_number_that_the_spreadsheet_rounded_is_named() -> None:
    with pytest.raises(Refused, match="rounded number"):
        cell.id_numbers(110105194912310016.0, 1)
