"""The books as one JSON document, for programs that would rather not join tables (JSON)."""

import json
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from rules.export.account_table import ACCOUNTS
from rules.export.book import Book, Leaf, Leaves, entries
from rules.export.column import Table
from rules.export.entry_table import ENTRIES
from rules.export.package import LICENCE
from rules.export.statement_table import STATEMENT

ROWS = 500  # entries at a time


def as_json(book: Book, leaves: Leaves) -> Iterator[bytes]:
    """Book, accounts and statement, and then every entry with its lines and vouchers."""
    head = {
        "book": {
            "origin": book.origin,
            "compound": book.code,
            "name": book.name,
            "opened_on": book.opened_on.isoformat(),
            "period_months": book.months,
            "currency": "CNY",
        },
        "size": book.size,
        "licence": LICENCE,
        "accounts": _objects(ACCOUNTS, book, leaves),
        "statement": _objects(STATEMENT, book, leaves),
    }
    yield (_spelled(head)[:-1] + ',"entries":[').encode()
    rows = zip(ENTRIES.rows(book, leaves), entries(leaves))
    told = (_spelled(_entry(book, row, leaf)) for row, (_, leaf) in rows)
    before = ""
    while part := list(islice(told, ROWS)):
        yield (before + ",\n".join(part)).encode()
        before = ",\n"
    yield b"]}\n"


def _objects(table: Table, book: Book, leaves: Leaves) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row)) for row in table.rows(book, leaves)]


def _entry(book: Book, row: Any, leaf: Leaf) -> dict[str, Any]:
    names = [column.name for column in ENTRIES.columns]
    told = {name: cell for name, cell in zip(names, row) if cell not in (None, "")}
    late = [sha256 for sha256, _ in book.late_vouchers.get(leaf["number"], ())]
    return told | {"lines": leaf["lines"], "vouchers": [*leaf.get("vouchers", ()), *late]}


def _spelled(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_decimal)


def _decimal(value: Decimal) -> str:
    return str(value)
