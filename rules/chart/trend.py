"""How a figure has gone, beside its target and its lines (趋势图)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from rules.chart.shape import (
    BLUE,
    GREY,
    HEIGHT,
    INK,
    OCHRE,
    QUIET,
    RED,
    ROOM,
    Line,
    Spec,
    across,
    is_near,
    measured,
    number,
    pick,
    said,
)

LABELS = 8  # more than these are thinned out


@dataclass(frozen=True)
class Point:
    """One period: its code, its name, the value and the value in words; ``None``: no figure."""

    period: str
    name: str
    value: Fraction | None
    said: str
    target: Fraction | None = None


@dataclass(frozen=True)
class Note:
    """Something that happened in a period (图上事件); ``sign`` stands on the chart for it."""

    period: str
    words: str
    sign: str = ""


_WORDS = {"type": "text", "baseline": "bottom", "dy": -3, "fontSize": 11, "color": INK}
_COLOURS = {"warning": OCHRE, "alarm": RED}


def trend(
    points: Sequence[Point],
    *,
    unit: str = "",
    lines: Sequence[Line] = (),
    notes: Sequence[Note] = (),
) -> Spec:
    """A line through the periods. Where there is no figure the line is broken, never bridged."""
    order = [point.name for point in points]
    names = {point.period: point.name for point in points}
    values = [
        {
            "period": point.period,
            "name": point.name,
            "value": number(point.value),
            "target": number(point.target),
            "said": point.said,
            "told": f"{point.name} {point.said}",
        }
        for point in points
    ]
    near = [line for line in lines if is_near(line, [point.value for point in points])]
    spans = [line for line in near if line.most is not None]
    bands = [across(line, {"x": None}, "y", _y("value", unit)) for line in spans]
    layers = [*bands, *_targets(points, unit), *_line_through(unit)]
    layers += _levels([line for line in near if line.most is None], points, unit)
    at = [replace(one, period=names[one.period]) for one in notes if one.period in names]
    if at:
        layers += _notes(at)
    return {
        "data": {"values": values},
        "padding": ROOM,
        "height": HEIGHT,
        "layer": layers,
        "encoding": {
            "x": {"field": "name", "type": "ordinal", "sort": order, "axis": _periods(len(order))}
        },
        "config": QUIET,
    }


def _periods(count: int) -> Spec:
    thin = {"labelOverlap": "parity"} if count > LABELS else {"labelOverlap": True}
    return {"title": None, "labelAngle": 0, "labelPadding": 8, "labelFlush": False, **thin}


def _y(field: str, unit: str) -> Spec:
    """The scale of the figures, and its axis: every layer says the same, or none would be drawn."""
    shown = {"tickCount": 4, "gridOpacity": 0.5, "domain": False}
    return {
        "field": field,
        "type": "quantitative",
        "axis": {**shown, **measured(unit)},
        "scale": {"zero": False, "nice": True},
    }


def _line_through(unit: str) -> list[Spec]:
    telling = said(("name", " "), ("said", " "))
    return [
        {
            "mark": {"type": "line", "color": BLUE, "strokeWidth": 2},
            "encoding": {"y": _y("value", unit)},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60, "color": BLUE, "opacity": 1},
            "params": pick("period"),
            "encoding": {
                "y": _y("value", unit),
                "size": {
                    "condition": {"param": "picked", "value": 120, "empty": False},
                    "value": 60,
                },
                "description": {"field": "told", "type": "nominal"},
                "tooltip": telling,
            },
        },
    ]


def _targets(points: Sequence[Point], unit: str) -> list[Spec]:
    if all(point.target is None for point in points):
        return []
    dash = {"type": "line", "color": GREY, "strokeDash": [5, 4], "interpolate": "step"}
    return [{"mark": dash, "encoding": {"y": _y("target", unit)}}]


def _levels(lines: Sequence[Line], points: Sequence[Point], unit: str) -> list[Spec]:
    known = [point.value for point in points if point.value is not None]
    floor = min([*known, *(line.value for line in lines)], default=None)
    found: list[Spec] = []
    for line in lines:  # under the lowest stand the names of the periods
        under = bool(known) and known[-1] >= line.value != floor
        found += _level(line, unit, {"baseline": "top", "dy": 3} if under else {})
    return found


def _level(line: Line, unit: str, away: Spec) -> list[Spec]:
    """A line across, and what it means written on it: a file has no finger to ask with.

    The words stand on that side of it where our own line does not end (``away``)."""
    if line.kind == "compare":
        return [across(line, {"x": None}, "y", _y("value", unit))]
    at = {"x": None, "y": _y("value", unit)}
    data = {"values": [{"value": number(line.value), "said": line.said}]}
    dash = {"color": _COLOURS[line.kind], "strokeDash": [6, 3]}
    drawn: list[Spec] = [
        {
            "data": data,
            "mark": {"type": "rule", **dash},
            "encoding": {**at, "tooltip": said(("said", " "))},
        }
    ]
    right = {"x": {"value": {"expr": "width"}}, "text": {"field": "said"}}
    mark = {**_WORDS, **away, "align": "right"}
    drawn.append({"data": data, "mark": mark, "encoding": at | right})
    return drawn


def _notes(notes: Sequence[Note]) -> list[Spec]:
    values = [
        {"name": note.period, "words": note.words, "sign": note.sign or note.words}
        for note in notes
    ]
    at = {"x": {"field": "name", "type": "ordinal"}}
    words = {**_WORDS, "align": "center"}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "rule", "color": OCHRE, "strokeWidth": 1.5, "strokeDash": [1, 2]},
            "encoding": {**at, "tooltip": said(("words", " "))},
        },
        {
            "data": {"values": values},
            "mark": words,
            "encoding": {**at, "y": {"value": 0}, "text": {"field": "sign"}},
        },
    ]
