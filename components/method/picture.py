"""What counts how much, as bars below each other (权重图)."""

from typing import Any

import streamlit as st

Bar = tuple[str, float, str, int]  # name, share in percent, the same in words, which part

COLOURS = ("#2F5D8C", "#B8742A", "#2F7D5B", "#8A5A83", "#5B8E99", "#A65A4A", "#7C7A3F", "#6B7078")


@st.cache_data(max_entries=200, show_spinner=False)
def bars(rows: tuple[Bar, ...], share: str) -> dict[str, Any]:
    """The name and share of each stands above its bar, so it fits a phone; a colour a part."""
    values = [
        {
            "name": name,
            "share": percent,
            "said": said,
            "label": f"{name}  {said}",
            "colour": COLOURS[part % len(COLOURS)],
        }
        for name, percent, said, part in rows
    ]
    axis = {
        "title": None, "ticks": False, "domain": False, "grid": False, "labelAlign": "left",
        "labelPadding": 0, "labelOffset": -15, "labelLimit": 400, "labelFontSize": 13,
        "maxExtent": 0, "minExtent": 0, "zindex": 1,
    }  # fmt: skip
    return {
        "data": {"values": values},
        "height": {"step": 40},
        "mark": {"type": "bar", "height": 12, "yOffset": 4},
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "axis": axis},
            "x": {
                "field": "share",
                "type": "quantitative",
                "axis": None,
                "scale": {"zero": True},
            },
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "tooltip": [{"field": "name", "title": " "}, {"field": "said", "title": share}],
        },
        "config": {"view": {"stroke": None}},
    }
