"""What must be withheld so that nothing withheld can be had by subtraction (补充抑制)."""

from collections.abc import Hashable, Mapping
from enum import Enum

from rules.metric.figure import Figure

BESIDE = 2  # of figures that add up to one that is shown, so many are withheld, or none


class All(Enum):
    """The place of a value where an axis is not told apart (合计)."""

    ALL = "all"


Spot = tuple[Hashable, ...]  # one value along each axis, or ``ALL``
ALL = All.ALL


def withheld(
    figures: Mapping[Spot, Figure], already: frozenset[Spot] = frozenset()
) -> frozenset[Spot]:
    """The spots to withhold among figures with their sums, ``already`` those that are elsewhere.

    Of figures that add up to one that is shown, one alone is never withheld: the smallest of the
    others goes with it. Of figures whose sum is withheld, one at least is.
    """
    hidden = {spot for spot, figure in figures.items() if figure.suppressed} | already
    lines = _lines(figures)
    while added := {
        spot for whole, parts in lines if (spot := _next(figures, hidden, whole, parts))
    }:
        hidden |= added
    return frozenset(hidden)


def _lines(figures: Mapping[Spot, Figure]) -> list[tuple[Spot, list[Spot]]]:
    """Each sum with what adds up to it along one axis."""
    found: dict[tuple[Spot, int], list[Spot]] = {}
    for spot in figures:
        for axis, value in enumerate(spot):
            whole = (*spot[:axis], ALL, *spot[axis + 1 :])
            if value is not ALL and whole in figures:
                found.setdefault((whole, axis), []).append(spot)
    return [(whole, parts) for (whole, _axis), parts in found.items()]


def _next(
    figures: Mapping[Spot, Figure], hidden: set[Spot], whole: Spot, parts: list[Spot]
) -> Spot | None:
    out = sum(part in hidden for part in parts)
    if out >= (1 if whole in hidden else BESIDE) or (out == 0 and whole not in hidden):
        return None
    shown = [part for part in parts if part not in hidden and figures[part].n > 0]
    return min(shown, key=lambda part: (figures[part].n, str(part)), default=None)
