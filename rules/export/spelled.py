"""A table as CSV: UTF-8 with a mark, so that every spreadsheet opens it right (写成 CSV)."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from rules.export.book import Book, Leaves
from rules.export.column import Table
from rules.spreadsheet import defused_row

MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8
ROWS = 500  # at a time


def as_csv(table: Table, book: Book, leaves: Leaves) -> Iterator[bytes]:
    """The whole file, a few hundred rows at a time. No cell of it runs in a spreadsheet."""
    header = [column.name for column in table.columns]
    yield (MARK + _spelled([header])).encode()
    rows = iter(table.rows(book, leaves))
    while part := list(islice(rows, ROWS)):
        yield _spelled(part).encode()


def _spelled(rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(defused_row(row) for row in rows)
    return out.getvalue()
