"""A chart as a file: on paper colour, with its title, its source and its day (图片版)."""

from typing import Any

from rules.chart.shape import Spec

FONT = "Noto Sans SC"
WIDTH = 640


def sheet(chart: Spec, *, title: str, told: list[str]) -> Spec:
    """``chart`` with its title above; ``told`` are the lines below it: definition, place, day."""
    made: Spec = {key: value for key, value in chart.items() if key not in {"usermeta", "padding"}}
    config: dict[str, Any] = dict(made.get("config", {}))
    config |= {"font": FONT, "background": "#FFFFFF", "padding": 18}
    config["title"] = {
        "anchor": "start",
        "fontSize": 18,
        "subtitleFontSize": 12,
        "subtitleColor": "#5A5F66",
        "subtitlePadding": 8,
        "offset": 18,
    }
    made["config"] = config
    made["title"] = {"text": title, "subtitle": told}
    if "facet" not in made:
        made["width"] = WIDTH
    return made
