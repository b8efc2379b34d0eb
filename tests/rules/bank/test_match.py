"""Suggestions are one partner each, the same sum, the nearest day, and what the words say."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.bank.match import WITHIN_DAYS, Side, likeness, suggestions

FIRST = date(2026, 6, 1)


def side(number: int, fen: int, day: int = 0, words: str = "") -> Side:
    return Side(number, FIRST + timedelta(days=day), fen, words)


def test_the_same_sum_on_the_nearest_day_is_suggested() -> None:
    pairs = suggestions([side(1, 500, 3)], [side(7, 500, 9), side(8, 500, 4), side(9, 501, 3)])
    assert [(pair.bank_id, pair.book_id, pair.days) for pair in pairs] == [(1, 8, 1)]
    assert not pairs[0].sure  # two could have been meant


def test_only_one_possible_partner_is_sure() -> None:
    assert suggestions([side(1, 500)], [side(2, 500, 2)])[0].sure


def test_words_decide_between_equal_days() -> None:
    bank = [side(1, 300, words="早餐摊 摊位费"), side(2, 300, words="易停车公司")]
    books = [side(5, 300, words="易停车公司六月停车费"), side(6, 300, words="早餐摊")]
    assert {(p.bank_id, p.book_id) for p in suggestions(bank, books)} == {(1, 6), (2, 5)}


def test_too_far_away_or_the_other_way_is_nothing() -> None:
    assert not suggestions([side(1, 500)], [side(2, 500, WITHIN_DAYS + 1), side(3, -500)])


def test_likeness_looks_at_pairs_of_signs() -> None:
    assert likeness(side(1, 1, words="易停车公司"), side(2, 1, words="易停车公司 六月")) == 1
    assert likeness(side(1, 1, words="王五"), side(2, 1, words="")) == 0


SIDES = st.lists(
    st.builds(side, st.integers(1, 10**6), st.integers(-3, 3), st.integers(0, 30)),
    max_size=25,
    unique_by=lambda one: one.id,
)


@given(SIDES, SIDES)
def test_nobody_is_paired_twice_and_every_pair_is_the_same_money(
    bank: list[Side], books: list[Side]
) -> None:
    pairs = suggestions(bank, books)
    one, other = ({x.id: x for x in sides} for sides in (bank, books))
    assert len({p.bank_id for p in pairs}) == len({p.book_id for p in pairs}) == len(pairs)
    for pair in pairs:
        assert one[pair.bank_id].amount_fen == other[pair.book_id].amount_fen
        apart = abs((one[pair.bank_id].day - other[pair.book_id].day).days)
        assert apart == pair.days <= WITHIN_DAYS
