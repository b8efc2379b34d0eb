"""A workbook written row by row: its memory does not grow with its rows (流式写表)."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

DAY, MOMENT, EXACT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "#,##0.00"
WIDEST, NARROWEST, PER_SIGN = 40, 9, 2
LONGEST_CELL = 32_000  # signs that a cell of a workbook holds
LONGEST_NAME = 62  # bytes of a sheet's name, two to a sign
FIRST_YEAR = 1900  # of the calendar of a workbook; what was before is text
_NOT_IN_A_NAME = str.maketrans("", "", "[]:*?/\\'")


def write_workbook(
    out: IO[bytes], sheet: str, head: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Write ``rows`` under ``head``: text stays text whatever it looks like, days are days."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(out, plain) as book:
        page = book.add_worksheet(sheet_name(sheet))
        page.freeze_panes(1, 0)
        styles = {name: book.add_format({"num_format": name}) for name in (DAY, MOMENT, EXACT)}
        bold = book.add_format({"bold": True})
        for index, name in enumerate(head):
            page.set_column(index, index, min(WIDEST, max(NARROWEST, PER_SIGN * len(name) + 2)))
            page.write_string(0, index, name, bold)
        for number, row in enumerate(rows, 1):
            for index, cell in enumerate(row):
                _write(page, number, index, cell, styles)


def sheet_name(said: str) -> str | None:
    """What a sheet may be called; ``None`` where nothing is left. A rare sign counts twice."""
    wide = said.translate(_NOT_IN_A_NAME).encode("utf-16-le")
    return wide[:LONGEST_NAME].decode("utf-16-le", "ignore") or None


def _write(page: Any, row: int, column: int, cell: Any, styles: dict[str, Any]) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, date) and cell.year < FIRST_YEAR:
        page.write_string(row, column, cell.isoformat()[: len("1899-12-31")])
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, cell, styles[MOMENT])
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, styles[DAY])
    elif isinstance(cell, Decimal):
        page.write_number(row, column, float(cell), styles[EXACT])
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(row, column, cell)
    else:
        page.write_string(row, column, str(cell)[:LONGEST_CELL])
