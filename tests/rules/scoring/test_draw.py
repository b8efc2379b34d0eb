"""The draw: anybody with the seed and the pool gets the same experts."""

import hashlib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rules.scoring.draw import Draw

POOLS = st.sets(st.integers(1, 500), min_size=1, max_size=30)


def test_the_lot_is_a_hash_that_anybody_can_take() -> None:
    known = hashlib.sha256(b"42:7:onsite:3").hexdigest()
    assert Draw(42, 7, "onsite").lot(3) == known


def test_the_lowest_lots_score_and_the_next_replaces_who_is_away() -> None:
    draw, pool = Draw(42, 7, "onsite"), range(1, 9)
    first, second, third, *_rest = draw.order(pool)
    assert draw.drawn(pool, (), 2) == (first, second)
    assert draw.drawn(pool, {first}, 2) == (second, third)


def test_a_small_pool_gives_what_it_has() -> None:
    assert Draw(1, 1, "a").drawn([5], (), 2) == (5,)
    assert Draw(1, 1, "a").drawn([5], {5}, 2) == ()


@given(st.integers(0, 2**53), POOLS, st.sets(st.integers(1, 500)), st.integers(0, 5))
def test_the_draw_depends_on_nothing_but_seed_and_pool(seed, pool, away, count) -> None:
    draw = Draw(seed, 3, "onsite")
    found = draw.drawn(sorted(pool), away, count)
    assert found == draw.drawn(sorted(pool, reverse=True), away, count)
    assert len(found) == min(count, len(pool - away))
    assert not set(found) & away


@given(st.integers(0, 2**53), POOLS, st.data())
def test_stepping_back_moves_nobody_else_who_was_drawn(seed, pool, data) -> None:
    draw = Draw(seed, 3, "onsite")
    before = draw.drawn(pool, (), 3)
    gone = data.draw(st.sampled_from(before))
    assert set(before) - {gone} <= set(draw.drawn(pool, {gone}, 3))


def test_everybody_is_drawn_about_equally_often() -> None:
    counted = Counter(
        one
        for entrant in range(2_000)
        for one in Draw(20260701, entrant, "x").drawn(range(8), (), 2)
    )
    assert all(430 < counted[one] < 570 for one in range(8)), counted  # 500 expected
