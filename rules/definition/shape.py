"""The shape of a body, said in one line a part (定义结构): typed, bounded and closed.

``SHAPE = parts({"name": text(60), "on": yes_no()}, {"note": text(400, 0)})``; the second mapping
holds what may be left out. ``SHAPE(body, "")`` lists the problems.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from rules.definition.problem import Problem
from rules.refusal import N_

Shape = Callable[[Any, str], list[Problem]]


def text(most: int, least: int = 1, pattern: str | None = None) -> Shape:
    """A text of so many characters; with ``pattern``, one that it matches as a whole."""
    known = re.compile(pattern) if pattern else None

    def check(given: Any, where: str) -> list[Problem]:
        if not isinstance(given, str) or not least <= len(given.strip()) or len(given) > most:
            facts = {"part": where, "least": least, "most": most}
            return [
                Problem(where, N_("“{part}” is a text of {least} to {most} characters."), facts)
            ]
        if known is not None and not known.fullmatch(given):
            return [Problem(where, N_("“{part}” has signs that cannot stand there."), _at(where))]
        return []

    return check


def whole(least: int, most: int) -> Shape:
    """A whole number within bounds."""

    def check(given: Any, where: str) -> list[Problem]:
        if isinstance(given, int) and not isinstance(given, bool) and least <= given <= most:
            return []
        facts = {"part": where, "least": least, "most": most}
        return [Problem(where, N_("“{part}” is a whole number from {least} to {most}."), facts)]

    return check


def yes_no() -> Shape:
    """True or false."""

    def check(given: Any, where: str) -> list[Problem]:
        text = N_("“{part}” is yes or no.")
        return [] if isinstance(given, bool) else [Problem(where, text, _at(where))]

    return check


def one_of(known: Collection[str]) -> Shape:
    """One of the words of a closed list."""

    def check(given: Any, where: str) -> list[Problem]:
        if isinstance(given, str) and given in known:
            return []
        facts = {"part": where, "known": ", ".join(map(str, known))}
        return [Problem(where, N_("“{part}” is one of: {known}."), facts)]

    return check


def listed(shape: Shape, most: int, least: int = 0) -> Shape:
    """A list whose parts all have one shape."""

    def check(given: Any, where: str) -> list[Problem]:
        if not isinstance(given, list | tuple) or not least <= len(given) <= most:
            facts = {"part": where, "least": least, "most": most}
            return [Problem(where, N_("“{part}” is a list of {least} to {most}."), facts)]
        return [p for n, one in enumerate(given, 1) for p in shape(one, f"{where} {n}".strip())]

    return check


def distinct(known: Collection[str], least: int = 0) -> Shape:
    """A list of different words of a closed list."""
    each = listed(one_of(known), len(known), least)

    def check(given: Any, where: str) -> list[Problem]:
        found = each(given, where)
        if not found and len(set(given)) < len(given):
            found = [Problem(where, N_("“{part}” says something twice."), _at(where))]
        return found

    return check


def maybe(shape: Shape) -> Shape:
    """The same, or nothing."""
    return lambda given, where: [] if given is None else shape(given, where)


def anything() -> Shape:
    """A part that another rule reads."""
    return lambda _given, _where: []


def parts(needed: Mapping[str, Shape], other: Mapping[str, Shape] | None = None) -> Shape:
    """Named parts: all of ``needed``, any of ``other``, and nothing else."""
    known = {**needed, **(other or {})}

    def check(given: Any, where: str) -> list[Problem]:
        if not isinstance(given, Mapping):
            return [Problem(where, N_("“{part}” is made of named parts."), _at(where or "…"))]
        found = [
            Problem(_in(where, name), N_("“{part}” is not known here."), _at(_in(where, name)))
            for name in given
            if name not in known
        ]
        for name, shape in known.items():
            if name in given:
                found += shape(given[name], _in(where, name))
            elif name in needed:
                at = _in(where, name)
                found.append(Problem(at, N_("“{part}” is missing."), _at(at)))
        return found

    return check


def _in(where: str, name: object) -> str:
    return f"{where}.{str(name)[:40]}" if where else str(name)[:40]


def _at(where: str) -> dict[str, object]:
    return {"part": where}
