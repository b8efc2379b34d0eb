"""A firm is the mean of its compounds, each by its households."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edition import Mark
from rules.firm.rollup import Rolled, Scored, rolled

POINT = 10**9
ROWS = st.lists(
    st.builds(
        Scored,
        st.integers(0, 5_000),
        st.none() | st.integers(-5 * POINT, 100 * POINT),
        st.sampled_from(Mark),
    ),
    max_size=30,
)


def test_a_large_compound_weighs_more() -> None:
    whole = rolled([Scored(300, 90 * POINT, Mark.RED), Scored(100, 50 * POINT, Mark.BLACK)])
    assert whole == Rolled(2, 2, 400, 80 * POINT, 1, 1)


def test_what_was_not_rated_weighs_nothing() -> None:
    whole = rolled([Scored(300, 90 * POINT, Mark.NONE), Scored(900, None, Mark.UNRANKED)])
    assert (whole.compounds, whole.rated, whole.households) == (2, 1, 300)
    assert whole.score == 90 * POINT


@pytest.mark.parametrize("rows", [[], [Scored(10, None, Mark.UNRANKED)]])
def test_without_any_score_there_is_none(rows: list[Scored]) -> None:
    assert rolled(rows).score is None


def test_compounds_without_a_count_weigh_alike() -> None:
    rows = [Scored(0, 1, Mark.NONE), Scored(0, 2, Mark.NONE)]
    assert rolled(rows).score == 2  # one and a half, away from zero


@given(ROWS)
def test_the_mean_lies_between_the_worst_and_the_best(rows: list[Scored]) -> None:
    scores = [row.score for row in rows if row.score is not None]
    whole = rolled(rows)
    if whole.score is None:
        assert scores == []
    else:
        assert min(scores) <= whole.score <= max(scores)


@given(ROWS)
def test_the_order_of_compounds_changes_nothing(rows: list[Scored]) -> None:
    assert rolled(rows) == rolled(rows[::-1])
