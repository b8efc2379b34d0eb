"""What is withheld cannot be had by taking what is shown away from what it adds up to."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from rules.metric import ALL, Figure, Spot, withheld

LEAST = 5


def figure(n: int) -> Figure:
    return Figure(suppressed=True) if 0 < n < LEAST else Figure(Fraction(n), n=n)


def with_sums(cells: dict[Spot, int]) -> dict[Spot, Figure]:
    """Every cell, and every sum along any axes."""
    sums: dict[Spot, int] = {}
    for spot, n in cells.items():
        for kept in product([True, False], repeat=len(spot)):
            at = tuple(value if is_kept else ALL for value, is_kept in zip(spot, kept))
            sums[at] = sums.get(at, 0) + n
    return {spot: figure(n) for spot, n in sums.items()}


def test_one_withheld_figure_takes_the_next_smallest_with_it() -> None:
    found = withheld(with_sums({("a",): 2, ("b",): 9, ("c",): 30}))
    assert found == {("a",), ("b",)}
    assert withheld(with_sums({("a",): 2, ("b",): 3, ("c",): 30})) == {("a",), ("b",)}
    assert withheld(with_sums({("a",): 2, ("b",): 0})) == {("a",), (ALL,)}
    assert withheld(with_sums({("a",): 9, ("b",): 30})) == frozenset()


def test_of_a_sum_that_is_withheld_a_part_is_withheld_too() -> None:
    figures = with_sums({("a",): 9, ("b",): 30})
    assert withheld(figures, frozenset({(ALL,)})) == {(ALL,), ("a",)}


@given(st.lists(st.integers(0, 20), min_size=12, max_size=12))
def test_no_withheld_figure_is_the_only_unknown_of_a_sum(counts: list[int]) -> None:
    spots = list(product("abc", "xy", "12"))
    figures = with_sums(dict(zip(spots, counts, strict=True)))
    hidden = withheld(figures)
    assert {spot for spot, one in figures.items() if one.suppressed} <= hidden
    for whole in figures:
        for axis in range(3):
            if whole[axis] is not ALL:
                continue
            line = [
                spot
                for spot in figures
                if spot[axis] is not ALL
                and spot[:axis] + spot[axis + 1 :] == whole[:axis] + whole[axis + 1 :]
            ]
            unknown = [spot for spot in (whole, *line) if spot in hidden]
            others = [spot for spot in line if spot not in hidden and figures[spot].n > 0]
            assert len(unknown) != 1 or not others
