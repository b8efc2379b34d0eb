"""The register of firms: what cannot be right is not written down."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.firm import register as rule
from rules.firm.register import Terms
from rules.refusal import Refused

ALIBABA = "91330100799655058B"  # a code that everybody can look up
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (ALIBABA, ALIBABA),
        (" 9133 0100 7996 55058b ", ALIBABA),
        ("914403001922038216", "914403001922038216"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_credit_code_is_kept_as_the_licence_has_it(typed: str, kept: str) -> None:
    assert rule.must_be_a_credit_code(typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("91330100799655058A", "last sign"),
        ("91330100799655085B", "last sign"),  # two digits changed places
        ("9133010079965505", "18 digits"),
        ("9133010079965505IB", "18 digits"),  # I is not a sign of it
    ],
)
def test_a_credit_code_with_a_slip_is_refused(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        rule.must_be_a_credit_code(typed)


@given(st.integers(0, 16), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_sign_is_always_found(place: int, sign: str) -> None:
    wrong = ALIBABA[:place] + sign + ALIBABA[place + 1 :]
    if wrong == ALIBABA:
        assert rule.must_be_a_credit_code(wrong) == ALIBABA
        return
    with pytest.raises(Refused):
        rule.must_be_a_credit_code(wrong)


@pytest.mark.parametrize(
    ("terms", "why"),
    [
        (Terms(date(2024, 1, 2), date(2024, 1, 1)), "cannot end before"),
        (Terms(date(2024, 1, 1), date(2060, 1, 1)), "more than 30 years"),
        (Terms(date(2024, 1, 1), None, 0), "1 to 5"),
        (Terms(date(2024, 1, 1), None, 6), "1 to 5"),
        (Terms(date(2024, 1, 1), None, 1, -1), "fee"),
        (Terms(date(2024, 1, 1), None, 1, 100_01), "fee"),
    ],
)
def test_terms_that_cannot_be_right_are_refused(terms: Terms, why: str) -> None:
    with pytest.raises(Refused, match=why):
        rule.must_be_terms(terms)


@pytest.mark.parametrize(
    "terms", [Terms(date(2024, 1, 1), date(2024, 1, 1)), Terms(date(2024, 1, 1), None, 5, 100_00)]
)
def test_terms_at_the_edge_are_taken(terms: Terms) -> None:
    assert rule.must_be_terms(terms) == terms


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("2024-01-01", "2024-12-31"), ("2025-01-01", None), False),
        (("2024-01-01", "2025-01-01"), ("2025-01-01", None), True),
        (("2024-01-01", None), ("2030-01-01", "2030-12-31"), True),
        (("2024-01-01", None), ("2020-01-01", "2023-12-31"), False),
        (("2024-01-01", None), ("2020-01-01", None), True),
    ],
)
def test_two_terms_meet_when_they_share_a_day(
    one: tuple[str, str | None], other: tuple[str, str | None], meet: bool
) -> None:
    first, second = _terms(*one), _terms(*other)
    assert rule.overlap(first, second) is meet
    assert rule.overlap(second, first) is meet


def _terms(begins: str, ends: str | None) -> Terms:
    return Terms(date.fromisoformat(begins), date.fromisoformat(ends) if ends else None)


@given(DAYS, DAYS, DAYS, DAYS)
def test_terms_meet_exactly_when_some_day_lies_in_both(a: date, b: date, c: date, d: date) -> None:
    one, other = Terms(min(a, b), max(a, b)), Terms(min(c, d), max(c, d))
    latest_begin = max(one.begins_on, other.begins_on)
    shared = all(
        terms.begins_on <= latest_begin and (terms.ends_on is None or latest_begin <= terms.ends_on)
        for terms in (one, other)
    )
    assert rule.overlap(one, other) is shared


@pytest.mark.parametrize("typed", ["", "安", "安" * 81])
def test_a_name_is_neither_missing_nor_endless(typed: str) -> None:
    with pytest.raises(Refused, match="2 to 80"):
        rule.must_be_a_name(typed)


@pytest.mark.parametrize("typed", ["An ju", "安居", "-a", "a" * 41, "a--b"])
def test_a_code_that_would_break_a_link_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="small letters"):
        rule.must_be_a_code(typed)


def test_a_compound_is_of_a_kind_and_of_a_year() -> None:
    assert rule.must_be_a_type("old") == "old"
    assert rule.must_be_a_year(None) is None
    with pytest.raises(Refused, match="what kind"):
        rule.must_be_a_type("castle")
    with pytest.raises(Refused, match="year"):
        rule.must_be_a_year(1899)
