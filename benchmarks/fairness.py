"""Who is listed wrongly, and do intervals hold what they promise (公平性模拟).

A town of compounds whose true satisfaction is known, because we made it up; samples of very
unequal size see it with error; the engine sees only the samples. What it lists is compared with
the truth. docs/benchmarks.md has the figures.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rules.ranking import ListingRule, Row, Table, listing, method_of, rank

COMPOUNDS, DRAWS = 300, 1_000
MEAN, APART, ANSWER = 75.0, 6.0, 20.0  # points: of the town, between compounds, between answers
SAMPLE, SPREAD, FEWEST, MOST = 60, 0.8, 8, 400  # answers: the median, on a log scale, the bounds
SMALL = 30  # answers: below, a sample is small
TAIL, NAIVE = 0.1, 0.05

Rule = Callable[[Sequence[Row]], set[str]]


@dataclass(frozen=True)
class Outcome:
    """What one rule did over all rounds (一种规则的结果)."""

    listed: float  # a round
    wrong: float  # the share of the listed that is not truly in the worst tenth
    small: float  # the share of the listed with a small sample


@dataclass(frozen=True)
class Fairness:
    """The whole simulation (模拟结果)."""

    outcomes: dict[str, Outcome]
    covered: float  # the share of compounds whose true rank lies in its interval
    small: float  # the share of compounds with a small sample


def simulate(rounds: int, seed: int = 2026, compounds: int = COMPOUNDS) -> Fairness:
    """Run so many editions of a town."""
    chance = np.random.Generator(np.random.PCG64(seed))
    tally: dict[str, list[int]] = {name: [0, 0, 0] for name in RULES}
    covered = small = 0
    for number in range(rounds):
        truth = chance.normal(MEAN, APART, compounds)
        sizes = chance.lognormal(np.log(SAMPLE), SPREAD, compounds).clip(FEWEST, MOST).round()
        errors = ANSWER / np.sqrt(sizes)
        seen = truth + errors * chance.normal(size=compounds)
        units = tuple(str(n) for n in range(compounds))
        table = Table(units, seen[:, None], errors[:, None])
        plain = rank(table, method_of({"indicators": [{"code": "satisfaction"}]})).rows
        fair = rank(table, method_of(METHOD | {"seed": number})).rows
        places = np.empty(compounds, int)
        places[np.argsort(-truth)] = np.arange(1, compounds + 1)
        worst = {units[n] for n in range(compounds) if places[n] > compounds * (1 - TAIL)}
        few = {units[n] for n in range(compounds) if sizes[n] < SMALL}
        for name, (rows, rule) in RULES.items():
            black = rule(plain if rows == "plain" else fair)
            for place, some in enumerate((black, black - worst, black & few)):
                tally[name][place] += len(some)
        covered += sum(_holds(row, places[int(row.unit)]) for row in fair)
        small += len(few)
    outcomes = {
        name: Outcome(black / rounds, wrong / max(1, black), few_of / max(1, black))
        for name, (black, wrong, few_of) in tally.items()
    }
    whole = rounds * compounds
    return Fairness(outcomes, float(covered / whole), float(small / whole))


METHOD = {
    "indicators": [{"code": "satisfaction", "error": "error", "shrink": True}],
    "draws": DRAWS,
}


def _holds(row: Row, place: int) -> bool:
    return row.low is not None and row.high is not None and row.low <= place <= row.high


def _last(rows: Sequence[Row]) -> set[str]:
    return {row.unit for row in rows[-round(len(rows) * NAIVE) :]}


def _sure(probability: float) -> Rule:
    rule = ListingRule(TAIL, probability)

    def black(rows: Sequence[Row]) -> set[str]:
        return {mark.unit for mark in listing(rows, rule) if mark.colour == "black"}

    return black


RULES: dict[str, tuple[str, Rule]] = {
    "the last 5 %": ("plain", _last),
    "the last 5 %, shrunk": ("fair", _last),
    "sure by 0.8": ("fair", _sure(0.8)),
    "sure by 0.9": ("fair", _sure(0.9)),
}
