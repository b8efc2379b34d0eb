"""``datapackage.json``: what every file and column means, for programs and strangers (数据包).

As https://specs.frictionlessdata.io describes it; ``frictionless validate`` reads it. No moment
of export stands in it, so it is the same for the same leaves.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rules.export.book import Book
from rules.export.column import Column, Table

FORMAT = 1  # grows when the same leaves give other bytes than before: see tests, test_for_ever
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclass(frozen=True)
class Written:
    """A file as it was written: its length and its SHA-256 (文件)."""

    name: str
    bytes: int
    sha256: str


def as_package(book: Book, tables: Sequence[Table], written: Sequence[Written]) -> bytes:
    """The descriptor of ``written``, which are the files of ``tables`` in the same order."""
    package = {
        "profile": "tabular-data-package",
        "name": f"ledger-{book.code}".lower(),
        "id": book.origin,
        "version": str(book.size),
        "title": f"{book.name}公共收益账簿 · Public-revenue ledger of {book.name}",
        "description": (
            f"防篡改日志 {book.origin} 前 {book.size} 条所记的账目。金额为整数分，并列人民币元。"
            f"同一条数导出的文件逐字节相同。 The books as the first {book.size} leaves of the "
            f"log {book.origin} tell them. Sums are whole fen, with yuan beside them. The same "
            "number of leaves always gives the same bytes."
        ),
        "licenses": [LICENCE],
        "keywords": ["公共收益", "小区", "账簿", "public revenue", "ledger", "China"],
        "log": {"origin": book.origin, "size": book.size, "format": FORMAT},
        "resources": [_resource(table, file) for table, file in zip(tables, written, strict=True)],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def both(words: tuple[str, str]) -> str:
    """Chinese and English in one line."""
    return " · ".join(words)


def _resource(table: Table, file: Written) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": file.name,
        "title": both(table.title),
        "description": both(table.about),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "missingValues": [""],
            **_foreign(table),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column.type,
        "title": both(column.title),
        "description": both(column.about),
    }
    if column.unit:
        field["unit"] = column.unit
    if column.rule:
        field["constraints"] = column.rule
    return field


def _foreign(table: Table) -> dict[str, Any]:
    keys = [
        {"fields": [column], "reference": {"resource": other, "fields": [its]}}
        for column, other, its in table.refers
    ]
    return {"foreignKeys": keys} if keys else {}
