"""The result of a formula as its column keeps it (公式结果)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from rules.entity import Kind
from rules.formula.reading import Formula
from rules.formula.working import LARGEST, half_up, work

MOST_KEPT = 10**15 - 1  # what a number with decimals still tells apart, all its digits counted


def worked(
    formula: Formula, row: Mapping[str, Any], today: date, kind: Kind, digits: int = 0
) -> Any:
    """The value for ``row``, rounded half up to ``digits``; ``None`` where there is none, or where
    it is larger than what is kept."""
    found = work(formula.part, row, today)
    if isinstance(found, Fraction):
        return _kept(found, digits if kind is Kind.FORMULA else 0)
    return found.isoformat() if isinstance(found, date) else found


def _kept(value: Fraction, digits: int) -> int | float | None:
    scale = int(10**digits)
    whole = half_up(value * scale)
    if not digits:
        return whole if abs(whole) <= LARGEST else None
    if abs(whole) > MOST_KEPT:
        return None
    return whole / scale
