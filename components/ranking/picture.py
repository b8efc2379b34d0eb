"""Pictures of an edition (图): built once for each set of figures, in light and in dark.

Colour is never the only sign: each list has its own shape and its word in the legend.
"""

from typing import Any, NamedTuple

import streamlit as st

LIGHT = ("#B3342B", "#22262B", "#8F8A7F")  # red list, black list, neither
DARK = ("#E0675B", "#C9CED6", "#857F73")
BLUE = "#4A7DB5"  # as in all pictures of the house
SHAPES = ("diamond", "square", "circle")
_QUIET = {"view": {"stroke": None}}


class Bar(NamedTuple):
    """One compound with its rank and the two between which it lies (名次区间)."""

    name: str
    mark: str  # the word of its list, or of neither
    rank: int
    low: int
    high: int
    said: str
    here: bool = False  # the compound that the page is about


class Part(NamedTuple):
    """One indicator with what it brings (得分构成)."""

    name: str
    label: str  # the name and the points in words
    value: float
    middle: float | None  # what its peers have, in the middle


def is_dark() -> bool:
    """Whether this visitor reads light letters on a dark ground."""
    return st.context.theme.type == "dark"


@st.cache_data(max_entries=300, show_spinner=False)
def intervals(
    rows: tuple[Bar, ...], words: tuple[str, str, str], axis: str, dark: bool
) -> dict[str, Any]:
    """Ranks with their intervals, one line a compound; the first rank stands to the left."""
    values = [row._asdict() | {"key": f"{n}|{row.name}"} for n, row in enumerate(rows)]
    colours = DARK if dark else LIGHT
    scale = {"domain": list(words), "range": list(colours)}
    legend = {"title": None, "orient": "top", "symbolStrokeWidth": 0}
    colour = {"field": "mark", "type": "nominal", "scale": scale, "legend": legend}
    shape_scale = {"domain": list(words), "range": list(SHAPES)}
    shape = {"field": "mark", "type": "nominal", "scale": shape_scale, "legend": legend}
    y_axis = {
        "title": None, "ticks": False, "domain": False, "labelLimit": 150, "labelFontSize": 12,
        "labelExpr": "split(datum.label, '|')[1]", "labelPadding": 6,
    }  # fmt: skip
    x_axis = {"title": axis, "tickMinStep": 1, "format": "d", "gridOpacity": 0.5, "domain": False}
    wide = {"condition": {"test": "datum.here", "value": 6}, "value": 3}
    return {
        "data": {"values": values},
        "height": {"step": 24},
        "encoding": {
            "y": {"field": "key", "type": "nominal", "sort": None, "axis": y_axis},
            "tooltip": [{"field": "name", "title": " "}, {"field": "said", "title": "#"}],
        },
        "layer": [
            {
                "mark": {"type": "rule", "opacity": 0.55, "strokeCap": "round"},
                "encoding": {
                    "x": {
                        "field": "low", "type": "quantitative", "axis": x_axis,
                        "scale": {"zero": False, "nice": False, "padding": 8},
                    },
                    "x2": {"field": "high"},
                    "color": colour,
                    "strokeWidth": wide,
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
                "encoding": {
                    "x": {"field": "rank", "type": "quantitative"},
                    "color": colour,
                    "shape": shape,
                },
            },
        ],
        "config": _QUIET,
    }  # fmt: skip


@st.cache_data(max_entries=300, show_spinner=False)
def parts(rows: tuple[Part, ...], middle: str, blue: str, dark: bool) -> dict[str, Any]:
    """What each indicator brings, as bars; a stroke marks the middle of the peers."""
    values = [row._asdict() | {"key": f"{n}|{row.label}"} for n, row in enumerate(rows)]
    axis = {
        "title": None, "ticks": False, "domain": False, "grid": False, "labelAlign": "left",
        "labelPadding": 0, "labelOffset": -17, "labelLimit": 420, "labelFontSize": 13,
        "labelExpr": "split(datum.label, '|')[1]", "maxExtent": 0, "minExtent": 0, "zindex": 1,
    }  # fmt: skip
    y = {"field": "key", "type": "nominal", "sort": None, "axis": axis}
    tick = DARK[1] if dark else LIGHT[1]
    tooltip = [{"field": "label", "title": " "}, {"field": "middle", "title": middle}]
    return {
        "data": {"values": values},
        "height": {"step": 46},
        "encoding": {"y": y, "tooltip": tooltip},
        "layer": [
            {
                "mark": {"type": "bar", "height": 14, "color": blue, "yOffset": 4},
                "encoding": {
                    "x": {
                        "field": "value", "type": "quantitative", "axis": None,
                        "scale": {"zero": True},
                    }
                },
            },
            {
                "mark": {
                    "type": "tick", "thickness": 2, "size": 22, "color": tick, "yOffset": 4,
                },
                "encoding": {"x": {"field": "middle", "type": "quantitative"}},
            },
        ],
        "config": _QUIET,
    }  # fmt: skip
