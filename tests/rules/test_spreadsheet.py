"""What leaves the house as a table runs nothing on the machine that opens it."""

import pytest

from rules.spreadsheet import defused, defused_row, undone


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_becomes_text_and_comes_back(cell: str) -> None:
    assert defused(cell) == f"'{cell}"
    assert undone(defused(cell)) == cell


@pytest.mark.parametrize("cell", ["张三", "3-501", "", 5, -5, 90.55])
def test_everything_else_stays_as_it_is(cell: object) -> None:
    assert defused(cell) == cell


def test_an_empty_cell_is_empty() -> None:
    assert defused_row([None, "=1", 2]) == ["", "'=1", 2]
