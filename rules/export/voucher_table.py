"""``vouchers.csv``: which paper proves which entry (票据表)."""

from collections.abc import Iterator
from typing import Any

from rules.export.book import Book, Leaves, entries
from rules.export.column import Column, Table
from rules.export.entry_table import SHA256
from rules.export.line_table import ENTRY

COLUMNS = (
    ENTRY,
    Column(
        "sha256",
        "string",
        ("原件校验值", "Hash of the original"),
        (
            "票据原件的 SHA-256。原件由记账人保管，查账时可核对。",
            "SHA-256 of the original, which the bookkeeper keeps and an auditor can check.",
        ),
        rule={"required": True} | SHA256,
    ),
    Column(
        "copy_sha256",
        "string",
        ("公开副本校验值", "Hash of the public copy"),
        (
            "遮盖个人信息后公开的副本的 SHA-256；入账时尚未公开或不记入日志的为空。",
            "SHA-256 of the copy everybody may see, with personal data blacked out; empty where "
            "the log tells of none.",
        ),
        rule=SHA256,
    ),
    Column(
        "leaf",
        "integer",
        ("日志序号", "Leaf"),
        (
            "带来该票据的日志序号；大于凭证的日志序号即为事后补附。",
            "The leaf that brought it: later than the entry's means it was handed in afterwards.",
        ),
        rule={"required": True, "minimum": 0},
    ),
)


def _rows(book: Book, leaves: Leaves) -> Iterator[list[Any]]:
    for index, leaf in entries(leaves):
        number = leaf["number"]
        with_it = [(sha256, index) for sha256 in leaf.get("vouchers", ())]
        for sha256, brought in [*with_it, *book.late_vouchers.get(number, ())]:
            yield [number, sha256, book.copies.get(sha256, ""), brought]


VOUCHERS = Table(
    "vouchers",
    ("票据", "Vouchers"),
    ("每行一份票据，只有校验值，没有图像。", "One row a paper: its hashes, no picture."),
    COLUMNS,
    ("entry", "sha256"),
    _rows,
    (("entry", "entries", "number"),),
)
