"""Pictures of a count (计票图): built once for each set of figures."""

from typing import Any

import streamlit as st

from rules.tally import Measure

BLUE, OCHRE, GREY, PALE = "#4A7DB5", "#B8742A", "#8A8F96", "#8A8F9640"
WHOLE = 10_000  # hundredths of a percent
Row = tuple[str, int, int, int, int, str]  # name, total, for, against, abstain, what is said


def row(name: str, measure: Measure, said: str) -> Row:
    """One bar: its name, its figures, and the words at its end."""
    return (name, measure.total, measure.for_, measure.against, measure.abstain, said)


@st.cache_data(max_entries=500, show_spinner=False)
def bars(
    rows: tuple[Row, ...], names: tuple[str, str, str, str], line: int, line_name: str
) -> dict[str, Any]:
    """Shares of all: for, against, abstaining, silent; with a line where enough take part.

    ``line`` is in hundredths of a percent; 0 draws none.
    """
    values, ends = [], []
    for name, total, *given, said in rows:
        shares = [part * WHOLE // total if total else 0 for part in given]
        parts = [*shares, WHOLE - sum(shares)]
        values += [
            {"bar": name, "kind": kind, "share": share / WHOLE, "order": place}
            for place, (kind, share) in enumerate(zip(names, parts))
        ]
        ends.append({"bar": name, "said": said})
    colours = {"domain": list(names), "range": [BLUE, OCHRE, GREY, PALE]}
    axis = {"title": None, "ticks": False, "domain": False, "labelFontSize": 14, "labelPadding": 8}
    y = {"field": "bar", "type": "nominal", "sort": None, "axis": axis}
    x = {"field": "share", "type": "quantitative", "stack": "zero", "scale": {"domain": [0, 1]}}
    legend = {"title": None, "orient": "bottom", "symbolType": "square", "labelFontSize": 13}
    layers = [
        {
            "mark": {"type": "bar", "height": 22},
            "encoding": {
                "y": y,
                "x": x | {"axis": None},
                "color": {"field": "kind", "type": "nominal", "scale": colours, "legend": legend},
                "order": {"field": "order"},
            },
        },
        {
            "data": {"values": ends},
            "mark": {"type": "text", "align": "left", "dy": -20, "fontSize": 13, "color": GREY},
            "encoding": {"y": y, "x": {"datum": 0}, "text": {"field": "said"}},
        },
    ]
    if line:
        layers += _line(line / WHOLE, line_name)
    return {
        "data": {"values": values},
        "height": {"step": 64},
        "layer": layers,
        "config": {"view": {"stroke": None}},
    }


def _line(at: float, name: str) -> list[dict[str, Any]]:
    """A dashed line where enough take part, with its name at the foot."""
    here = {"x": {"datum": at, "type": "quantitative"}}
    dashed = {"type": "rule", "strokeDash": [4, 3], "color": GREY, "strokeWidth": 1.5}
    return [
        {"data": {"values": [{}]}, "mark": dashed, "encoding": here},
        {
            "data": {"values": [{"name": name}]},
            "mark": {"type": "text", "baseline": "top", "color": GREY, "fontSize": 12, "dy": 4},
            "encoding": here | {"y": {"value": "height"}, "text": {"field": "name"}},
        },
    ]
