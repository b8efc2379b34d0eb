"""What a text is found by, and what is looked up for a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search import indexed, searched, words
from db.search.gram import MOST_WORDS, folded, grams, needed, signed, table_number
from models.secret import Sealed

SIGNS = "电梯维修王ab1２Ａ-/Ⅷß "


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ａ座３楼", "a座3楼"),  # full width
        ("  电梯\t维修\n", "电梯 维修"),
        ("STRASSE straße", "strasse strasse"),
        ("a\x00b", "a b"),
        (None, ""),
    ],
)
def test_texts_are_compared_in_one_width_and_one_case(text: str | None, expected: str) -> None:
    assert folded(text) == expected


def test_a_question_has_few_words_each_once() -> None:
    assert words("电梯 电梯  维修") == ("电梯", "维修")
    assert len(words(" ".join(str(n) for n in range(100)))) == MOST_WORDS
    assert words(" \x00 ") == ()


@given(st.text(SIGNS, max_size=20), st.text(SIGNS, min_size=1, max_size=5))
def test_whatever_holds_a_word_holds_all_its_grams(text: str, question: str) -> None:
    texts = {"number": "", "title": folded(text)}
    on_sqlite = {int(code, 16) for code in grams("work_order", texts, "sqlite")}
    on_postgresql = {int(code) for code in grams("work_order", texts, "postgresql")}
    assert {signed(code) for code in on_sqlite} == on_postgresql
    for word in words(question):
        if word in folded(text):
            assert set(needed("work_order", "title", word)) <= on_sqlite


@pytest.mark.parametrize(
    ("word", "count"), [("电", 1), ("电梯", 1), ("电梯维修", 3), ("a", 0), ("ab", 1), ("abcd", 2)]
)
def test_no_more_is_looked_up_than_tells_words_apart(word: str, count: int) -> None:
    assert len(needed("work_order", "title", word)) == count


def test_no_two_tables_share_a_number() -> None:
    assert len({table_number(name) for name in indexed()}) == len(indexed())


def test_what_is_sealed_is_in_no_index() -> None:
    for model in indexed().values():
        columns = model.__table__.c
        assert not [n for n in searched.names(model) if isinstance(columns[n].type, Sealed)]
