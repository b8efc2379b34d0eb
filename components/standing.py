"""What is missing, for whom, until when: the sentences of the gates on screen (还差什么)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from components import label
from components.format import CM2_PER_M2, area, clock, day
from components.language import _
from components.text import plain

COLOUR = {"met": "green", "pending": "blue", "failed": "gray"}  # red is kept for what is late
SIGN = {"met": "check_circle", "pending": "hourglass_empty", "failed": "cancel"}


def sentence(kept: Mapping[str, Any]) -> str:
    """One verdict in words, with its facts written the way people here write them."""
    facts = {name: _fact(name, value) for name, value in kept["facts"].items()}
    words: str = kept["sentence"]
    return _(words, **facts)


def _fact(name: str, value: Any) -> object:
    if name.endswith("_at"):
        return clock(datetime.fromisoformat(value))
    if name.endswith("_on"):
        return day(date.fromisoformat(value))
    if name.endswith("_cm2"):
        return to_come(value)
    if name == "roles":
        return label.roles(value)
    if name == "fields":
        return _(", ").join(plain(text) for text in value)
    return value


def to_come(area_cm2: int) -> str:
    """An area that is missing, rounded up: less would not be enough."""
    return area(-(-area_cm2 // CM2_PER_M2) * CM2_PER_M2)


def first(standing: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What is to be done next: the first gate that is not met; the last one when all are."""
    open_gates = [kept for kept in standing if kept["state"] != "met"]
    return open_gates[0] if open_gates else (standing[-1] if standing else None)


def mark(kept: Mapping[str, Any], acting: bool = False) -> str:
    """A verdict on a tinted ground that may wrap: ochre where it waits for the reader, red where
    something in it is late."""
    colour = "orange" if acting and kept["state"] == "pending" else COLOUR[kept["state"]]
    if kept["facts"].get("late"):
        colour = "red"
    return f":small[:{colour}-background[{_inside(sentence(kept))}]]"


def line(kept: Mapping[str, Any]) -> str:
    """A verdict as a line with its sign."""
    colour = "red" if kept["facts"].get("late") else COLOUR[kept["state"]]
    return f":{colour}[:material/{SIGN[kept['state']]}:] {sentence(kept)}"


def _inside(text: str) -> str:
    """Brackets would end the mark early."""
    return text.replace("[", "［").replace("]", "］")
