"""An edition computed from what was put in, and from nothing else (期次计算).

The inputs are one JSON text: the method, the seed, the values. ``recomputed`` makes of them the
one text whose SHA-256 is published, so anybody can check a list without us. All of it is whole
numbers: scores and contributions in billionths of a point, coverage in millionths.
"""

import hashlib
import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np

from rules.edition.mark import marked
from rules.method import Body, grade, read_body, spec_of
from rules.notice import LARGEST_INTEGER, canonical
from rules.ranking import Method, Row, Table, Told, method_of, rank
from rules.refusal import N_, Refused

FORMAT = 1
POINT = 1_000_000_000  # billionths
WHOLE = 1_000_000  # millionths
DECIMALS = 9


@dataclass(frozen=True)
class Unit:
    """One compound as it goes in (参评小区)."""

    id: int
    name: str
    firm: str
    peers: str


@dataclass(frozen=True)
class Inputs:
    """All that decides the result (计算输入)."""

    edition: str
    method: Mapping[str, Any]
    seed: int
    units: tuple[Unit, ...]
    values: Mapping[int, Mapping[str, str]]  # by unit: indicator and plain decimal
    errors: Mapping[int, Mapping[str, str]]
    gates: Mapping[int, Sequence[str]]  # by unit: the hard gates that apply
    heard: frozenset[int] | None = None  # of a correction: who may stand on the black list

    def text(self) -> str:
        """The one JSON text of these inputs, which is hashed."""
        return canonical(
            {
                "format": FORMAT,
                "edition": self.edition,
                "method": dict(self.method),
                "seed": self.seed,
                "units": [vars(unit) for unit in self.units],
                "values": _by_text(self.values),
                "errors": _by_text(self.errors),
                "gates": {str(unit): sorted(codes) for unit, codes in self.gates.items()},
                "heard": None if self.heard is None else sorted(self.heard),
            }
        )

    def packed(self) -> bytes:
        """The text, compressed for keeping."""
        return zlib.compress(self.text().encode())


def _by_text(cells: Mapping[int, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {str(unit): dict(row) for unit, row in cells.items() if row}


def unpacked(kept: bytes) -> Inputs:
    """What ``Inputs.packed`` kept. Raises ``ValueError`` where that was damaged."""
    try:
        return inputs_of(json.loads(zlib.decompress(kept)))
    except (zlib.error, KeyError, TypeError, AttributeError) as wrong:
        raise ValueError("these inputs are damaged") from wrong


def inputs_of(given: Mapping[str, Any]) -> Inputs:
    """The inputs that a JSON text says."""
    heard = given["heard"]
    return Inputs(
        edition=given["edition"],
        method=given["method"],
        seed=given["seed"],
        units=tuple(Unit(**unit) for unit in given["units"]),
        values={int(unit): row for unit, row in given["values"].items()},
        errors={int(unit): row for unit, row in given["errors"].items()},
        gates={int(unit): codes for unit, codes in given["gates"].items()},
        heard=None if heard is None else frozenset(heard),
    )


def sha256(text: str) -> str:
    """The hash of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()


def recomputed(inputs: Inputs, told: Told | None = None) -> str:
    """The one JSON text of the result, highest score first (重新计算)."""
    return result_text(inputs.edition, result(inputs, told))


def result_text(edition: str, lines: Sequence["Line"]) -> str:
    """The one JSON text of these lines, whose SHA-256 is published."""
    rows = [vars(line) for line in lines]
    return canonical({"format": FORMAT, "edition": edition, "rows": rows})


@dataclass(frozen=True)
class Line:
    """One compound's result (结果行)."""

    id: int
    score: int | None
    rank: int | None
    low: int | None
    high: int | None
    worst: int
    best: int
    coverage: int
    mark: str
    grade: str
    reasons: list[dict[str, Any]]
    contributions: dict[str, int]


def lines_of(text: str) -> list[Line]:
    """The lines that a result's text says."""
    return [Line(**row) for row in json.loads(text)["rows"]]


def result(inputs: Inputs, told: Told | None = None) -> list[Line]:
    """Every compound's line, highest score first, those without a score last."""
    body = read_body(inputs.method)
    if not inputs.units:
        raise Refused(N_("No compound is rated in this edition."))
    table, method = _table(inputs, body), engine(body, inputs.seed)
    try:
        rows = rank(table, method, told).rows
    except Refused as refusal:
        raise _by_name(refusal, body) from refusal
    best = {row.unit: row.best for row in rows}
    if method.draws and body.red.share != body.black.share:  # the two ends differ in size
        assert method.listing is not None
        rule = replace(method.listing, tail=float(body.red.share))
        other = replace(method, listing=rule)
        best = {row.unit: row.best for row in rank(table, other).rows}
    ids = dict(zip(table.units, (unit.id for unit in inputs.units)))
    lines = [_line(row, best[row.unit], ids[row.unit], body, inputs) for row in rows]
    return [
        marked(line, row.adverse, inputs.gates.get(line.id, ()), inputs.heard, body)
        for line, row in zip(lines, rows)
    ]


def _by_name(refusal: Refused, body: Body) -> Refused:
    """The same refusal, with the name of the indicator for its code."""
    leaf = body.indicator(str(refusal.facts.get("code", "")))
    facts = refusal.facts | ({"code": leaf.name} if leaf is not None else {})
    return Refused(refusal.sentence, **facts)


def engine(body: Body, seed: int) -> Method:
    """The engine's method of a body; its black list decides what the tail is."""
    if body.ties == "mean":
        raise Refused(N_("A list gives whole ranks: please choose another rule for ties."))
    made = method_of(spec_of(body, seed))
    digits = DECIMALS if body.round is None else min(body.round, DECIMALS)
    return replace(made, round=digits)


def _table(inputs: Inputs, body: Body) -> Table:
    codes = [leaf.code for leaf in body.indicators]
    return Table(
        units=unit_names(inputs.units),
        values=_cells(inputs, codes, inputs.values, "nan"),
        errors=_cells(inputs, codes, inputs.errors, "0"),  # what was not sampled has none
        groups=tuple(unit.peers for unit in inputs.units),
    )


def unit_names(units: Sequence[Unit]) -> tuple[str, ...]:
    """What the engine calls each compound: two of the same name are told apart by number."""
    known = Counter(unit.name for unit in units)
    return tuple(u.name if known[u.name] == 1 else f"{u.name} ({u.id})" for u in units)


def _cells(
    inputs: Inputs, codes: Sequence[str], cells: Mapping[int, Mapping[str, str]], empty: str
) -> "np.ndarray[Any, np.dtype[np.float64]]":
    rows: list[Mapping[str, str]] = [cells.get(unit.id, {}) for unit in inputs.units]
    return np.array([[float(row.get(code) or empty) for code in codes] for row in rows])


def _line(row: Row, best: float | None, unit: int, body: Body, inputs: Inputs) -> Line:
    score = None if row.score is None else _billionths(row.score)
    return Line(
        id=unit,
        score=score,
        rank=None if row.rank is None else int(row.rank),
        low=row.low,
        high=row.high,
        worst=round((row.worst or 0) * body.draws),
        best=round((best or 0) * body.draws),
        coverage=round(row.coverage * WHOLE),
        mark="",
        grade=_grade(score, body, inputs.values.get(unit, {})),
        reasons=[],
        contributions=_parts(row, score),
    )


def _billionths(points: float) -> int:
    made = round(points * POINT)
    if abs(made) > LARGEST_INTEGER:
        raise Refused(N_("The scores of this method are too large to be published."))
    return made


def _parts(row: Row, score: int | None) -> dict[str, int]:
    """The contributions in whole billionths; they sum to the score exactly."""
    if score is None:
        return {}
    parts = {code: round(part * POINT) for code, part in row.contributions.items()}
    largest = max(parts, key=lambda code: (abs(parts[code]), code))
    parts[largest] += score - sum(parts.values())
    return parts


def _grade(score: int | None, body: Body, values: Mapping[str, str]) -> str:
    points = None if score is None else Decimal(score) / POINT
    return grade(body, points, {code: Decimal(value) for code, value in values.items()})
