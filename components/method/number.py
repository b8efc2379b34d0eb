"""Numbers of a method in inputs: shown as numbers, kept exact as text (数字输入)."""

from decimal import Decimal
from typing import Any

from rules.method.reading import number
from rules.method.tree import plain_number
from rules.refusal import Refused

PLACES = 6


def shown(given: Any) -> float | None:
    """A kept number for an input."""
    if given is None or given == "":
        return None
    try:
        return float(number(given))
    except Refused:
        return None


def kept(value: float | None) -> int | str | None:
    """A number from an input as a body keeps it: whole, or decimal text."""
    if value is None:
        return None
    exact = Decimal(str(round(float(value), PLACES)))
    return int(exact) if exact == exact.to_integral_value() else plain_number(exact)


def kept_like(value: float | None, before: Any) -> int | str | None:
    """As it was written before, where it is the same number still."""
    return before if shown(before) == value else kept(value)


def percent(given: Any) -> float:
    """A share of one as percent, for an input."""
    return round((shown(given) or 0.0) * 100, PLACES)


def share_like(value: float | None, before: Any) -> int | str:
    """Percent from an input as a share of one."""
    if percent(before) == value and before is not None:
        return before  # type: ignore[no-any-return]
    return kept((value or 0.0) / 100) or 0
