"""What is hashed is exact, the same everywhere, and hangs for whole days."""

import hashlib
import json
import unicodedata
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.notice import (
    CODE_LENGTH,
    LETTERS,
    canonical,
    hangs,
    last_day,
    must_be_a_term,
    new_code,
    posted_until,
    text_hash,
)
from rules.refusal import Refused

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def test_the_canonical_text_is_known_to_the_last_byte() -> None:
    body = {"乙": [1, True, None], "a": {"z": "é", "b": -2}}
    assert canonical(body) == '{"a":{"b":-2,"z":"é"},"乙":[1,true,null]}'
    known = hashlib.sha256(b'{"a":1}').hexdigest()
    assert text_hash({"a": 1}) == known


@pytest.mark.parametrize(
    "value", [1.0, {"share": 0.5}, [float("nan")], 2**53, {1: "a"}, {"a", "b"}]
)
def test_what_is_not_exact_cannot_be_posted(value: object) -> None:
    with pytest.raises(TypeError, match="exact"):
        canonical({"value": value})


@given(VALUES)
def test_reading_the_text_back_gives_the_same_text(value: object) -> None:
    text = canonical(value)
    assert canonical(json.loads(text)) == text


@given(st.dictionaries(TEXTS, st.integers(0, 9), max_size=6))
def test_the_order_of_keys_changes_nothing(body: dict[str, int]) -> None:
    body = {unicodedata.normalize("NFC", key): value for key, value in body.items()}
    backwards = dict(reversed(list(body.items())))
    assert text_hash(body) == text_hash(backwards)


@given(TEXTS)
def test_two_ways_to_write_a_letter_are_one(text: str) -> None:
    assert text_hash(unicodedata.normalize("NFD", text)) == text_hash(text)


def test_a_code_has_no_letters_that_people_mix_up() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {CODE_LENGTH}
    assert set("".join(codes)) <= set(LETTERS)
    assert not set("01ilo") & set(LETTERS)


@pytest.mark.parametrize(
    ("posted_at", "days", "last"),
    [
        (datetime(2026, 6, 10, 4, tzinfo=UTC), 3, date(2026, 6, 13)),  # noon in Shanghai
        (datetime(2026, 6, 10, 15, 59, tzinfo=UTC), 3, date(2026, 6, 13)),  # one minute to midnight
        (datetime(2026, 6, 10, 16, 0, tzinfo=UTC), 3, date(2026, 6, 14)),  # midnight: the next day
        (datetime(2026, 6, 10, 4, tzinfo=UTC), 0, date(2026, 6, 10)),
    ],
)
def test_the_day_of_posting_does_not_count_and_the_last_runs_to_midnight(
    posted_at: datetime, days: int, last: date
) -> None:
    until = posted_until(posted_at, days)
    assert last_day(until) == last
    assert hangs(posted_at, until, posted_at)
    assert not hangs(posted_at, until, until)


@pytest.mark.parametrize("days", [-1, 366])
def test_a_term_that_is_none_is_refused(days: int) -> None:
    with pytest.raises(Refused, match="365"):
        must_be_a_term(days)
    assert must_be_a_term(365) == 365
