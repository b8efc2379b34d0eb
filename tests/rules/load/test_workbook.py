"""A workbook takes whatever people call things, and runs none of it."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from rules.load.workbook import write_workbook

RARE = "\U00020bb7"  # 𠮷: two units to a spreadsheet, one letter to us


def _read(sheet: str, cell: Any) -> tuple[str, Any]:
    out = io.BytesIO()
    write_workbook(out, sheet, ["列"], [[cell]])
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue()))
    return book.sheet_names[0], book.get_sheet_by_index(0).to_python()[1][0]


@pytest.mark.parametrize(
    ("sheet", "named"),
    [(RARE * 20, RARE * 15), ("a" * 40, "a" * 31), ("[a]:*?/\\'", "a"), ("[]", "Sheet1")],
)
def test_a_sheet_is_called_as_far_as_a_sheet_can_be(sheet: str, named: str) -> None:
    assert _read(sheet, "x")[0] == named


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "http://x", "_x0001_"])
def test_a_text_stays_the_text_that_it_is(text: str) -> None:
    assert _read("s", text)[1] == text


def test_a_day_before_the_calendar_of_spreadsheets_is_text() -> None:
    assert _read("s", date(1899, 12, 31))[1] == "1899-12-31"
    assert _read("s", datetime(1800, 1, 1, 3))[1] == "1800-01-01"
    assert _read("s", date(1900, 3, 1))[1] == date(1900, 3, 1)
