"""Figures published elsewhere, drawn beside ours (对照线)."""

from collections.abc import Iterable
from fractions import Fraction

from rules.chart import Line, is_near
from rules.metric import Comparison, Metric
from services.metric import shown
from services.wording import either


def others(metric: Metric, language: str) -> list[Line]:
    """What others published, as lines or bands."""
    return [
        Line("compare", one.value, _said(metric, one, language), one.most)
        for one in metric.comparisons
    ]


def told(lines: Iterable[Line], values: Iterable[Fraction | None]) -> tuple[str, ...]:
    """What each dotted line or band is; of those too far to be drawn, that they are."""
    known = list(values)
    return tuple(_sign(line) + line.said if is_near(line, known) else line.said for line in lines)


def _sign(line: Line) -> str:
    return "┈ " if line.most is None else "▒ "


def _said(metric: Metric, one: Comparison, language: str) -> str:
    name = either(language, one.label, one.label_en)
    upper = "" if one.most is None else f"–{shown(metric, one.most, language)}"
    return f"{name} {shown(metric, one.value, language)}{upper}"
