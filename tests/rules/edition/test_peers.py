"""Like is compared with like, in groups large enough to rank."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.edition.peers import JOINED, grouped, peer_key

FACTS = {"type": "old", "built_in": 1998, "households": 1_500, "year": 2026}


@pytest.mark.parametrize(
    ("kinds", "facts", "key"),
    [
        (("type", "age", "size"), FACTS, "old/old/large"),
        (("size",), FACTS | {"households": 1_499}, "medium"),
        (("size",), FACTS | {"households": 500}, "medium"),
        (("size",), FACTS | {"households": 499}, "small"),
        (("age",), FACTS | {"built_in": 2016}, "grown"),
        (("age",), FACTS | {"built_in": 2017}, "new"),
        (("age",), FACTS | {"built_in": 2006}, "old"),
        (("age",), FACTS | {"built_in": None}, "unknown"),
        (("type",), {}, "commodity"),
        ((), FACTS, ""),
        (("colour",), FACTS, ""),
    ],
)
def test_the_key_of_a_compound(kinds: tuple[str, ...], facts: dict[str, object], key: str) -> None:
    assert peer_key(kinds, facts) == key


def test_small_groups_are_joined_and_large_ones_stay() -> None:
    keys = dict(enumerate("a" * 8 + "b" * 5 + "c" * 4))
    assert Counter(grouped(keys, 8).values()) == {"a": 8, JOINED: 9}


def test_what_is_too_small_together_takes_the_smallest_other() -> None:
    keys = dict(enumerate("a" * 12 + "b" * 9 + "c" * 2))
    assert Counter(grouped(keys, 8).values()) == {"a": 12, JOINED: 11}


@given(st.dictionaries(st.integers(), st.sampled_from("abcdef")), st.integers(1, 12))
def test_no_group_is_too_small_unless_all_are(keys: dict[int, str], least: int) -> None:
    made = grouped(keys, least)
    assert set(made) == set(keys)
    sizes = Counter(made.values())
    assert all(size >= least for size in sizes.values()) or len(sizes) == 1
