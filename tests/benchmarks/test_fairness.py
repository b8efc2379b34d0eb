"""The simulation behind the black list, small and seeded: few are wronged, intervals hold.

``python -m benchmarks ranking`` is the long run.
"""

import pytest

from benchmarks import fairness, ranking


@pytest.fixture(scope="module")
def found() -> fairness.Fairness:
    return fairness.simulate(12, seed=2026)


def test_of_those_listed_by_nine_draws_in_ten_at_most_one_in_twenty_is_wronged(
    found: fairness.Fairness,
) -> None:
    outcomes = found.outcomes
    assert outcomes["sure by 0.9"].wrong <= 0.05
    assert outcomes["sure by 0.9"].listed > 5  # a list that is empty wrongs nobody
    wrong = [outcomes[name].wrong for name in fairness.RULES]
    assert wrong == sorted(wrong, reverse=True)
    assert wrong[0] > 0.12  # what is done elsewhere


def test_small_samples_are_listed_for_what_they_are_and_not_for_being_small(
    found: fairness.Fairness,
) -> None:
    naive, shrunk = found.outcomes["the last 5 %"], found.outcomes["the last 5 %, shrunk"]
    assert 0.1 < found.small < 0.3
    assert naive.small > 1.2 * found.small
    assert shrunk.small < found.small


def test_nine_of_ten_true_ranks_lie_in_their_interval(found: fairness.Fairness) -> None:
    assert 0.88 <= found.covered <= 0.92


def test_the_same_seed_is_the_same_town() -> None:
    assert fairness.simulate(1, seed=5, compounds=40) == fairness.simulate(1, 5, 40)


def test_the_table_that_is_timed_is_ranked_whole() -> None:
    table, spec = ranking.case(50, 6, noisy=2)
    rows = ranking.rank(table, ranking.method_of(spec | {"draws": 20})).rows
    assert len(rows) == 50
    assert any(row.low != row.high for row in rows)
