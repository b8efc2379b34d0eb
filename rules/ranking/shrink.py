"""Small samples move toward their peers (小样本收缩): empirical Bayes after Morris (1983).

Each value is the truth and an error of known size; the truths of a peer group lie around their
mean. How far they truly lie apart is estimated from all of them; a value with a large error then
moves far toward the mean, one with a small error hardly. With equal errors it is exactly the
estimator of James and Stein, with k − 3.
"""

from collections.abc import Sequence

import numpy as np

from rules.ranking.figures import Flags, Floats

FEWEST = 4  # with fewer values nobody can tell how far they truly lie apart
HALVINGS = 200  # of the interval in which the answer lies: more than a float has digits
_NOTHING = 1e-12  # of the mean variance: an error of zero is taken as this


def shrink(
    values: Floats, errors: Floats, groups: Sequence[str] | None = None
) -> tuple[Floats, Floats]:
    """The shrunk values and their standard deviations; what cannot be shrunk stays as it is.

    ``errors`` are standard errors. A missing value stays missing, and one without an error
    (NaN) neither moves nor takes part.
    """
    made, apart = values.copy(), np.nan_to_num(errors, nan=0.0)
    usable = np.isfinite(values) & np.isfinite(errors)
    for section in sections(groups, values.shape[0]):
        chosen = np.flatnonzero(usable & section)
        if chosen.size >= FEWEST and errors[chosen].max() > 0:
            made[chosen], apart[chosen] = _together(values[chosen], errors[chosen] ** 2)
    return made, apart


def sections(groups: Sequence[str] | None, units: int) -> list[Flags]:
    """The peer groups as flags, in the order in which they come; without groups, all at once."""
    if groups is None:
        return [np.ones(units, bool)]
    return [np.array([group == name for group in groups], bool) for name in dict.fromkeys(groups)]


def _together(values: Floats, variances: Floats) -> tuple[Floats, Floats]:
    count = values.size
    variances = np.maximum(variances, variances.mean() * _NOTHING)
    between = spread(values, variances)
    weights = 1 / (variances + between)
    mean = _mean(values, weights)
    share = (count - 3) / (count - 1) * variances * weights  # how far to the mean: B
    doubt = 2 / (count - 3) * share**2 * (_mean(variances, weights) + between) * weights
    left = variances * (1 - (count - 1) / count * share) + doubt * (values - mean) ** 2
    return values + share * (mean - values), np.sqrt(left)


def spread(values: Floats, variances: Floats) -> float:
    """The variance of the truths: where the weighted squares come to what k − 1 leaves.

    The sum falls as the spread grows, so that halving an interval always finds the one answer.
    """

    def beyond(between: float) -> bool:
        weights = 1 / (variances + between)
        return float((weights * (values - _mean(values, weights)) ** 2).sum()) > values.size - 1

    if not beyond(0.0):
        return 0.0
    low, high = 0.0, float(((values - values.mean()) ** 2).sum())
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if beyond(middle) else (low, middle)
    return high


def _mean(values: Floats, weights: Floats) -> float:
    return float((weights * values).sum() / weights.sum())
