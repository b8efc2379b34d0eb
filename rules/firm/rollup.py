"""What the results of its compounds say of a firm (企业汇总).

The mean of the scores, each compound weighing as much as it has households; one without a
count weighs as one. Exact: scores are whole billionths of a point.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from models.edition import Mark


@dataclass(frozen=True)
class Scored:
    """One compound of a firm in one edition (小区得分)."""

    households: int
    score: int | None
    mark: Mark


@dataclass(frozen=True)
class Rolled:
    """A firm in one edition (企业得分)."""

    compounds: int
    rated: int  # those with a score
    households: int  # of those with a score
    score: int | None  # billionths of a point, halves away from zero
    red: int
    black: int


def rolled(rows: Iterable[Scored]) -> Rolled:
    """All compounds of a firm in one edition, as one line."""
    found = list(rows)
    weighed = [(max(1, row.households), row.score) for row in found if row.score is not None]
    whole = sum(weight for weight, _score in weighed)
    mean = Fraction(sum(weight * score for weight, score in weighed), whole) if whole else None
    return Rolled(
        compounds=len(found),
        rated=len(weighed),
        households=sum(row.households for row in found if row.score is not None),
        score=None if mean is None else _nearest(mean),
        red=sum(row.mark is Mark.RED for row in found),
        black=sum(row.mark is Mark.BLACK for row in found),
    )


def _nearest(value: Fraction) -> int:
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole
