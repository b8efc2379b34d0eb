"""Cells that a spreadsheet would run leave the house as plain text (防公式注入)."""

from collections.abc import Iterable
from typing import Any

FORMULA_SIGNS = frozenset("=+-@\t\r\n＝＋－＠")  # the wide ones too: Chinese keyboards write them
QUOTE = "'"


def _runs(text: str) -> bool:
    """Whether a spreadsheet might run it, now or after ``undone``."""
    return text.lstrip(QUOTE)[:1] in FORMULA_SIGNS


def defused(cell: Any) -> Any:
    """``cell`` so that no spreadsheet takes it for a formula; numbers stay numbers.

    A text that already begins with quotes gets one more, so that ``undone`` loses nothing.
    """
    if isinstance(cell, str) and _runs(cell):
        return QUOTE + cell
    return "" if cell is None else cell


def defused_row(cells: Iterable[Any]) -> list[Any]:
    """All cells of a row, each made harmless."""
    return [defused(cell) for cell in cells]


def undone(text: str) -> str:
    """``text`` without the quote that ``defused`` put before it."""
    return text[1:] if text[:1] == QUOTE and _runs(text) else text
