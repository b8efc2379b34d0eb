"""Metrics (指标): from a closed specification to exact figures, for whoever may see the rows.

* ``metrics(session, path)``, ``metric(session, key)``, ``read_here(session, key, body)``
* ``figure``, ``series``, ``by``, ``beside``: ``(session, viewer, metric, Asked)``; the viewer
  ``None`` is the house itself, ``STRANGER`` the public.
* ``rows_behind(session, viewer, metric, Asked)``: the very rows, adding up to the figure;
  ``drill(metric, entity, Asked)``: the same rows as a filter of their list.
* ``in_words(session, metric, language)``, ``shown(metric, value, language)``
"""

from services.metric import keeping as _keeping  # noqa: F401 the session tells it what is written
from services.metric.asking import Asked, Key
from services.metric.behind import ROWS, Behind, Drill, drill, rows_behind
from services.metric.catalogue import metric, metrics, read_here
from services.metric.figures import Part, Point, beside, by, figure, series, table
from services.metric.words import definition, figure_shown, in_words, label, shown

__all__ = [
    "ROWS",
    "Asked",
    "Behind",
    "Drill",
    "Key",
    "Part",
    "Point",
    "beside",
    "by",
    "definition",
    "drill",
    "figure",
    "figure_shown",
    "in_words",
    "label",
    "metric",
    "metrics",
    "read_here",
    "rows_behind",
    "series",
    "shown",
    "table",
]
