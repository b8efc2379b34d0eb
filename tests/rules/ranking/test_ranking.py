"""What must hold of every ranking, whatever its method."""

import random
from itertools import pairwise
from math import ceil, floor
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.ranking import Ranking, Row, Table, method_of, rank
from rules.refusal import Refused
from tests.oracles import ranking_oracle
from tests.rankings import Spec, Values, by_unit, cases, often, ranked

ANY = ("arithmetic", "geometric", "sum")
MIXED = {
    "indicators": [
        {"code": "a", "weight": 2, "parent": "good", "normalise": {"kind": "minmax"}},
        {"code": "b", "parent": "good", "normalise": {"kind": "percentile"}},
        {"code": "c", "direction": -1, "normalise": {"kind": "goalpost", "low": 0, "high": 10}},
    ],
    "groups": [{"code": "good", "weight": 3, "aggregate": "geometric"}],
}


def score(row: Row) -> float | None:
    return row.score


def place(row: Row) -> float | int | None:
    return row.rank


@often
@given(cases(aggregates=ANY))
def test_a_second_engine_comes_to_the_same_scores(case: tuple[Spec, Values]) -> None:
    spec, values = case
    units = [f"u{n}" for n in range(len(next(iter(values.values()))))]
    expected = ranking_oracle.scores(spec, units, values)
    found = by_unit(ranked(spec | {"round": None}, values), score)
    for unit, theirs in zip(units, expected, strict=True):
        assert (found[unit] is None) == (theirs is None)
        if theirs is not None:
            assert found[unit] == pytest.approx(theirs, rel=1e-9, abs=1e-9)


@often
@given(cases(aggregates=ANY))
def test_contributions_sum_to_the_printed_score(case: tuple[Spec, Values]) -> None:
    spec, values = case
    for row in ranked(spec, values).rows:
        assert sum(row.contributions.values()) == pytest.approx(row.score or 0.0, abs=1e-9)
        assert set(row.contributions) == set(values)
        if spec["missing"] == "reweight":
            number = int(row.unit[1:])
            gaps = [code for code, column in values.items() if column[number] is None]
            assert not any(row.contributions[code] for code in gaps)


@often
@given(cases(aggregates=ANY))
def test_ranks_follow_the_scores_and_equal_scores_share(case: tuple[Spec, Values]) -> None:
    spec, values = case
    rows = ranked(spec, values).rows
    scored = [row for row in rows if row.score is not None]
    assert list(rows[: len(scored)]) == scored
    for row in scored:
        above = sum(other.score > row.score for other in scored)
        level = sum(other.score == row.score for other in scored)
        first, last = above + 1, above + level
        expected = {"min": first, "max": last, "mean": (first + last) / 2}[spec["ties"]]
        assert row.rank == expected
        assert (row.low, row.high) == (floor(expected), ceil(expected))
    for one, other in pairwise(rows):
        if one.score == other.score:
            assert int(one.unit[1:]) < int(other.unit[1:])


@often
@given(cases(aggregates=ANY), st.randoms(use_true_random=False))
def test_the_order_of_the_file_changes_no_rank(
    case: tuple[Spec, Values], chance: random.Random
) -> None:
    spec, values = case
    count = len(next(iter(values.values())))
    order = chance.sample(range(count), count)
    mixed = {code: [column[n] for n in order] for code, column in values.items()}
    before, after = ranked(spec, values), ranked(spec, mixed)
    places = by_unit(before, place)
    for unit, there in by_unit(after, place).items():
        assert there == places[f"u{order[int(unit[1:])]}"]


@often
@given(cases(), st.sampled_from([0.01, 0.5, 3, 1000]))
def test_weights_are_relative(case: tuple[Spec, Values], factor: float) -> None:
    spec, values = case
    parent = spec["indicators"][0]["parent"]
    scaled: Spec = {
        key: [
            one | {"weight": one["weight"] * factor} if one["parent"] == parent else one
            for one in spec[key]
        ]
        for key in ("indicators", "groups")
    }
    before, after = ranked(spec, values), ranked(spec | scaled, values)
    assert by_unit(after, place) == by_unit(before, place)
    for row in before.rows:
        assert by_unit(after, score)[row.unit] == pytest.approx(row.score, abs=1e-9)


@often
@given(cases(aggregates=("arithmetic",), gaps=False), st.integers(0, 7), st.floats(0.01, 500))
def test_more_of_the_good_never_lowers_a_score(
    case: tuple[Spec, Values], which: int, more: float
) -> None:
    spec, values = case
    for one in spec["indicators"]:
        one["direction"] = 1
        if one["normalise"] and one["normalise"]["kind"] not in {"none", "goalpost", "points"}:
            one["normalise"] = None
    code = spec["indicators"][which % len(values)]["code"]
    unit = which % len(values[code])
    raised = values | {code: [x + more * (n == unit) for n, x in enumerate(values[code])]}  # type: ignore[operator]
    before, after = ranked(spec, values), ranked(spec, raised)
    name = f"u{unit}"
    assert by_unit(after, score)[name] >= by_unit(before, score)[name]
    assert by_unit(after, place)[name] <= by_unit(before, place)[name]


@often
@given(cases(), st.data())
def test_what_is_missing_for_everybody_might_as_well_not_be_in_the_method(
    case: tuple[Spec, Values], data: st.DataObject
) -> None:
    spec, values = case
    gone = data.draw(st.sampled_from(sorted(values)))
    without = [one for one in spec["indicators"] if one["code"] != gone]
    rest = {code: column for code, column in values.items() if code != gone}
    blank = values | {gone: [None] * len(values[gone])}
    found = ranked(spec, blank)
    if not without:
        assert all(row.score is None for row in found.rows)
        return
    expected = ranked(spec | {"indicators": without}, rest)
    assert by_unit(found, score) == by_unit(expected, score)
    assert by_unit(found, place) == by_unit(expected, place)


@often
@given(cases(aggregates=("arithmetic",), gaps=False))
def test_nested_averages_equal_one_with_the_weights_multiplied(case: tuple[Spec, Values]) -> None:
    spec, values = case
    nodes = {one["code"]: one for one in [*spec["indicators"], *spec["groups"]]}

    def holds(code: str) -> bool:
        return code not in {g["code"] for g in spec["groups"]} or any(
            holds(one["code"]) for one in nodes.values() if one["parent"] == code
        )

    def share(code: str | None) -> float:
        if code is None:
            return 1.0
        node = nodes[code]
        siblings = [o for o in nodes.values() if o["parent"] == node["parent"]]
        total = sum(other["weight"] for other in siblings if holds(other["code"]))
        return float(node["weight"] / total * share(node["parent"]))

    flat = [one | {"parent": None, "weight": share(one["code"])} for one in spec["indicators"]]
    nested = ranked(spec | {"round": None}, values)
    level = ranked(spec | {"round": None, "indicators": flat, "groups": []}, values)
    for unit, theirs in by_unit(level, score).items():
        assert by_unit(nested, score)[unit] == pytest.approx(theirs, abs=1e-9)


def test_a_tree_of_three_levels_by_hand() -> None:
    found = ranked(MIXED, {"a": [0, 50, 100], "b": [1, 2, 3], "c": [0, 5, 10]})
    top, middle, last = found.rows
    assert (top.unit, top.score) == ("u2", pytest.approx((3 * 1 + 0) / 4))
    assert middle.score == pytest.approx((3 * 0.5 + 0.5) / 4)
    assert (last.unit, last.score) == ("u0", pytest.approx(1 / 4))
    assert top.contributions == pytest.approx({"a": 0.5, "b": 0.25, "c": 0})


def test_any_depth() -> None:
    deep = 5_000
    groups = [{"code": f"g{n}", "parent": f"g{n - 1}" if n else None} for n in range(deep)]
    spec = {"indicators": [{"code": "a", "parent": f"g{deep - 1}"}], "groups": groups}
    assert by_unit(ranked(spec, {"a": [1, 2]}), score) == {"u0": 1, "u1": 2}


def test_equal_sums_tie_however_they_were_added() -> None:
    spec = {"indicators": [{"code": code} for code in "abc"], "aggregate": "sum"}
    found = ranked(spec, {"a": [0.1, 0.3], "b": [0.2, 0.2], "c": [0.3, 0.1]})
    assert 0.1 + 0.2 + 0.3 != 0.3 + 0.2 + 0.1
    assert [row.rank for row in found.rows] == [1, 1]


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [(73.25, 1, 73.3), (0.5, 0, 1), (-0.5, 0, -1), (2.675, 2, 2.68), (1e-9, 3, 0), (-1e-9, 3, 0)],
)
def test_halves_are_rounded_away_from_zero(value: float, places: int, rounded: float) -> None:
    found = ranked({"indicators": [{"code": "a"}], "round": places}, {"a": [value]}).rows[0]
    assert found.score == rounded
    assert str(found.score) != "-0.0"
    assert sum(found.contributions.values()) == rounded


def test_one_giant_hides_nobody_else() -> None:
    found = ranked({"indicators": [{"code": "a"}]}, {"a": [1e9, 1.0005, 1.0]})
    assert [(row.score, row.rank) for row in found.rows] == [(1e9, 1), (1.0005, 2), (1, 3)]


@pytest.mark.parametrize("size", [1e-200, 1e-9, 1, 1e9, 1e200])
def test_scores_of_any_size_are_told_apart(size: float) -> None:
    found = ranked({"indicators": [{"code": "a"}]}, {"a": [1 * size, 1.0001 * size]})
    assert [row.unit for row in found.rows] == ["u1", "u0"]
    assert found.rows[0].score == pytest.approx(1.0001 * size)


def test_points_are_added_and_deducted_and_missing_points_add_nothing() -> None:
    spec = {
        "indicators": [
            {"code": "base", "normalise": {"kind": "points", "low": 0, "high": 80}},
            {"code": "good", "normalise": {"kind": "points", "low": 0, "high": 40}},
            {"code": "bad", "direction": -1, "normalise": {"kind": "points", "low": 0}},
        ],
        "aggregate": "sum",
        "tiers": [["AAA", 85], ["AA", 80], ["C", 0]],
    }
    values: Values = {"base": [80, 75, None], "good": [10, None, None], "bad": [4, 15, None]}
    found = ranked(spec, values)
    figures = [(row.score, row.tier, row.coverage) for row in found.rows]
    assert figures == [(86, "AAA", 1), (60, "C", 0.666666667), (None, None, 0)]
    with pytest.raises(Refused, match="u0, base: 81 points is above the cap of 80"):
        ranked(spec, {"base": [81], "good": [1], "bad": [1]})
    with pytest.raises(Refused, match="u0, good: -1 points is below the floor of 0"):
        ranked(spec, {"base": [8], "good": [-1], "bad": [1]})


def test_the_mean_fills_what_is_missing_before_the_scale_and_is_not_measured() -> None:
    spec = {
        "indicators": [{"code": "a", "normalise": {"kind": "minmax"}}, {"code": "b"}],
        "missing": "mean",
    }
    found = {row.unit: row for row in ranked(spec, {"a": [0, None, 4], "b": [0, 0, 0]}).rows}
    assert (found["u1"].score, found["u1"].coverage) == (0.25, 0.5)
    assert found["u0"].coverage == 1


@pytest.mark.parametrize(
    ("more", "values", "sentence"),
    [
        ({"missing": "refuse"}, {"a": [1, None], "b": [1, 1]}, "u1, a: there is no value"),
        ({"aggregate": "geometric"}, {"a": [1, -2], "b": [1, 1]}, "u1: a is negative, and score"),
        ({}, {"a": [1e308, 1], "b": [1e308, 1]}, "u0: its numbers are too large"),
        ({}, {"a": [float("inf"), 1], "b": [1, 1]}, "without end"),
        ({"draws": 100_000}, {"a": [1.0] * 2000, "b": [1.0] * 2000}, "more than 100000000 ranks"),
    ],
)
def test_what_cannot_be_computed_is_refused(more: Spec, values: Any, sentence: str) -> None:
    spec = {"indicators": [{"code": "a"}, {"code": "b"}], "aggregate": "sum"} | more
    with pytest.raises(Refused, match=sentence):
        ranked(spec, values)


@pytest.mark.parametrize("error", [-1, float("nan"), float("inf")])
def test_a_value_whose_error_is_unknown_is_not_taken_for_exact(error: float) -> None:
    spec = {"indicators": [{"code": "a", "error": "e"}]}
    with pytest.raises(Refused, match="u1, a: its standard error or sample is"):
        ranked(spec, {"a": [1, 2, None]}, errors=np.array([[1], [error], [error]]))
    with pytest.raises(Refused, match="u0, a: its standard error or sample is –"):
        ranked(spec, {"a": [1, 2, None]})
    share = {"indicators": [{"code": "a", "sample": "n"}]}
    with pytest.raises(Refused, match=r"sample is 0\.5"):
        ranked(share, {"a": [0.1]}, errors=np.array([[0.5]]))
    with pytest.raises(Refused, match=r"u0, a: 1\.1 is not a share"):
        ranked(share, {"a": [1.1]}, errors=np.array([[5]]))


def test_a_negative_value_of_no_weight_stops_no_geometric_mean() -> None:
    spec = {
        "indicators": [{"code": "a"}, {"code": "b", "weight": 0}],
        "aggregate": "geometric",
    }
    assert [row.score for row in ranked(spec, {"a": [4, 0], "b": [-1, 0]}).rows] == [4, 0]


def test_a_table_must_fit_its_method() -> None:
    method = method_of({"indicators": [{"code": "a"}]})
    with pytest.raises(Refused, match="2 × 2 cells where the method needs 2 × 1"):
        rank(Table(("x", "y"), np.zeros((2, 2))), method)
    with pytest.raises(Refused, match="twice"):
        rank(Table(("x", "x"), np.zeros((2, 1))), method)


def test_peers_are_ranked_among_themselves_on_a_scale_of_all_or_their_own() -> None:
    spec = {"indicators": [{"code": "a", "normalise": {"kind": "minmax"}}], "peers": "type"}
    values: Values = {"a": [0, 5, 6, 10]}
    groups = ("old", "new", "old", "new")

    def told(found: Ranking) -> list[tuple[object, ...]]:
        return [(row.unit, row.score, row.rank, row.group) for row in found.rows]

    assert told(ranked(spec, values, groups=groups)) == [
        ("u3", 1, 1, "new"),
        ("u2", 0.6, 1, "old"),
        ("u1", 0.5, 2, "new"),
        ("u0", 0, 2, "old"),
    ]
    assert by_unit(ranked(spec | {"round": 0}, values, groups=groups), place)["u0"] == 2
    within = by_unit(ranked(spec | {"within": True}, values, groups=groups), score)
    assert within == {"u0": 0, "u1": 0, "u2": 1, "u3": 1}


@often
@given(cases(aggregates=ANY), st.data())
def test_each_peer_group_is_ranked_as_if_it_were_alone(
    case: tuple[Spec, Values], data: st.DataObject
) -> None:
    spec, values = case
    count = len(next(iter(values.values())))
    groups = tuple(data.draw(st.lists(st.sampled_from("xyz"), min_size=count, max_size=count)))
    spec |= {"peers": "type", "within": True, "draws": 10, "round": 6}
    together = {row.unit: row for row in ranked(spec, values, groups=groups).rows}
    for name in set(groups):
        chosen = [n for n in range(count) if groups[n] == name]
        part = {code: [column[n] for n in chosen] for code, column in values.items()}
        for row in ranked(spec, part, groups=(name,) * len(chosen)).rows:
            whole = together[f"u{chosen[int(row.unit[1:])]}"]
            assert (row.rank, row.low, row.high) == (whole.rank, whole.low, whole.high)
            assert (row.worst, row.best, row.adverse) == (whole.worst, whole.best, whole.adverse)
