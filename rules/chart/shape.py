"""What all charts share: colours that mean one thing, and axes that stay quiet (图表样式)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

# Tones of the theme between its light and its dark ones: a picture is drawn once for both papers.
BLUE, OCHRE, GREEN, RED, GREY = "#4A7DB5", "#B8742A", "#37885F", "#C8483C", "#858A91"
INK = "#787D85"  # of words in a picture
PICKED = "picked"  # the name of the selection that every chart offers
HEIGHT = 220
FAR = 3  # times our highest
QUIET: dict[str, Any] = {"view": {"stroke": None}}
ROOM = {"top": 6, "right": 6, "bottom": 6, "left": 0}
Spec = dict[str, Any]
PLAIN = "format(datum.value, ',~f')"  # 5,380,000 and 97.5, never 9.75e+1
_SIGNS = {"%": f"{PLAIN} + '%'", "¥": f"'¥ ' + {PLAIN}"}


def number(value: Fraction | None) -> float | None:
    """A value as the drawing wants it; what is written beside it stays exact."""
    return None if value is None else float(value)


def measured(unit: str) -> Spec:
    """How an axis says its unit: a sign at each number, a word once above them."""
    if not unit or unit in _SIGNS:
        return {"title": None, "labelExpr": _SIGNS.get(unit, PLAIN)}
    above = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleBaseline": "bottom"}
    return {"title": unit, "labelExpr": PLAIN, **above, "titleX": 0, "titleY": -8}


@dataclass(frozen=True)
class Line:
    """A level that means something: ``kind`` is ``warning``, ``alarm`` or ``compare``.

    ``kind`` ``compare`` is a figure of others: its line is dotted, its words stand below. With
    ``most`` it is a span from ``value`` to there, and drawn as a band.
    """

    kind: str
    value: Fraction
    said: str
    most: Fraction | None = None


def is_near(line: Line, values: Iterable[Fraction | None]) -> bool:
    """Somebody else's figure that dwarfs ours would press our line flat: it is told, not drawn."""
    known = [abs(value) for value in values if value is not None]
    return line.kind != "compare" or (bool(known) and abs(line.value) <= FAR * max(known))


def across(line: Line, at: Spec, along: str, level: Spec) -> Spec:
    """A figure of others over the whole picture: a dotted line, or the band between its ends.

    ``level`` encodes the value on the axis ``along``; ``at`` spans the other one."""
    values = [{"value": number(line.value), "most": number(line.most), "said": line.said}]
    told: Spec = {"description": {"field": "said"}, "tooltip": said(("said", " "))}
    if line.most is None:
        mark: Spec = {"type": "rule", "color": GREY, "strokeDash": [2, 3], "strokeWidth": 1.5}
        return {"data": {"values": values}, "mark": mark, "encoding": {**at, along: level, **told}}
    mark = {"type": "rect", "color": GREY, "opacity": 0.18}
    ends = {along: level, f"{along}2": {"field": "most"}}
    return {"data": {"values": values}, "mark": mark, "encoding": {**at, **ends, **told}}


def pick(*fields: str) -> list[Spec]:
    """One point can be picked; picking it again lets it go."""
    select = {"type": "point", "fields": list(fields), "toggle": True}
    return [{"name": PICKED, "select": select}]


def faded() -> Spec:
    """What is not picked steps back: under the finger, or as the address says (``off``)."""
    held = {"test": "datum.off", "value": 0.35}
    return {"condition": [held, {"param": PICKED, "value": 1, "empty": True}], "value": 0.35}


def said(*titles: tuple[str, str]) -> list[Spec]:
    """What is told of the point under the finger: field and title."""
    return [{"field": field, "type": "nominal", "title": title} for field, title in titles]
