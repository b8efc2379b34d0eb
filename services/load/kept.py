"""The rows of a file that were not taken, as they stood, with what is wrong with them (问题行)."""

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from rules.load.problem import Problem
from rules.load.table import Part
from rules.refusal import N_
from services.wording import say

MOST = 20_000  # rows that are kept; how many there are is always counted


@dataclass
class Bad:
    """The rows that were not taken (问题行)."""

    headings: tuple[str, ...] = ()
    rows: int = 0
    problems: list[Problem] = field(default_factory=list)
    cells: dict[int, list[Any]] = field(default_factory=dict)  # by row

    def note(self, part: Part, rows: list[list[Any]], first: int) -> None:
        """Keep what was bad in one part; ``first`` is the number of the first of ``rows``."""
        self.rows += len(part.bad)
        if not part.bad or len(self.cells) >= MOST:
            return
        for at in sorted(part.bad):
            number = part.rows[at]
            self.cells[number] = list(rows[number - first])
        self.problems += sorted(part.problems, key=lambda one: one.row)


def correction(bad: Bad, language: str) -> tuple[list[str], list[list[Any]]]:
    """The rows as they stood with what is wrong with each: to be corrected and loaded again."""
    reasons: dict[int, list[str]] = {}
    for one in bad.problems:
        reasons.setdefault(one.row, []).append(reason(one, language))
    head = [*bad.headings, say(language, N_("What is wrong"))]
    width = len(bad.headings)
    lines = [
        [*(*row, *[None] * width)[:width], "\n".join(reasons.get(number, []))]
        for number, row in bad.cells.items()
    ]
    return head, lines


def reason(one: Problem, language: str) -> str:
    """What is wrong, in one line: the column, what it says, and why that cannot be."""
    told = say(language, one.sentence, **one.facts)
    between = "：" if language == "zh_CN" else ": "
    named = f"{one.column}{between}" if one.column else ""
    value = f"“{one.value}” " if one.value else ""
    return f"{named}{value}{told}"


def packed(bad: Bad) -> bytes:
    """As a batch keeps it."""
    told = {
        "headings": bad.headings,
        "rows": bad.rows,
        "problems": [
            [one.row, one.column, one.code, one.sentence, one.value, dict(one.facts)]
            for one in bad.problems
        ],
        "cells": bad.cells,
    }
    return zlib.compress(json.dumps(told, ensure_ascii=False, default=str).encode())


def unpacked(content: bytes | None) -> Bad:
    """What ``packed`` kept."""
    if content is None:
        return Bad()
    told = json.loads(zlib.decompress(content))
    problems = [Problem(*one) for one in told["problems"]]
    cells = {int(number): row for number, row in told["cells"].items()}
    return Bad(tuple(told["headings"]), told["rows"], problems, cells)
