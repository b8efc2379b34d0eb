"""What is raised where: places down, kinds across, the darker the more (民生地图)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rules.chart.shape import QUIET, ROOM, Spec, faded, number, pick, said

ROW, LINE = 30, 13


@dataclass(frozen=True)
class Cell:
    """How much of one kind in one place."""

    place: str
    place_name: str
    kind: str
    kind_name: str
    value: Fraction | None
    said: str
    short: str = ""  # what stands in the cell; ``said`` with its unit where none is given
    off: bool = False  # another kind was picked


def heat(cells: Sequence[Cell]) -> Spec:
    """A table of colours with the number in each cell: colour is never the only sign."""
    most = max((value for cell in cells if (value := number(cell.value)) is not None), default=0)
    ink = {"condition": {"test": f"!datum.off && datum.value > {most * 0.55}", "value": "#FFFFFF"}}
    return {
        "data": {"values": [_value(cell) for cell in cells]},
        "padding": ROOM,
        "height": {"step": ROW},
        "encoding": {
            "y": {"field": "row", "type": "nominal", "sort": None, "axis": _QUIETLY},
            "x": {"field": "column", "type": "nominal", "sort": None, "axis": _across(cells)},
        },
        "layer": [
            {
                "mark": {"type": "rect", "cornerRadius": 2, "cursor": "pointer"},
                "params": pick("place", "kind"),
                "encoding": {
                    "color": {
                        "field": "value",
                        "type": "quantitative",
                        "legend": None,
                        "scale": {"range": ["#F6E9E3", "#CB6B59", "#8C271F"], "domainMin": 0},
                    },
                    "opacity": faded(),
                    "description": {"field": "told", "type": "nominal"},
                    "tooltip": said(("row", " "), ("column", " "), ("said", " ")),
                },
            },
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": {
                    "text": {"field": "short", "type": "nominal"},
                    "color": {**ink, "value": "#22262B"},
                },
            },
        ],
        "config": {**QUIET, "scale": {"bandPaddingInner": 0.08}},
    }


def _value(cell: Cell) -> Spec:
    return {
        "place": cell.place,
        "row": cell.place_name,
        "kind": cell.kind,
        "column": cell.kind_name,
        "value": number(cell.value),
        "said": cell.said,
        "short": cell.short or cell.said,
        "off": cell.off,
        "told": f"{cell.place_name} {cell.kind_name} {cell.said}",
    }


_QUIETLY: Spec = {"title": None, "ticks": False, "domain": False, "labelLimit": 120}


def _across(cells: Sequence[Cell]) -> Spec:
    """Chinese names stand in lines of two characters, others aslant: ten of them fit a phone."""
    axis = {**_QUIETLY, "orient": "top", "labelOverlap": False, "labelFontSize": 11}
    if not any(_is_chinese(cell.kind_name) for cell in cells):
        return {**axis, "labelAngle": -45, "labelAlign": "left", "labelBaseline": "middle"}
    lines = ", ".join(f"slice(datum.label, {n}, {n + 2})" for n in (0, 2, 4))
    most = min(max(-(-len(cell.kind_name) // 2) for cell in cells), 3)
    room = {"labelLineHeight": LINE, "labelPadding": 5 + (most - 1) * LINE}
    upright = f"test(/[\\u4e00-\\u9fff]/, datum.label) ? [{lines}] : datum.label"
    return {**axis, "labelAngle": 0, "labelExpr": upright, **room}


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)
