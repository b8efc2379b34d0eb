"""A table that leaves the house: each column with its words, its unit and its rule (数据表)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.export.book import Book, Leaves


@dataclass(frozen=True)
class Column:
    """One column (字段). ``title`` and ``about`` are in Chinese and English, in this order."""

    name: str
    type: str  # of Frictionless: string, integer, number, date, datetime
    title: tuple[str, str]
    about: tuple[str, str]
    unit: str = ""
    rule: dict[str, Any] = field(default_factory=dict)  # constraints, as Frictionless says them


@dataclass(frozen=True)
class Table:
    """One file of rows (表). ``rows`` derives them from the leaves, in order."""

    name: str
    title: tuple[str, str]
    about: tuple[str, str]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Book, Leaves], Iterator[Sequence[Any]]]
    refers: tuple[tuple[str, str, str], ...] = ()  # column, other table, its column

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"


def fen(name: str, title: tuple[str, str], about: tuple[str, str]) -> tuple[Column, Column]:
    """A sum twice: in whole fen for programs, and in yuan for people."""
    chinese, english = title
    return (
        Column(
            f"{name}_fen" if name else "fen",
            "integer",
            (f"{chinese}（分）", f"{english} (fen)"),
            (f"{about[0]}整数分。", f"{about[1]} Whole fen."),
            "fen",
            {"required": True},
        ),
        Column(
            f"{name}_yuan" if name else "yuan",
            "number",
            (f"{chinese}（元）", f"{english} (yuan)"),
            (f"{about[0]}人民币元，两位小数。", f"{about[1]} Yuan (CNY), two decimals."),
            "CNY",
            {"required": True},
        ),
    )
