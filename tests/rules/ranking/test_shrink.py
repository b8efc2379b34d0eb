"""Small samples move toward their peers, by as much as the numbers themselves say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.ranking import shrink
from rules.ranking.shrink import spread
from tests.rankings import often, ranked

VALUES = st.lists(st.floats(0, 100).map(lambda x: round(x, 3)), min_size=4, max_size=30)


@often
@given(VALUES, st.floats(0.5, 30))
def test_with_equal_errors_it_is_james_and_stein(values: list[float], error: float) -> None:
    seen = np.array(values)
    found, _ = shrink(seen, np.full(seen.size, error))
    mean, squares, k = seen.mean(), ((seen - seen.mean()) ** 2).sum(), seen.size
    share = (k - 3) / (k - 1)  # when the values lie no farther apart than their errors
    if squares / (k - 1) > error**2:
        share = (k - 3) * error**2 / squares
    assert found == pytest.approx(mean + (1 - share) * (seen - mean), abs=1e-6)


@often
@given(VALUES, st.randoms(use_true_random=False))
def test_nothing_moves_past_the_mean_and_the_less_sure_move_more(
    values: list[float], chance: object
) -> None:
    seen = np.array(values)
    errors = np.linspace(1, 20, seen.size)
    found, apart = shrink(seen, errors)
    assert found.min() >= seen.min() - 1e-9 and found.max() <= seen.max() + 1e-9
    assert np.isfinite(apart).all() and (apart > 0).all()
    weights = 1 / (errors**2 + spread(seen, errors**2))
    mean = (weights * seen).sum() / weights.sum()
    far = np.abs(seen - mean) > 1e-6
    moved = ((seen - found)[far]) / (seen - mean)[far]
    assert (np.diff(moved) >= -1e-6).all()


def test_the_spread_solves_its_equation() -> None:
    seen, variances = np.array([1.0, 5, 9, 2, 8]), np.array([1.0, 2, 1, 0.5, 4])
    weights = 1 / (variances + spread(seen, variances))
    mean = (weights * seen).sum() / weights.sum()
    assert (weights * (seen - mean) ** 2).sum() == pytest.approx(4, rel=1e-12)


def test_alike_values_have_no_spread_and_come_close_to_their_mean() -> None:
    assert spread(np.array([1.0, 2, 3, 4]), np.full(4, 100.0)) == 0
    found, _ = shrink(np.array([1.0, 2, 3, 4]), np.full(4, 10.0))
    assert found == pytest.approx(2.5 + 2 / 3 * np.array([-1.5, -0.5, 0.5, 1.5]))


def test_few_or_unmeasured_or_errorless_values_stay() -> None:
    seen = np.array([1.0, 9, 5])
    assert shrink(seen, np.ones(3))[0].tolist() == [1, 9, 5]
    gaps = np.array([1.0, np.nan, 9, 5, 7, 20])
    errors = np.array([3.0, 3, 3, 3, 3, np.nan])
    found, apart = shrink(gaps, errors)
    assert np.isnan(found[1]) and found[5] == 20 and apart[5] == 0
    assert 1 < found[0] < 5.5
    assert shrink(np.array([1.0, 2, 3, 9]), np.zeros(4))[0].tolist() == [1, 2, 3, 9]


def test_peers_shrink_toward_their_own_mean() -> None:
    values = np.array([10.0, 12, 14, 16, 80, 82, 84, 86])
    found, _ = shrink(values, np.full(8, 20.0), ["old"] * 4 + ["new"] * 4)
    assert found[:4].mean() == pytest.approx(13)
    assert found[4:].mean() == pytest.approx(83)
    assert np.ptp(found[:4]) < 6


def test_in_a_ranking_a_small_sample_gives_way_to_a_large_one() -> None:
    spec = {"indicators": [{"code": "a", "error": "e", "shrink": True}], "draws": 50}
    values = {"a": [60.0, 61, 70, 75, 80, 85, 90]}
    errors = np.array([[9.0], [1], [2], [2], [2], [2], [2]])
    assert ranked({"indicators": [{"code": "a"}]}, values).rows[-1].unit == "u0"
    assert ranked(spec, values, errors=errors).rows[-1].unit == "u1"


def test_shares_of_samples_are_shrunk_between_nothing_and_all() -> None:
    spec = {"indicators": [{"code": "a", "sample": "n", "shrink": True}], "draws": 200}
    values = {"a": [0.0, 0.2, 0.5, 0.9, 1.0, 1.0]}
    rows = {r.unit: r for r in ranked(spec, values, errors=np.full((6, 1), 5.0)).rows}
    assert 0 < (rows["u0"].score or 0) < 0.2
    assert 0.9 < (rows["u4"].score or 0) < 1
