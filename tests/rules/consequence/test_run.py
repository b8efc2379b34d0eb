"""Black editions in a row: of one compound under one firm, and only as they count now."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.edition import Mark
from rules.consequence.run import Stood, black_run, escalates

B, N, U = Stood(1, Mark.BLACK), Stood(1, Mark.NONE), Stood(1, Mark.UNRANKED)
OTHER, REPAIRED = Stood(2, Mark.BLACK), Stood(1, Mark.BLACK, repaired=True)
STOOD = st.builds(Stood, st.none() | st.integers(1, 2), st.sampled_from(Mark), st.booleans())


@pytest.mark.parametrize(
    ("latest_first", "run"),
    [
        ([], 0),
        ([N, B, B], 0),
        ([B], 1),
        ([B, B, B], 3),
        ([B, N, B], 1),
        ([B, U, B], 1),  # not ranked is not black
        ([B, OTHER, B], 1),  # a new firm does not answer for the one before it
        ([B, REPAIRED, B], 1),
        ([REPAIRED, B], 0),
        ([Stood(None, Mark.BLACK)], 0),
    ],
)
def test_a_run_ends_where_the_firm_was_not_black(latest_first: list[Stood], run: int) -> None:
    assert black_run(latest_first) == run


@pytest.mark.parametrize(
    ("run", "consecutive", "told"), [(1, 2, False), (2, 2, True), (3, 2, True), (5, 0, False)]
)
def test_the_number_of_the_method_is_reached_or_not(run: int, consecutive: int, told: bool) -> None:
    assert escalates(run, consecutive) is told


@given(st.lists(STOOD, max_size=8))
def test_a_run_counts_black_rows_of_one_firm_and_nothing_else(rows: list[Stood]) -> None:
    run = black_run(rows)
    assert len({row.firm_id for row in rows[:run]}) <= 1
    assert all(row.mark is Mark.BLACK and not row.repaired for row in rows[:run])


@given(st.lists(STOOD, max_size=8), STOOD)
def test_an_edition_that_is_not_black_sets_it_back_to_nothing(
    rows: list[Stood], latest: Stood
) -> None:
    if latest.mark is not Mark.BLACK:
        assert black_run([latest, *rows]) == 0
