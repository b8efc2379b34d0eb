"""Rolls to import in tests: a table as bytes of a workbook or a text file.

``fengyuan.xls`` was written by Excel's old format, ``locked.xlsx`` asks for a password.
"""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from rules.roll.column import guess
from rules.roll.row import Layout
from rules.roll.table import Table, read_table

FOLDER = Path(__file__).parent
OPTIONS = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False}
HEADER = ["户号", "楼栋", "面积", "业主", "身份证", "手机", "类型", "状态"]

Rows = Sequence[Sequence[Any]]


def workbook(rows: Rows, sheet: str = "名册") -> bytes:
    """``rows`` as an .xlsx file."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return out.getvalue()


def table(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> Table:
    """``rows`` below a header, read."""
    return read_table([header, *rows], 1, Layout(guess(header, rows)))
