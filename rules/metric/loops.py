"""A metric that follows from others must come to an end (派生链)."""

from collections.abc import Callable

from rules.metric.spec import Metric
from rules.refusal import N_, Refused

DEEPEST = 5


def must_end(metric: Metric, of: Callable[[str], Metric]) -> None:
    """Refuse a metric that would follow from itself, or through too many others.

    Raises:
        Refused: a loop, a chain that is too long, or a part that does not exist.
    """
    _walk(metric, of, (metric.key,))


def _walk(metric: Metric, of: Callable[[str], Metric], above: tuple[str, ...]) -> None:
    for key in metric.parts:
        if key in above:
            raise Refused(
                N_("These metrics would follow from each other: {keys}."), keys=_chain(above, key)
            )
        if len(above) >= DEEPEST:
            raise Refused(N_("Metrics follow from each other over {n} steps at most."), n=DEEPEST)
        _walk(of(key), of, (*above, key))


def _chain(above: tuple[str, ...], key: str) -> str:
    return " → ".join((*above[above.index(key) :], key))
