"""Metrics (指标): a closed, typed language for figures; no SQL and no Python from anybody.

* ``read_metric(key, body, entity_of) -> Metric`` refuses with one sentence what is not of it.
* ``must_end(metric, of)`` refuses metrics that would follow from each other.
* ``made`` and ``derived`` turn what the database added up into an exact ``Figure``; ``standing``
  says how it stands against its lines; ``cell_of`` and ``formula`` say a metric in words.
* ``Period`` and ``Grain`` are the calendar, in Shanghai.
"""

from rules.metric.figure import (
    Cell,
    Figure,
    Standing,
    derived,
    made,
    passed,
    rounded,
    standing,
)
from rules.metric.loops import must_end
from rules.metric.period import Grain, Period, last, periods
from rules.metric.reading import KEY, must_roll, read_metric
from rules.metric.spec import (
    Better,
    Comparison,
    Derivation,
    Measure,
    Metric,
    Op,
    Target,
)
from rules.metric.withholding import ALL, Spot, withheld

__all__ = [
    "ALL",
    "KEY",
    "Better",
    "Cell",
    "Comparison",
    "Derivation",
    "Figure",
    "Grain",
    "Measure",
    "Metric",
    "Op",
    "Period",
    "Spot",
    "Standing",
    "Target",
    "derived",
    "last",
    "made",
    "must_end",
    "must_roll",
    "passed",
    "periods",
    "read_metric",
    "rounded",
    "standing",
    "withheld",
]
