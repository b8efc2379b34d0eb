"""A table and a method become a ranking (排名): scores, ranks, and what they are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np

from rules.ranking.aggregate import Presence, evaluate, flat, must_multiply, presence, shares
from rules.ranking.column import Column, columns
from rules.ranking.draws import Drawn, Field, Told, drawn
from rules.ranking.figures import Flags, Floats, Whole, decimals, plain, rounded, settled
from rules.ranking.method import ListingRule, Method
from rules.ranking.shrink import sections
from rules.ranking.table import Table
from rules.ranking.ties import doubled, places
from rules.refusal import N_, Refused

POLISHED = 3  # times
MOST_RANKS = 100_000_000  # of all units in all draws; four bytes each


@dataclass(frozen=True)
class Row:
    """One unit's result (一行结果). Without any value it has neither score nor rank."""

    unit: str
    score: float | None
    rank: float | int | None  # among its peers
    low: int | None  # nine of ten draws rank it between low and high
    high: int | None  # the whole ranks around it, where one is shared in half
    contributions: Mapping[str, float]  # of every indicator; they sum to the score
    coverage: float  # the share of the weight that was measured
    worst: float | None  # how probably it is in the worst tail of its peers; None without draws
    best: float | None
    group: str | None  # its peers
    adverse: tuple[str, ...]  # measured indicators below the middle of its peers
    tier: str | None = None


@dataclass(frozen=True)
class Ranking:
    """The result of an edition (排名结果), highest score first, the unranked last."""

    rows: tuple[Row, ...]


def rank(table: Table, method: Method, told: Told | None = None) -> Ranking:
    """Rank the units of ``table`` by ``method``; ``told`` hears of the draws done so far."""
    _must_agree(table, method)
    with np.errstate(over="ignore", invalid="ignore"):  # what overflows is refused by name
        return _ranked(table, method, told)


def _ranked(table: Table, method: Method, told: Told | None) -> Ranking:
    given = columns(table, method)
    shape = method.shape
    seen = presence(shape, [column.there for column in given])
    values = evaluate(shape, [c.on_scale() for c in given], np.array([shape.weights]), seen)
    must_multiply(shape, values, seen, table.units)
    scored = seen.there[shape.top]
    raw = np.where(scored, flat(values[shape.top]), 0.0)
    _must_be_finite(table.units, raw, values)
    field = _field(table, method, scored, decimals(raw[scored], method.round))
    scores = np.zeros_like(raw)
    scores[scored] = rounded(settled(raw[scored]), field.decimals)
    ranks = np.zeros(raw.size, np.int64)
    for peers in field.peers:
        ranks[peers] = doubled(*places(scores[peers]), method.ties)
    found = drawn(method, given, seen, field, told) if method.draws else None
    parts = _contributions(method, values, seen, scores)
    rows = _Rows(table, method, ranks, found, _adverse(given, values, field, table.units))
    made = [
        rows.row(place, scores[place] if scored[place] else None, parts[:, place], coverage)
        for place, coverage in enumerate(_coverage(method, given))
    ]
    order = sorted(range(raw.size), key=lambda n: (not scored[n], -scores[n], n))
    return Ranking(tuple(made[n] for n in order))


def _must_agree(table: Table, method: Method) -> None:
    asked = (len(table.units), len(method.indicators))
    if table.values.shape != asked or not table.units:
        raise Refused(
            N_("The table has {found} cells where the method needs {asked}."),
            found=" × ".join(map(str, table.values.shape)),
            asked=" × ".join(map(str, asked)),
        )
    if len(set(table.units)) < len(table.units):
        raise Refused(N_("A unit is in the table twice."))
    if method.draws * len(table.units) > MOST_RANKS:
        raise Refused(
            N_("{draws} draws of {units} units are more than {most} ranks to keep."),
            draws=method.draws,
            units=len(table.units),
            most=MOST_RANKS,
        )
    if np.isinf(table.values).any():
        raise Refused(N_("A value in the table is without end."))


def _must_be_finite(units: Sequence[str], scores: Floats, values: Sequence[Floats]) -> None:
    whole = np.isfinite(scores)
    for value in values:
        whole &= np.isfinite(flat(value))
    if not whole.all():
        raise Refused(
            N_("{unit}: its numbers are too large to be computed with."),
            unit=units[int(np.flatnonzero(~whole)[0])],
        )


def _field(table: Table, method: Method, scored: Flags, places_after: int) -> Field:
    peers = [np.flatnonzero(s & scored) for s in sections(table.groups, scored.size)]
    tail = (method.listing or ListingRule()).tail
    return Field(tuple(one for one in peers if one.size), places_after, tail)


def _contributions(
    method: Method, values: Sequence[Floats], seen: Presence, scores: Floats
) -> Floats:
    """A row for each indicator: what it gave to the printed score of each unit.

    What rounding took or gave is shared by weight; the last dust goes to the largest part.
    """
    shape, count = method.shape, len(method.indicators)
    factor, effective = shares(shape, values, np.array([shape.weights]), seen)
    parts = np.array([factor[n] * flat(values[n]) for n in range(count)])
    parts += np.array(effective[:count]) * (scores - parts.sum(0))
    largest = np.abs(parts).argmax(0)
    everybody = np.arange(scores.size)
    for _ in range(POLISHED):  # what a float swallows once, it takes the second time
        parts[largest, everybody] += scores - parts.sum(0)
    return parts + 0.0


def _coverage(method: Method, given: Sequence[Column]) -> list[float]:
    """The share of the whole weight that was measured, unit by unit."""
    shape = method.shape
    units = given[0].measured.size
    all_there = presence(shape, [np.ones(units, bool) for _ in given])
    still = [np.zeros(units) for _ in range(shape.top + 1)]
    _, effective = shares(shape, still, np.array([shape.weights]), all_there)
    total = sum((effective[n] for n in range(len(given))), np.zeros(units))
    measured = sum((effective[n] * c.measured for n, c in enumerate(given)), np.zeros(units))
    return rounded(measured / np.where(total > 0, total, 1.0), 9).tolist()  # type: ignore[no-any-return]


def _adverse(
    given: Sequence[Column], values: Sequence[Floats], field: Field, units: Sequence[str]
) -> list[tuple[str, ...]]:
    """The measured indicators of each unit that lie below the middle of its peers."""
    below: list[list[str]] = [[] for _ in units]
    for column, value in zip(given, values):
        for peers in field.peers:
            chosen = peers[column.measured[peers]]
            if column.indicator.weight > 0 and chosen.size:
                middle = np.median(value[chosen])
                for place in chosen[value[chosen] < middle]:
                    below[place].append(column.indicator.code)
    return [tuple(codes) for codes in below]


class _Rows:
    """What the rows of one ranking share (结果行)."""

    def __init__(
        self,
        table: Table,
        method: Method,
        ranks: Whole,
        found: Drawn | None,
        adverse: Sequence[tuple[str, ...]],
    ) -> None:
        self.table, self.method, self.ranks = table, method, ranks
        self.found, self.adverse = found, adverse
        self.codes = [indicator.code for indicator in method.indicators]

    def row(self, place: int, score: float | None, parts: Floats, coverage: float) -> Row:
        ranked = score is not None
        rank = plain(self.ranks[place] / 2)
        low, high = floor(rank), ceil(rank)
        if self.found is not None:  # an interval holds the rank that was published
            low = min(low, int(self.found.low[place]))
            high = max(high, int(self.found.high[place]))
        sure = self.found if ranked else None
        return Row(
            unit=self.table.units[place],
            score=float(score) if score is not None else None,
            rank=rank if ranked else None,
            low=low if ranked else None,
            high=high if ranked else None,
            contributions=dict(zip(self.codes, parts.tolist())),
            coverage=coverage,
            worst=None if sure is None else float(sure.worst[place]),
            best=None if sure is None else float(sure.best[place]),
            group=None if self.table.groups is None else self.table.groups[place],
            adverse=self.adverse[place],
            tier=self._tier(score),
        )

    def _tier(self, score: float | None) -> str | None:
        if score is None:
            return None
        return next((name for name, low in self.method.tiers if score >= low), None)
