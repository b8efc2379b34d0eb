"""A firm's score over the editions, as a picture (历期得分图)."""

from typing import Any

import streamlit as st

BLUE = "#4A7DB5"
Point = tuple[str, float, str]  # which edition, points, the same in words


@st.cache_data(max_entries=300, show_spinner=False)
def history(points: tuple[Point, ...], unit: str) -> dict[str, Any]:
    """One dot an edition, joined; the score stands above each."""
    scores = [score for _at, score, _said in points]
    values = [
        {"at": name, "whole": at, "score": score, "said": said, "low": _low(scores, n)}
        for n, (name, (at, score, said)) in enumerate(zip(short([at for at, *_ in points]), points))
    ]
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
                "encoding": both
                | {"tooltip": [{"field": "whole", "title": " "}, {"field": "said", "title": unit}]},
            },
            *(
                {
                    "transform": [{"filter": test}],
                    "mark": {"type": "text", "dy": up_or_down, "fontSize": 13, "color": BLUE},
                    "encoding": both | {"text": {"field": "said"}},
                }
                for test, up_or_down in (("!datum.low", -14), ("datum.low", 16))
            ),
        ],
        "config": {"view": {"stroke": None}},
    }


def _low(scores: list[float], at: int) -> bool:
    """Whether the line reaches a dot from above: its words stand below it then."""
    beside = [scores[n] for n in (at - 1, at + 1) if 0 <= n < len(scores)]
    return at > 0 and all(scores[at] <= other for other in beside)


def short(titles: list[str]) -> list[str]:
    """Titles without the words that all of them begin with: 2026 年上半年 below an axis."""
    parted = [title.split(" ") for title in titles]
    shared = 0
    if len(set(titles)) > 1:
        while len({tuple(words[: shared + 1]) for words in parted}) == 1:
            shared += 1
    return [" ".join(words[shared:]) for words in parted]
