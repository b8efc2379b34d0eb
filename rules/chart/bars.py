"""Comparing places or kinds: bars below each other, the longest first (对比图)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rules.chart.shape import (
    BLUE,
    GREEN,
    GREY,
    INK,
    OCHRE,
    QUIET,
    RED,
    ROOM,
    Line,
    Spec,
    across,
    faded,
    is_near,
    measured,
    number,
    pick,
    said,
)

STEP, THICK = 46, 14
_SMALL = {"tickCount": 2, "gridOpacity": 0.4, "domain": False}
COLOURS = {"": BLUE, "reached": GREEN, "warning": OCHRE, "alarm": RED, "hidden": GREY}


@dataclass(frozen=True)
class Bar:
    """One bar. ``state`` is empty, ``reached``, ``warning``, ``alarm`` or ``hidden``."""

    code: str
    name: str
    value: Fraction | None
    said: str
    state: str = ""
    off: bool = False  # another one was picked


def bars(
    rows: Sequence[Bar],
    *,
    target: Fraction | None = None,
    target_said: str = "",
    title: str = "",
    others: Sequence[Line] = (),
) -> Spec:
    """Bars with the name and the value above each, so that they fit a phone; ``others`` are
    figures published elsewhere, across them all."""
    values = [
        {
            "code": row.code,
            "name": row.name,
            "value": number(row.value) or 0,
            "said": row.said,
            "label": f"{row.name}  {row.said}",
            "colour": COLOURS[row.state],
            "off": row.off,
        }
        for row in rows
    ]
    layers = [*_others(rows, others), _own(title)]  # the bars in front: they are tapped
    if target is not None:
        layers += _line(target, target_said)
    return {
        "data": {"values": values},
        "padding": ROOM,
        "height": {"step": STEP},
        "layer": layers,
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "axis": _names()},
            "x": {
                "field": "value",
                "type": "quantitative",
                "axis": None,
                "scale": {"zero": True},
            },
        },
        "config": QUIET,
    }


def _own(title: str) -> Spec:
    return {
        "mark": {"type": "bar", "height": THICK, "yOffset": 4, "cursor": "pointer"},
        "params": pick("code"),
        "encoding": {
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "opacity": faded(),
            "description": {"field": "label", "type": "nominal"},
            "tooltip": said(("name", " "), ("said", title or " ")),
        },
    }


def _others(rows: Sequence[Bar], others: Sequence[Line]) -> list[Spec]:
    whole = {"y": {"value": 0}, "y2": {"value": {"expr": "height"}}}
    at = {"field": "value", "type": "quantitative"}
    near = [line for line in others if is_near(line, [row.value for row in rows])]
    return [across(line, whole, "x", at) for line in near]


def _names() -> Spec:
    return {
        "title": None, "ticks": False, "domain": False, "grid": False, "labelAlign": "left",
        "labelPadding": 0, "labelOffset": -17, "labelLimit": 400, "labelFontSize": 13,
        "maxExtent": 0, "minExtent": 0, "zindex": 1,
    }  # fmt: skip


def _line(target: Fraction, words: str) -> list[Spec]:
    at = {"field": "value", "type": "quantitative"}
    values = [{"value": number(target), "said": words}]
    label = {
        "type": "text",
        "align": "right",
        "baseline": "top",
        "dx": -4,
        "fontSize": 11,
        "color": INK,
    }
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": GREY, "strokeDash": [4, 3], "strokeWidth": 1.5},
            "encoding": {
                "y": {"value": 0},
                "y2": {"value": {"expr": "height"}},
                "x": at,
                "tooltip": said(("said", " ")),
            },
        },
        {
            "data": {"values": values},
            "mark": label,
            "encoding": {"y": {"value": 0}, "x": at, "text": {"field": "said"}},
        },
    ]


def small_multiples(
    series: Sequence[tuple[str, Sequence[tuple[str, Fraction | None, str]]]],
    *,
    unit: str = "",
    columns: int = 2,
    width: int = 118,
) -> Spec:
    """One small line for each place, all on one scale: who goes another way is seen at once.

    ``series``: name, and its points as period, value and the value in words. They stand in this
    order.
    """
    axis = {**_SMALL, **measured(unit), "title": None}
    values: list[dict[str, Any]] = [
        {"name": name, "period": period, "value": number(value), "said": words}
        for name, points in series
        for period, value, words in points
    ]
    return {
        "data": {"values": values},
        "padding": ROOM,
        "facet": {
            "field": "name",
            "type": "nominal",
            "sort": [name for name, _points in series],
            "title": None,
            "header": {"labelFontSize": 13, "labelAnchor": "start"},
        },
        "columns": columns,
        "spec": {
            "width": width,
            "height": 70,
            "mark": {"type": "line", "color": BLUE, "point": {"size": 18, "filled": True}},
            "encoding": {
                "x": {"field": "period", "type": "ordinal", "sort": None, "axis": None},
                "y": {
                    "field": "value",
                    "type": "quantitative",
                    "axis": axis,
                    "scale": {"zero": False},
                },
                "tooltip": said(("name", " "), ("period", " "), ("said", " ")),
            },
        },
        "config": QUIET,
    }
