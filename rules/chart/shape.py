"""What all charts share: colours that mean one thing, and axes that stay quiet (图表样式)."""

from fractions import Fraction
from typing import Any

BLUE, OCHRE, GREEN, RED, GREY = "#2F5D8C", "#B8742A", "#2F7D5B", "#B3342B", "#8A8F96"
PICKED = "picked"  # the name of the selection that every chart offers
HEIGHT = 220
QUIET: dict[str, Any] = {"view": {"stroke": None}}
Spec = dict[str, Any]
PLAIN = "format(datum.value, ',~f')"  # 5,380,000 and 97.5, never 9.75e+1


def number(value: Fraction | None) -> float | None:
    """A value as the drawing wants it; what is written beside it stays exact."""
    return None if value is None else float(value)


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
