"""How many come how far: one bar a step, each as long as what is left (漏斗图)."""

from collections.abc import Sequence

from rules.chart.bars import Bar, bars
from rules.chart.shape import Spec


def funnel(steps: Sequence[Bar]) -> Spec:
    """The steps in their order, never sorted by size: a funnel that widens is told as it is."""
    return bars(steps)
