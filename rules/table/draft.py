"""A filter as people put it together (筛选草稿): column – is – value, in groups of any or all.

The language of conditions says more than a council member wants to choose from. What the builder
offers is said here, both ways; a condition that says something else is told, not taken apart.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rules.entity import Kind
from rules.refusal import N_

DEEPEST = 3  # groups in groups in the filter itself
_TODAY, _USER, _MINE = {"fact": "today"}, {"fact": "user"}, {"fact": "my_places"}
_AGO, _AHEAD = "days_ago:", "days_ahead:"

ASKS: dict[str, str] = {
    "contains": N_("contains"),
    "begins": N_("begins with"),
    "is": N_("is"),
    "is_not": N_("is not"),
    "in": N_("is one of"),
    "not_in": N_("is none of"),
    "has_any": N_("includes one of"),
    "ge": N_("at least"),
    "le": N_("at most"),
    "between": N_("between"),
    "on": N_("is on"),
    "since": N_("on or after"),
    "until": N_("on or before"),
    "days_between": N_("from … to …"),
    "last_days": N_("in the last days"),
    "next_days": N_("in the next days"),
    "before_today": N_("before today"),
    "yes": N_("is yes"),
    "no": N_("is no"),
    "me": N_("is me"),
    "within": N_("lies in"),
    "mine": N_("is where I serve or live"),
    "empty": N_("is empty"),
    "filled": N_("is filled in"),
}
ALONE = frozenset({"before_today", "yes", "no", "me", "mine", "empty", "filled"})  # no value
MANY = frozenset({"in", "not_in", "has_any"})
TWO = frozenset({"between", "days_between"})
COUNTS = frozenset({"last_days", "next_days"})

_THERE = ("empty", "filled")
_NUMBER = ("ge", "le", "is", "between", *_THERE)
_DAY = ("last_days", "since", "until", "days_between", "on", "next_days", "before_today", *_THERE)
OFFERED: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("contains", "begins", "is", "is_not", *_THERE),
    Kind.LONG_TEXT: ("contains", *_THERE),
    Kind.NUMBER: _NUMBER,
    Kind.MONEY: _NUMBER,
    Kind.AREA: _NUMBER,
    Kind.FORMULA: ("ge", "le", "between", *_THERE),
    Kind.DATE: _DAY,
    Kind.MOMENT: _DAY,
    Kind.YES_NO: ("yes", "no", "empty"),
    Kind.CHOICE: ("in", "not_in", *_THERE),
    Kind.CHOICES: ("has_any", *_THERE),
    Kind.PERSON: ("me", "is", *_THERE),
    Kind.PLACE: ("within", "mine", "is", *_THERE),
    Kind.ROW: ("is", *_THERE),
    Kind.FILE: _THERE,
}
_DAYS = {"on": "is", "since": "ge", "until": "le", "days_between": "between"}


@dataclass
class Line:
    """One condition: a column, how it is compared, and with what (条件行)."""

    field: str
    ask: str
    value: Any = None


@dataclass
class Group:
    """Lines and groups of which any, or all, shall hold (条件组)."""

    any: bool = False
    parts: list["Line | Group"] = field(default_factory=list)


def draft_of(given: Any, kinds: Mapping[str, Kind]) -> Group | None:
    """A condition as the builder shows it; ``None`` where it says what is not offered."""
    if given is None:
        return Group()
    found = _part(given, kinds, 1)
    return Group(parts=[found]) if isinstance(found, Line) else found


def condition_of(group: Group, kinds: Mapping[str, Kind]) -> dict[str, Any] | None:
    """The JSON of what was put together; lines without their value are left out."""
    parts = [one for one in (_json(part, kinds) for part in group.parts) if one is not None]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"any" if group.any else "all": parts}


def _part(given: Any, kinds: Mapping[str, Kind], depth: int) -> "Line | Group | None":
    if not isinstance(given, Mapping):
        return None
    for word in ("all", "any"):
        if word in given and depth <= DEEPEST:
            parts = [_part(one, kinds, depth + 1) for one in given[word]]
            kept = [one for one in parts if one is not None]
            return Group(word == "any", kept) if len(kept) == len(parts) else None
    name = str(given.get("field"))
    return _line(given, kinds[name]) if name in kinds else None


def _line(given: Mapping[str, Any], kind: Kind) -> Line | None:
    name, op, value = given["field"], given["op"], given.get("value")
    days = kind in {Kind.DATE, Kind.MOMENT}
    ask, kept = op, value
    if op == "between" and days and _fact(value, 1) == "today" and _fact(value, 0, _AGO):
        ask, kept = "last_days", int(_fact(value, 0, _AGO))
    elif op == "between" and days and _fact(value, 0) == "today" and _fact(value, 1, _AHEAD):
        ask, kept = "next_days", int(_fact(value, 1, _AHEAD))
    elif days and op == "lt" and value == _TODAY:
        ask, kept = "before_today", None
    elif days:
        ask = next((word for word, own in _DAYS.items() if own == op), op)
    elif kind is Kind.YES_NO and op == "is":
        ask, kept = ("yes" if value is True else "no"), None
    elif op == "is" and value == _USER:
        ask, kept = "me", None
    elif op == "within" and value == _MINE:
        ask, kept = "mine", None
    elif kind is Kind.CHOICE and op in {"is", "is_not"}:
        ask, kept = ("in" if op == "is" else "not_in"), [value]
    elif kind is Kind.CHOICES and op == "has":
        ask, kept = "has_any", [value]
    if ask not in OFFERED[kind] or _is_fact(kept):
        return None
    return Line(name, ask, kept)


def _is_fact(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(_is_fact(one) for one in value)
    return isinstance(value, Mapping)


def _fact(value: Any, at: int, begins: str = "") -> str:
    """The name of a fact in a pair, behind ``begins``; empty where it is another, or none."""
    one = value[at] if isinstance(value, list | tuple) and len(value) > at else None
    name = one.get("fact", "") if isinstance(one, Mapping) else ""
    return str(name).removeprefix(begins) if str(name).startswith(begins) else ""


def _json(part: "Line | Group", kinds: Mapping[str, Kind]) -> dict[str, Any] | None:
    if isinstance(part, Group):
        return condition_of(part, kinds)
    kind = kinds.get(part.field)
    if kind is None or part.ask not in OFFERED[kind]:
        return None
    if part.ask in {"empty", "filled"}:
        return {"field": part.field, "op": part.ask}
    plain = {
        "before_today": ("lt", _TODAY),
        "yes": ("is", True),
        "no": ("is", False),
        "me": ("is", _USER),
        "mine": ("within", _MINE),
    }
    if part.ask in plain:
        op, value = plain[part.ask]
        return {"field": part.field, "op": op, "value": value}
    return _valued(part)


def _valued(part: Line) -> dict[str, Any] | None:
    value = part.value
    if value in (None, "", []):
        return None
    if part.ask in TWO:
        if not isinstance(value, list | tuple) or None in value:
            return None
        value = list(value)
    if part.ask == "last_days":
        return _between(part.field, {"fact": f"{_AGO}{value}"}, _TODAY)
    if part.ask == "next_days":
        return _between(part.field, _TODAY, {"fact": f"{_AHEAD}{value}"})
    return {"field": part.field, "op": _DAYS.get(part.ask, part.ask), "value": value}


def _between(name: str, first: Any, last: Any) -> dict[str, Any]:
    return {"field": name, "op": "between", "value": [first, last]}
