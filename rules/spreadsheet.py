"""Cells that a spreadsheet would run leave the house as plain text (防公式注入)."""

from collections.abc import Iterable
from typing import Any

FORMULA_SIGNS = frozenset("=+-@\t\r")
QUOTE = "'"


def defused(cell: Any) -> Any:
    """``cell`` so that no spreadsheet takes it for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell[:1] in FORMULA_SIGNS:
        return QUOTE + cell
    return "" if cell is None else cell


def defused_row(cells: Iterable[Any]) -> list[Any]:
    """All cells of a row, each made harmless."""
    return [defused(cell) for cell in cells]


def undone(text: str) -> str:
    """``text`` without the quote that ``defused`` put before it."""
    return text[1:] if text[:1] == QUOTE and text[1:2] in FORMULA_SIGNS else text
