"""A firm's score over the editions, as a picture (历期得分图)."""

from typing import Any

import streamlit as st

BLUE = "#4A7DB5"
Point = tuple[str, float, str]  # which edition, points, the same in words


@st.cache_data(max_entries=300, show_spinner=False)
def history(points: tuple[Point, ...], unit: str) -> dict[str, Any]:
    """One dot an edition, joined; the score stands above each."""
    values = [{"at": at, "score": score, "said": said} for at, score, said in points]
    x_axis = {"title": None, "labelAngle": 0, "labelPadding": 8, "labelLimit": 120}
    y_axis = {"title": unit, "tickCount": 4, "gridOpacity": 0.5, "domain": False}
    across = {
        "field": "at",
        "type": "nominal",
        "sort": None,
        "axis": x_axis,
        "scale": {"type": "point", "padding": 0.5},
    }
    up = {
        "field": "score",
        "type": "quantitative",
        "axis": y_axis,
        "scale": {"zero": False, "nice": True, "padding": 24},
    }
    both = {"x": across, "y": up}
    return {
        "data": {"values": values},
        "height": 220,
        "layer": [
            {"mark": {"type": "line", "color": BLUE, "strokeWidth": 2}, "encoding": both},
            {
                "mark": {"type": "point", "color": BLUE, "filled": True, "size": 70, "opacity": 1},
                "encoding": both | {"tooltip": [{"field": "at", "title": " "}, {"field": "said"}]},
            },
            {
                "mark": {"type": "text", "dy": -14, "fontSize": 13, "color": BLUE},
                "encoding": both | {"text": {"field": "said"}},
            },
        ],
        "config": {"view": {"stroke": None}},
    }
