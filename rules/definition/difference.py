"""What two bodies say differently, part by part (前后对照)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NAMES = ("code", "key", "name", "label")  # by what a part of a list is known
TITLES = ("label", "title", "name")  # by what people call it
LONGEST = 500  # characters shown of one value


@dataclass(frozen=True)
class Difference:
    """One part that is not the same (一处不同). ``None``: it is not there on that side."""

    part: tuple[str, ...]
    before: str | None
    after: str | None


def differences(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> list[Difference]:
    """Every part in which ``after`` departs from ``before``, in the order in which it stands."""
    old, new = (dict(_leaves(body)) if body else {} for body in (before, after))
    return [
        Difference(part, old.get(part), new.get(part))
        for part in dict.fromkeys([*old, *new])
        if old.get(part) != new.get(part)
    ]


def called(body: Mapping[str, Any] | None, part: tuple[str, ...], english: bool) -> list[str]:
    """What people call each step on the way to ``part``; empty where it has no name of its own.

    A part of a list is known by its code: whoever reads wants its name.
    """
    here: Any = body
    found = []
    for step in part:
        name = ""
        if isinstance(here, Mapping):
            here = here.get(step)
        elif isinstance(here, list | tuple) and step in (names := _names(here)):
            here = here[names.index(step)]
            name = _title(here, english)
        else:
            here = None
        found.append(name)
    return found


def _title(row: Any, english: bool) -> str:
    if not isinstance(row, Mapping):
        return ""
    for known in TITLES:
        told = (english and row.get(f"{known}_en")) or row.get(known)
        if isinstance(told, str) and told:
            return told
    return ""


def _leaves(value: Any, part: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping) and value:
        for name, inner in value.items():
            yield from _leaves(inner, (*part, str(name)))
    elif isinstance(value, list | tuple) and any(isinstance(one, Mapping | list) for one in value):
        for name, inner in zip(_names(value), value, strict=True):
            yield from _leaves(inner, (*part, name))
    else:
        yield part, _said(value)


def _names(rows: list[Any] | tuple[Any, ...]) -> list[str]:
    """Parts of a list by their own code where all have one, else by their place in it."""
    for known in NAMES:
        found = [one.get(known) if isinstance(one, Mapping) else None for one in rows]
        if all(isinstance(name, str) for name in found) and len(set(found)) == len(found):
            return [str(name) for name in found]
    return [str(n) for n in range(1, len(rows) + 1)]


def _said(value: Any) -> str:
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return "" if value is None or value == {} else str(value)[:LONGEST]
