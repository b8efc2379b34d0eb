"""Pictures of figures as Vega-Lite, the same on a screen and as a file (图表).

A chart answers one question. Values are told in words beside their number, so that whoever points
at a bar, or listens to it, hears ``98.9%`` and not ``0.98901``.
"""

from rules.chart.bars import Bar, bars, small_multiples
from rules.chart.funnel import funnel
from rules.chart.heat import Cell, heat
from rules.chart.shape import Line, is_near
from rules.chart.sheet import sheet
from rules.chart.trend import Note, Point, trend

__all__ = [
    "Bar",
    "Cell",
    "Line",
    "Note",
    "Point",
    "bars",
    "funnel",
    "heat",
    "is_near",
    "sheet",
    "small_multiples",
    "trend",
]
