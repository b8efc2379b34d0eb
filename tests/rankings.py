"""Made-up methods and tables for tests of rankings: any tree, any scale, gaps and ties."""

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from rules.ranking import Ranking, Table, method_of, rank

Spec = dict[str, Any]
Values = dict[str, list[float | None]]

often = settings(deadline=None, max_examples=60)  # a busy machine is not a broken rule
seldom = settings(deadline=None, max_examples=25)

WEIGHTS = st.sampled_from([1, 1, 2, 3, 0.2, 0.25, 40])
NUMBERS = st.one_of(
    st.integers(1, 9).map(float),  # so that there are ties
    st.floats(0.01, 1000, allow_nan=False).map(lambda x: round(x, 4)),
)
SCALES: list[Spec | None] = [
    None,
    {"kind": "none"},
    {"kind": "none", "log": True},
    {"kind": "minmax"},
    {"kind": "minmax", "low": 1, "high": 100},
    {"kind": "minmax", "log": True},
    {"kind": "goalpost", "low": 0, "high": 500},
    {"kind": "goalpost", "low": 2, "high": 500, "cap": True, "log": True},
    {"kind": "goalpost", "low": 3, "high": 7, "cap": True},
    {"kind": "zscore"},
    {"kind": "zscore", "log": True},
    {"kind": "rank"},
    {"kind": "percentile"},
    {"kind": "points"},
]
POSITIVE: list[Spec | None] = [  # scales that a geometric mean can take in either direction
    {"kind": "minmax", "low": 1, "high": 100},
    {"kind": "minmax"},
    {"kind": "goalpost", "low": 3, "high": 7, "cap": True},
    {"kind": "rank"},
    {"kind": "percentile"},
]


@st.composite
def methods(draw: st.DrawFn, *, aggregates: Sequence[str] = ("arithmetic", "geometric")) -> Spec:
    """Any method with up to six indicators in a tree of up to five groups."""
    groups: list[Spec] = []
    for number in range(draw(st.integers(0, 5))):
        parent = draw(st.sampled_from([None, *(group["code"] for group in groups)]))
        kind = draw(st.sampled_from(aggregates))
        made = {"code": f"g{number}", "parent": parent, "weight": draw(WEIGHTS), "aggregate": kind}
        groups.append(made)
    codes = [None, *(group["code"] for group in groups)]
    top = draw(st.sampled_from(aggregates))
    scales = POSITIVE if "geometric" in {top, *(g["aggregate"] for g in groups)} else SCALES
    indicators = [
        {
            "code": f"i{number}",
            "weight": draw(WEIGHTS),
            "direction": draw(st.sampled_from([1, -1])),
            "parent": draw(st.sampled_from(codes)),
            "normalise": draw(st.sampled_from(scales)),
        }
        for number in range(draw(st.integers(1, 6)))
    ]
    return {
        "indicators": indicators,
        "groups": groups,
        "aggregate": top,
        "missing": draw(st.sampled_from(["reweight", "mean"])),
        "round": draw(st.sampled_from([None, None, 0, 2])),
        "ties": draw(st.sampled_from(["min", "mean", "max"])),
    }


@st.composite
def tables(draw: st.DrawFn, spec: Spec, *, gaps: bool = True, most: int = 8) -> Values:
    """Values for every indicator of ``spec``."""
    count = draw(st.integers(1, most))
    cell = st.one_of(NUMBERS, NUMBERS, NUMBERS, st.none()) if gaps else NUMBERS
    column = st.lists(cell, min_size=count, max_size=count)
    return {one["code"]: draw(column) for one in spec["indicators"]}


@st.composite
def cases(draw: st.DrawFn, **given: Any) -> tuple[Spec, Values]:
    """A method and a table for it."""
    spec = draw(methods(**{k: v for k, v in given.items() if k == "aggregates"}))
    return spec, draw(tables(spec, **{k: v for k, v in given.items() if k != "aggregates"}))


def table(values: Mapping[str, Sequence[float | None]], **more: Any) -> Table:
    """The table of ``values``; its units are u0, u1, …"""
    columns = [[np.nan if x is None else x for x in column] for column in values.values()]
    units = tuple(f"u{n}" for n in range(len(columns[0])))
    return Table(units, np.array(columns, float).T, **more)


def ranked(spec: Spec, values: Mapping[str, Sequence[float | None]], **more: Any) -> Ranking:
    """``values`` ranked by ``spec``."""
    return rank(table(values, **more), method_of(spec))


def by_unit(ranking: Ranking, figure: Callable[[Any], Any]) -> dict[str, Any]:
    """One figure of every row, by unit."""
    return {row.unit: figure(row) for row in ranking.rows}


def town(units: int, indicators: int, seed: int) -> Values:
    """A seeded table without gaps."""
    chance = random.Random(seed)
    return {f"i{n}": [chance.uniform(0, 100) for _ in range(units)] for n in range(indicators)}
