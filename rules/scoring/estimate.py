"""A mean, and how far the truth may lie from it (均值与标准误). Exact until the last rounding.

The standard error is sd/√n, with n − 1 in the sd, times √(1 − n/N) where all N are known and n of
them answered: who asks everybody errs by nothing. One answer tells nothing of the spread, so the
widest that the scale allows is taken: half of its range. Two experts who agree by chance are no
proof either: their spread is the one found within all compounds that several scored together.
Cases that come by chance, as complaints do, have the error of a Poisson count.

A figure without any error is exact: nothing about it was sampled.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from rules.refusal import N_, Refused

DECIMALS = Decimal("0.000001")
_EXACT = Context(prec=50, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True)
class Estimate:
    """A mean and its standard error as decimal text (估计值)."""

    value: str
    error: str
    count: int


def mean(
    values: Sequence[Fraction],
    population: int | None = None,
    widest: int = 0,
    variance: Fraction | None = None,
) -> Estimate:
    """The mean of ``values``, out of a ``population``.

    ``widest`` is the range of the scale; ``variance``, where known, goes before their own.
    """
    assert values, "nothing has no mean"
    count = len(values)
    if variance is None:
        alone = count == 1
        variance = Fraction(widest**2, 4) if alone else _squares(values) / (count - 1)
    error = _root(variance / count * _left_out(count, population))
    return Estimate(text(_middle(values)), text(error), count)


def pooled(groups: Iterable[Sequence[Fraction]]) -> Fraction | None:
    """The variance within groups, put together; ``None`` where no group has two values."""
    several = [values for values in groups if len(values) > 1]
    free = sum(len(values) - 1 for values in several)
    return sum((_squares(values) for values in several), Fraction(0)) / free if free else None


def _middle(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)


def _squares(values: Sequence[Fraction]) -> Fraction:
    middle = _middle(values)
    return sum(((value - middle) ** 2 for value in values), Fraction(0))


def _left_out(count: int, population: int | None) -> Fraction:
    """The share of the population that did not answer; 1 where nobody knows how many there are."""
    if population is None:
        return Fraction(1)
    return max(Fraction(0), 1 - Fraction(count, population))


def _root(square: Fraction) -> Fraction:
    number = _EXACT.divide(Decimal(square.numerator), Decimal(square.denominator))
    return Fraction(_EXACT.sqrt(number))


def text(number: Fraction) -> str:
    """A number as plain decimal text, to six decimals, without idle zeros."""
    exact = _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    return plain(_EXACT.quantize(exact, DECIMALS))


def plain(number: Decimal) -> str:
    """Decimal text without an exponent and without idle zeros."""
    return format(number.normalize(), "f") if number else "0"


def share(part: int, whole: int) -> str:
    """``part`` of ``whole`` in percent."""
    return text(Fraction(100 * part, whole))


def per_thousand(cases: int, households: int) -> str:
    """Cases per 1,000 households (每千户)."""
    if households <= 0:
        raise Refused(N_("Nobody knows how many households there are: correct the roll first."))
    return text(Fraction(1000 * cases, households))


def per_thousand_error(cases: int, households: int) -> str:
    """The error of such a rate: √cases, and of none at all as if it were one."""
    assert households > 0, households
    return text(1000 * _root(Fraction(max(1, cases))) / households)
