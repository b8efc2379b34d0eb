"""Rank intervals: what they hold, and that anybody gets the same ones from the seed."""

from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from rules.ranking import Ranking, method_of, rank
from rules.ranking.draws import drawn_weights
from rules.ranking.normal import Chance, inverse_normal
from tests.rankings import Spec, Values, cases, ranked, seldom, table, town

FIVE: Spec = {
    "indicators": [{"code": f"i{n}", "weight": 1 + n} for n in range(5)],
    "draws": 200,
    "seed": 11,
}


UNIFORM = [0.625095466604667, 0.8972138009695755, 0.7756856902451935]
NORMAL = [0.739311120795148, -1.2163424720837945, -0.8812260791128489]


def intervals(found: Ranking) -> list[tuple[Any, ...]]:
    return [(row.unit, row.low, row.rank, row.high, row.worst, row.best) for row in found.rows]


def test_the_inverse_of_the_normal_distribution_is_right_to_fifteen_digits() -> None:
    shares = np.concatenate([np.linspace(0, 1, 2001)[1:-1], 10.0 ** -np.arange(3, 300, 7)])
    expected = [NormalDist().inv_cdf(share) for share in shares]
    assert inverse_normal(shares) == pytest.approx(expected, rel=1e-14, abs=1e-15)


def test_the_seed_gives_these_numbers_on_every_machine() -> None:
    # PCG64 of the seed sequence [7, 0], as numpy has promised to keep it
    assert Chance(7, 0).uniform(3).tolist() == UNIFORM
    assert Chance(7, 1, 0).normal(3) == pytest.approx(NORMAL, rel=1e-14)


@seldom
@given(cases(aggregates=("arithmetic", "geometric", "sum")))
def test_an_interval_holds_the_published_rank(case: tuple[Spec, Values]) -> None:
    spec, values = case
    found = ranked(spec | {"draws": 20}, values)
    scored = [row for row in found.rows if row.rank is not None]
    for row in scored:
        assert 1 <= row.low <= row.rank <= row.high <= len(scored)
        assert isinstance(row.low, int) and isinstance(row.high, int)
    for row in found.rows[len(scored) :]:
        assert (row.low, row.high, row.worst, row.best) == (None,) * 4


@seldom
@given(cases())
def test_draws_change_no_score_and_no_rank(case: tuple[Spec, Values]) -> None:
    spec, values = case
    still, moved = ranked(spec, values), ranked(spec | {"draws": 5}, values)
    assert [(r.unit, r.score, r.rank, r.contributions) for r in still.rows] == [
        (r.unit, r.score, r.rank, r.contributions) for r in moved.rows
    ]


@seldom
@given(cases())
def test_without_any_spread_nothing_moves(case: tuple[Spec, Values]) -> None:
    spec, values = case
    for row in ranked(spec | {"draws": 5, "spread": 0, "ties": "min"}, values).rows:
        assert row.low == row.rank == row.high


def test_the_same_seed_gives_the_same_intervals_and_another_gives_others() -> None:
    values = town(30, 5, seed=1)
    once, again = ranked(FIVE, values), ranked(FIVE, values)
    assert intervals(once) == intervals(again)
    assert intervals(once) != intervals(ranked(FIVE | {"seed": 12}, values))


def test_how_much_is_done_at_once_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    values = town(30, 5, seed=2)
    errors = np.full((30, 5), 8.0)
    spec = FIVE | {"indicators": [one | {"error": "e"} for one in FIVE["indicators"]]}
    once = intervals(ranked(spec, values, errors=errors))
    monkeypatch.setattr("rules.ranking.draws.NUMBERS_AT_ONCE", 100)
    assert intervals(ranked(spec, values, errors=errors)) == once


def test_equals_share_every_draw() -> None:
    values = {code: [*column, column[0]] for code, column in town(9, 5, seed=3).items()}
    found = {row.unit: row for row in ranked(FIVE, values).rows}
    assert intervals(ranked(FIVE, values))
    one, other = found["u0"], found["u9"]
    assert (one.low, one.high, one.worst) == (other.low, other.high, other.worst)


def test_who_is_better_in_everything_is_always_first() -> None:
    values = {code: [*column, 101.0] for code, column in town(19, 5, seed=4).items()}
    first = ranked(FIVE, values).rows[0]
    assert (first.unit, first.low, first.high, first.best) == ("u19", 1, 1, 1)


def test_weights_move_within_the_spread_and_keep_their_sum() -> None:
    spec = {
        "indicators": [{"code": "a", "weight": 3, "parent": "g"}, {"code": "b", "parent": "g"}],
        "groups": [{"code": "g"}, {"code": "h", "weight": 4}],
        "draws": 2000,
        "spread": 0.5,
    }
    weights = drawn_weights(method_of(spec))
    assert weights[:, :2].sum(1) == pytest.approx(np.full(2000, 4.0))
    assert weights[:, 2:].sum(1) == pytest.approx(np.full(2000, 5.0))
    odds = weights[:, 0] / weights[:, 1] / 3
    assert odds.min() >= 0.5 / 1.5 and odds.max() <= 1.5 / 0.5
    assert odds.min() < 0.4 and odds.max() > 2.5


def test_a_larger_error_makes_a_wider_interval() -> None:
    spec = {"indicators": [{"code": "i0", "error": "e"}], "draws": 500}
    values = town(40, 1, seed=5)

    def width(error: float) -> float:
        rows = ranked(spec, values, errors=np.full((40, 1), error)).rows
        return float(np.mean([(row.high or 0) - (row.low or 0) for row in rows]))

    assert width(0) == 0 < width(2) < width(10) < width(50)


@pytest.mark.parametrize("rule", [{"kind": "minmax", "log": True}, {"kind": "percentile"}, None])
def test_errors_go_through_any_scale(rule: Any) -> None:
    spec = {"indicators": [{"code": "i0", "error": "e", "normalise": rule}], "draws": 100}
    values = {"i0": [*town(20, 1, seed=6)["i0"], None]}
    rows = ranked(spec, values, errors=np.full((21, 1), 30.0)).rows
    assert rows[-1].low is None
    assert sum((row.high or 0) - (row.low or 0) for row in rows) > 100


def test_progress_is_told() -> None:
    heard: list[tuple[int, int]] = []
    values = town(1000, 5, seed=7)
    rank(table(values), method_of(FIVE), told=lambda done, of: heard.append((done, of)))
    assert heard[-1] == (200, 200) and len(heard) > 3


def test_the_tail_has_whole_places_and_who_shares_its_edge_is_not_in_it() -> None:
    spec = {"indicators": [{"code": "a"}], "draws": 10}

    def worst(values: list[float]) -> list[str]:
        rows = ranked(spec, {"a": list(values)}).rows
        assert {row.worst for row in rows} <= {0, 1}
        return [row.unit for row in rows if row.worst]

    assert worst([*range(9)]) == []  # of nine there is no tenth
    assert worst([*range(10)]) == ["u0"]
    assert worst([*range(29)]) == ["u1", "u0"]
    assert worst([0, 0, *range(1, 19)]) == ["u0", "u1"]
    assert worst([0, 0, 0, *range(1, 18)]) == []
