"""Amounts as people type them: to the fen, or refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.money import MOST_FEN, fen_of, must_be_an_amount
from rules.refusal import Refused


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("", 0),
        ("0", 0),
        ("48600", 4_860_000),
        ("48,600.50", 4_860_050),
        ("¥ 48，600.5 元", 4_860_050),
        ("４８６００", 4_860_000),  # full-width, as Chinese keyboards write
        ("4.86万", 4_860_000),
        ("4.86 万元", 4_860_000),
        ("0.01", 1),
    ],
)
def test_an_amount_is_read_as_it_is_meant(text: str, fen: int) -> None:
    assert fen_of(text) == fen


@pytest.mark.parametrize("text", ["many", "-5", "1.2.3", "=1+1", "1e9", "12元5角", "∞", "."])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="amount"):
        fen_of(text)


@pytest.mark.parametrize("text", ["9999999999999", "99999999999999999999", "12345678901234万"])
def test_what_is_beyond_all_reason_is_called_too_large(text: str) -> None:
    with pytest.raises(Refused, match="too large"):
        fen_of(text)


def test_a_tenth_of_a_fen_is_refused() -> None:
    with pytest.raises(Refused, match="finer"):
        fen_of("0.001")
    assert fen_of("0.0001万") == 100


@pytest.mark.parametrize("fen", [-1, MOST_FEN + 1])
def test_an_amount_beyond_reason_is_refused(fen: int) -> None:
    with pytest.raises(Refused, match="too large"):
        must_be_an_amount(fen)


@given(st.integers(0, 10**12))
def test_writing_an_amount_and_reading_it_is_the_same_amount(fen: int) -> None:
    assert fen_of(f"{fen // 100:,}.{fen % 100:02d}") == fen
