"""Due and received, instalment by instalment, as a picture (应收与实收图)."""

from typing import Any

import streamlit as st

BLUE, RED, PALE, GREY = "#2F5D8C", "#B3342B", "#8A8F9640", "#6B7078"
Bar = tuple[str, int, int, bool]  # day, owed, paid, overdue
YUAN = 100


@st.cache_data(max_entries=300, show_spinner=False)
def bars(rows: tuple[Bar, ...], names: tuple[str, str, str]) -> dict[str, Any]:
    """A bar for what was owed on each day; received in blue, what is overdue in red."""
    received, missing, coming = names
    values = []
    for day, owed, paid, late in rows:
        left = missing if late else coming
        values.append({"day": day, "kind": received, "yuan": paid / YUAN, "order": 0})
        values.append({"day": day, "kind": left, "yuan": (owed - paid) / YUAN, "order": 1})
    colours = {"domain": list(names), "range": [BLUE, RED, PALE]}
    days = [row[0] for row in rows]
    axis = {"labelAngle": 0, "title": None, "labelOverlap": "greedy", "ticks": False}
    return {
        "data": {"values": [value for value in values if value["yuan"]]},
        "height": 260,
        "mark": {"type": "bar", "size": max(4, min(28, 360 // len(rows)))},
        "encoding": {
            "x": {
                "field": "day",
                "type": "ordinal",
                "sort": days,
                "axis": axis,
            },
            "y": {
                "field": "yuan",
                "type": "quantitative",
                "axis": {"title": None, "tickCount": 4, "format": ",d", "domain": False},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": colours,
                "legend": {"title": None, "orient": "top", "symbolType": "square"},
            },
            "order": {"field": "order"},
            "tooltip": [
                {"field": "day", "type": "ordinal"},
                {"field": "kind", "type": "nominal"},
                {"field": "yuan", "type": "quantitative", "format": ",.2f"},
            ],
        },
        "config": {"view": {"stroke": None}},
    }
