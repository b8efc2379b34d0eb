"""How sure a rank is (名次区间): the whole calculation again, with other weights and other luck."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rules.ranking.aggregate import Presence, evaluate
from rules.ranking.column import Column
from rules.ranking.figures import Floats, Whole, grains
from rules.ranking.method import Method
from rules.ranking.normal import Chance
from rules.ranking.ties import doubled, places

NUMBERS_AT_ONCE = 32_768  # in one array: three of them stay in a core's own memory
LOW, HIGH = 5, 95  # hundredths of the draws: between them lie nine ranks of ten
WEIGHTS, NOISE = 0, 1  # streams of the seed

Told = Callable[[int, int], None]


@dataclass(frozen=True, eq=False)
class Drawn:
    """What the draws say of every unit that has a rank (抽样结果)."""

    low: Whole
    high: Whole
    worst: Floats  # the share of draws in which it is in the last part of its peers
    best: Floats


@dataclass(frozen=True)
class Field:
    """Who is ranked among whom (排名范围): the places of the units of each peer group."""

    peers: tuple[Whole, ...]
    decimals: int
    tail: float

    def seats(self, count: int) -> int:
        """How many make the tail: whole units; in a group of fewer than ten there is no tenth."""
        return int(count * self.tail + 1e-9)


def drawn(
    method: Method,
    columns: Sequence[Column],
    seen: Presence,
    field: Field,
    told: Told | None = None,
) -> Drawn:
    """Run the draws of ``method``: ranks at 5 and 95 %, and how often in either tail."""
    draws, units = method.draws, seen.there[0].size
    weights = drawn_weights(method)
    chances = {
        place: Chance(method.seed, NOISE, place)
        for place, column in enumerate(columns)
        if column.errors is not None and column.errors.any()
    }
    still = [column.on_scale() for column in columns]
    ranks = np.zeros((draws, units), np.int32)
    worst, best = np.zeros(units), np.zeros(units)
    step = max(1, NUMBERS_AT_ONCE // units)
    for start in range(0, draws, step):
        rows = weights[start : start + step]
        now = list(still)
        for place, chance in chances.items():
            now[place] = columns[place].drawn(chance, rows.shape[0])
        scores = evaluate(method.shape, now, rows, seen)[-1]
        scores = grains(scores, field.decimals)
        for peers in field.peers:
            _place(scores, peers, method, field, (ranks[start : start + step], worst, best))
        if told is not None:
            told(min(draws, start + step), draws)
    low, high = _middle(ranks)
    return Drawn(low, high, worst / draws, best / draws)


def _place(
    scores: Floats,
    peers: Whole,
    method: Method,
    field: Field,
    into: tuple[Whole, Floats, Floats],
) -> None:
    """Rank one peer group in every draw; who shares a place across the edge is not beyond it."""
    ranks, worst, best = into
    everybody = peers.size == scores.shape[-1]
    first, last = places(scores if everybody else scores[:, peers])
    seats = field.seats(peers.size)
    ranks[:, peers] = doubled(first, last, method.ties)
    if seats:
        worst[peers] += (first > peers.size - seats).sum(0)
        best[peers] += (last <= seats).sum(0)


def drawn_weights(method: Method) -> Floats:
    """A row of weights for each draw: each moved by its own factor, 1 − spread to 1 + spread.

    Then shared out again, so that siblings keep their sum.
    """
    shape = method.shape
    base = np.array(shape.weights)
    factors = Chance(method.seed, WEIGHTS).uniform(method.draws, base.size)
    weights = base * (1 - method.spread + 2 * method.spread * factors)
    for children in shape.children.values():
        chosen = list(children)
        sums = np.zeros(method.draws)
        for child in chosen:
            sums += weights[:, child]
        weights[:, chosen] *= (base[chosen].sum() / sums)[:, None]
    return weights


def _middle(ranks: Whole) -> tuple[Whole, Whole]:
    """The nearest ranks at 5 and 95 %, the outer whole ones where a rank is shared in half."""
    draws, units = ranks.shape
    places_of = [-(-draws * part // 100) - 1 for part in (LOW, HIGH)]
    found = np.empty((units, len(places_of)), np.int64)
    step = max(1, NUMBERS_AT_ONCE // draws)
    for start in range(0, units, step):
        block = np.ascontiguousarray(ranks[:, start : start + step].T)
        block.partition(places_of, axis=1)
        found[start : start + step] = block[:, places_of]
    return found[:, 0] // 2, -(-found[:, 1] // 2)
