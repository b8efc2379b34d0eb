"""Pictures of the books (图): built once for each set of figures, drawn in light and dark.

Names and sums stand in axis labels, which take the colours of the theme.
"""

from typing import Any

import streamlit as st

BLUE, OCHRE, GREY = "#4A7DB5", "#B8742A", "#8A8F96"
Bar = tuple[str, int, str]  # what it is, fen, the sum in words
Step = tuple[str, int, int, str, str]  # what it is, from and to in fen, the sum, its colour
Point = tuple[str, int, str]  # which period, fen, the sum in words

_QUIET = {"view": {"stroke": None}}


@st.cache_data(max_entries=500, show_spinner=False)
def bars(rows: tuple[Bar, ...], colour: str) -> dict[str, Any]:
    """Bars below each other; the name of each and its sum stand above it, so it fits a phone."""
    values = [
        {"name": name, "yuan": fen / 100, "said": said, "label": f"{name}  {said}"}
        for name, fen, said in rows
    ]
    axis = {
        "title": None, "ticks": False, "domain": False, "grid": False, "labelAlign": "left",
        "labelPadding": 0, "labelOffset": -17, "labelLimit": 400, "labelFontSize": 13,
        "maxExtent": 0, "minExtent": 0, "zindex": 1,
    }  # fmt: skip
    return {
        "data": {"values": values},
        "height": {"step": 46},
        "mark": {"type": "bar", "height": 14, "color": colour, "yOffset": 4},
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "axis": axis},
            "x": {"field": "yuan", "type": "quantitative", "axis": None, "scale": {"zero": True}},
            "tooltip": [{"field": "name", "title": " "}, {"field": "said", "title": "¥"}],
        },
        "config": _QUIET,
    }


@st.cache_data(max_entries=500, show_spinner=False)
def waterfall(steps: tuple[Step, ...], base_fen: int = 0) -> dict[str, Any]:
    """From what there was to what is left: each bar begins where the last one ended.

    Where little has changed the axis begins at ``base_fen``, which the caption says.
    """
    values = [
        {
            "label": f"{name}|{said}",
            "name": name,
            "low": max(low, base_fen) / 100 if base_fen else low / 100,
            "high": high / 100,
            "said": said,
            "colour": colour,
        }
        for name, low, high, said, colour in steps
    ]
    axis = {
        "title": None, "ticks": False, "labelAngle": 0, "labelFontSize": 13, "labelLimit": 120,
        "labelExpr": "split(datum.label, '|')", "labelPadding": 8, "labelLineHeight": 18,
    }  # fmt: skip
    y_scale: dict[str, Any] = {"zero": not base_fen}
    if base_fen:
        y_scale |= {"domainMin": base_fen / 100}
    return {
        "data": {"values": values},
        "height": 210,
        "mark": {"type": "bar", "size": 34},
        "encoding": {
            "x": {"field": "label", "type": "nominal", "sort": None, "axis": axis},
            "y": {"field": "low", "type": "quantitative", "axis": None, "scale": y_scale},
            "y2": {"field": "high"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "tooltip": [{"field": "name", "title": " "}, {"field": "said", "title": "¥"}],
        },
        "config": _QUIET,
    }


@st.cache_data(max_entries=500, show_spinner=False)
def line(points: tuple[Point, ...], unit: str, ten_thousands: bool) -> dict[str, Any]:
    """What there was at the end of each period; the last point is today."""
    values = [{"at": at, "yuan": fen / 100, "said": said} for at, fen, said in points]
    y_axis: dict[str, Any] = {"title": unit, "tickCount": 4, "gridOpacity": 0.5, "domain": False}
    spelled = {"labelExpr": "format(datum.value / 10000, ',') + ' 万'"}
    y_axis |= spelled if ten_thousands else {"format": "~s"}
    x_axis = {"title": None, "labelAngle": 0, "labelOverlap": True, "labelPadding": 8}
    dot = {"size": 50, "filled": True, "color": BLUE}
    x = {"field": "at", "type": "ordinal", "sort": None, "axis": x_axis, "scale": {"padding": 0.3}}
    return {
        "data": {"values": values},
        "height": 210,
        "layer": [
            {"mark": {"type": "area", "color": BLUE, "opacity": 0.12}},
            {"mark": {"type": "line", "color": BLUE, "strokeWidth": 2, "point": dot}},
        ],
        "encoding": {
            "x": x,
            "y": {"field": "yuan", "type": "quantitative", "axis": y_axis},
            "tooltip": [{"field": "at", "title": " "}, {"field": "said", "title": "¥"}],
        },
        "config": _QUIET,
    }
