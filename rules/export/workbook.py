"""``ledger.xlsx``: the same tables as sheets, for people who live in a spreadsheet (工作簿)."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter

from rules.export.book import Book, Leaves
from rules.export.column import Column, Table
from rules.spreadsheet import FORMULA_SIGNS

MOST_ENTRIES = 20_000  # five seconds of work; more is for programs: take the CSV
CREATED = datetime(2000, 1, 1)
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
WIDTHS = {"integer": 10, "number": 14, "date": 12, "datetime": 21, "string": 18}
WIDE = {"purpose": 40, "name": 30, "name_en": 34, "party": 26, "sha256": 66, "copy_sha256": 66}
README = (
    ("本工作簿由防篡改日志导出，只取第 0 至 n 条，与何时导出无关。", "Derived from the log alone."),
    ("逐行含义见 datapackage.json 和 docs/open-data.md。", "Columns: see datapackage.json."),
    ("可用 entries.jsonl 和 verify.html 核对是否被改动。", "Check it with verify.html."),
)


def as_workbook(tables: Sequence[Table], book: Book, leaves: Leaves) -> bytes:
    """The whole workbook. Text stays text, whatever it looks like."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, OPTIONS) as made:
        made.set_properties({"title": f"{book.name} {book.origin} @{book.size}"})
        made.set_properties({"created": CREATED})
        styles = _Styles(made)
        _about(made, styles, book)
        for table in tables:
            _sheet(made, styles, table, book, leaves)
    return out.getvalue()


class _Styles:
    """How cells look (单元格样式)."""

    def __init__(self, made: Any) -> None:
        self.head = made.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = made.add_format({"valign": "top"})
        self.quoted = made.add_format({"valign": "top", "quote_prefix": True})
        self.yuan = made.add_format({"num_format": "#,##0.00;[Red]-#,##0.00", "valign": "top"})
        self.whole = made.add_format({"num_format": "0", "valign": "top"})
        self.day = made.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})


def _about(made: Any, styles: _Styles, book: Book) -> None:
    page = made.add_worksheet("说明 About")
    page.set_column(0, 0, 60)
    page.set_column(1, 1, 60)
    facts = (("账簿", "Book", book.origin), ("日志条数", "Leaves", str(book.size)))
    rows = [(chinese, f"{english}: {value}") for chinese, english, value in facts]
    for number, (left, right) in enumerate([(book.name, book.code), *rows, *README]):
        page.write_string(number, 0, left, _style(styles, left))
        page.write_string(number, 1, right, _style(styles, right))


def _sheet(made: Any, styles: _Styles, table: Table, book: Book, leaves: Leaves) -> None:
    page = made.add_worksheet(f"{table.title[0]} {table.title[1]}")
    page.freeze_panes(1, 1)
    page.set_row(0, 32)
    for index, column in enumerate(table.columns):
        page.set_column(index, index, WIDE.get(column.name, WIDTHS[column.type]))
    for index, column in enumerate(table.columns):
        page.write_string(0, index, "\n".join(column.title), styles.head)
    last = 0
    for last, row in enumerate(table.rows(book, leaves), start=1):
        for index, (column, cell) in enumerate(zip(table.columns, row)):
            _write(page, styles, (last, index), column, cell)
    page.autofilter(0, 0, last, len(table.columns) - 1)


def _write(page: Any, styles: _Styles, at: tuple[int, int], column: Column, cell: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, Decimal):
        page.write_number(*at, cell, styles.yuan)
    elif isinstance(cell, int):
        page.write_number(*at, cell, styles.whole)
    elif column.type == "date":
        page.write_datetime(*at, date.fromisoformat(cell), styles.day)
    else:
        page.write_string(*at, cell, _style(styles, cell))


def _style(styles: _Styles, text: str) -> Any:
    """A text that looks like a formula is marked as text, so that editing it does not run it."""
    return styles.quoted if text[:1] in FORMULA_SIGNS else styles.text
