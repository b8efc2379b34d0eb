"""Numbers that come out alike on every machine, and equal where they are equal (定数)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Whole = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]

DIGITS, LEAST = 12, 9  # digits of a score, and its decimals, when the method does not round
EXACT = 15  # digits that a float keeps
MOST = 300  # decimals that a float has
SAME, DUST = 1e-12, 1e-14  # of a score, and of the largest: less apart is the arithmetic's dust
HALF = 0.5 + 1e-9  # a half goes up (四舍五入), also one that binary numbers put just below


def decimals(scores: Floats, asked: int | None) -> int:
    """How many decimals scores are given with: those asked for, or what twelve digits leave."""
    if asked is not None:
        return asked
    largest = float(np.abs(scores).max(initial=0.0))
    if not 0 < largest < np.inf:
        return DIGITS
    size = int(np.floor(np.log10(largest)))
    return min(MOST, max(0, DIGITS - 1 - size, min(LEAST, EXACT - size)))


def grains(values: Floats, places: int) -> Floats:
    """``values`` in whole units of the last decimal, halves away from zero."""
    scaled = np.abs(values)
    scaled *= 10.0**places
    scaled += HALF
    np.floor(scaled, out=scaled)
    return np.copysign(scaled, values) + 0.0


def rounded(values: Floats, places: int) -> Floats:
    """``values`` at so many decimals."""
    return grains(values, places) / 10.0**places


def settled(scores: Floats) -> Floats:
    """``scores`` with dust swept away: those that differ by nothing but rounding are equal."""
    if scores.size == 0:
        return scores
    order = np.argsort(scores, kind="stable")
    inorder = scores[order]
    near = SAME * np.abs(inorder) + DUST * np.abs(scores).max()
    fresh = np.diff(inorder, prepend=-np.inf) > near
    first = np.maximum.accumulate(np.where(fresh, np.arange(scores.size), 0))
    made = np.empty_like(scores)
    made[order] = inorder[first]
    return made


def plain(number: Any) -> float | int:
    """A rank as JSON writes it: 3 and not 3.0, 2.5 where two share 2 and 3."""
    return int(number) if float(number).is_integer() else float(number)
