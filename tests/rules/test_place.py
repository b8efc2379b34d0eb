"""Names and codes of places, and what lies below what."""

import pytest

from models.place import PlaceKind
from rules.place import kinds_below, must_be_code, must_be_place_name
from rules.refusal import Refused


def test_what_lies_below_what() -> None:
    assert kinds_below(PlaceKind.COMPOUND) == [PlaceKind.GRID, PlaceKind.BUILDING]
    assert kinds_below(PlaceKind.BUILDING) == []
    assert PlaceKind.UNIT not in kinds_below(None)


def test_a_name_is_shown_as_it_is_meant() -> None:
    assert must_be_place_name("  枫园   小区 ") == "枫园 小区"
    for name in ("", "  ", "长" * 61, "a\x00b"):
        with pytest.raises(Refused, match="at most 60"):
            must_be_place_name(name)


def test_a_code_can_stand_in_a_link() -> None:
    assert must_be_code(" FengYuan-3 ") == "fengyuan-3"
    for code in ("", "枫园", "a b", "-a", "a--b", "a/b", "x" * 41):
        with pytest.raises(Refused, match="small letters"):
            must_be_code(code)
