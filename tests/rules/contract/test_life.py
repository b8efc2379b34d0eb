"""What a contract may become, and the decision that it rests on."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.choice import Regime
from models.contract import ContractState
from models.motion import Binding, Motion, MotionState
from rules.contract import life
from rules.refusal import Refused

HERE = "/1/2/"
TODAY = date(2026, 6, 10)
DRAFT, ACTIVE, ENDED = ContractState


@pytest.mark.parametrize(("state", "target"), [(DRAFT, ACTIVE), (DRAFT, ENDED), (ACTIVE, ENDED)])
def test_a_contract_moves_on(state: ContractState, target: ContractState) -> None:
    life.must_move(state, target)


@pytest.mark.parametrize(
    ("state", "target", "words"),
    [
        (ACTIVE, ACTIVE, "active already"),
        (ACTIVE, DRAFT, "active already"),
        (ENDED, ACTIVE, "has ended"),
        (ENDED, ENDED, "has ended"),
    ],
)
def test_a_contract_never_moves_back(
    state: ContractState, target: ContractState, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        life.must_move(state, target)


def motion(**given: Any) -> Motion:
    usual = {"path": HERE, "state": MotionState.PASSED, "matter": 8, "regime": Regime.OWNERS}
    return Motion(**usual | given)


@pytest.mark.parametrize(
    ("vote", "words"),
    [
        (None, "no such vote"),
        (motion(path="/1/3/"), "no such vote"),
        (motion(path="/1/"), "no such vote"),
        (motion(state=MotionState.OPEN), "not passed"),
        (motion(state=MotionState.FAILED), "not passed"),
        (motion(state=MotionState.WITHDRAWN), "not passed"),
        (motion(matter=9), "item 8"),
        (motion(matter=None), "item 8"),
        (motion(binding=Binding.ADVISORY), "item 8"),
    ],
)
def test_business_on_common_parts_needs_the_owners_decision(
    vote: Motion | None, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        life.must_be_decided(vote, HERE)


def test_a_passed_vote_on_item_eight_is_enough() -> None:
    vote = motion()
    assert life.must_be_decided(vote, HERE) is vote


@pytest.mark.parametrize(
    ("day", "document", "words"),
    [
        (None, "2019 年业主大会决议", "day of the earlier"),
        (TODAY, " 无 ", "the document"),
        (TODAY, "长" * 301, "the document"),
        (date(2026, 6, 11), "2019 年业主大会决议", "future"),
    ],
)
def test_an_earlier_decision_has_its_day_and_its_document(
    day: date | None, document: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        life.must_be_an_earlier_decision(day, document, TODAY)
    assert life.must_be_an_earlier_decision(TODAY, " 2019 年\n决议 ", TODAY)[1] == "2019 年 决议"


@pytest.mark.parametrize(
    ("rule", "longest", "shortest"),
    [
        (life.must_be_a_name, 80, 2),
        (life.must_be_a_number, 40, 1),
        (life.must_be_a_spot, 100, 1),
        (life.must_be_explained, 300, 4),
    ],
)
def test_words_are_neither_missing_nor_endless(
    rule: Callable[[str], str], longest: int, shortest: int
) -> None:
    for text in ("字" * shortest, "字" * longest):
        assert rule(f"  {text}\n") == text
    for text in ("字" * (shortest - 1), "字" * (longest + 1)):
        with pytest.raises(Refused):
            rule(text)


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (TODAY, True),
        (date(2026, 6, 11), False),
    ],
)
def test_a_contract_ends_within_its_term_and_not_in_the_future(day: date, fits: bool) -> None:
    term = (date(2026, 1, 1), date(2026, 12, 31), TODAY)
    if fits:
        assert life.must_end_on(day, *term) == day
    else:
        with pytest.raises(Refused):
            life.must_end_on(day, *term)


def test_what_has_not_begun_yet_may_end_today() -> None:
    later = date(2026, 9, 1)
    assert life.must_end_on(TODAY, later, date(2027, 8, 31), TODAY) == TODAY
    with pytest.raises(Refused, match="within the term"):
        life.must_end_on(date(2026, 6, 9), later, date(2027, 8, 31), TODAY)


@pytest.mark.parametrize(("fen", "left", "fits"), [(1, 1, True), (0, 1, False), (2, 1, False)])
def test_only_what_is_open_can_be_given_up(fen: int, left: int, fits: bool) -> None:
    if fits:
        assert life.must_give_up(fen, left) == fen
    else:
        with pytest.raises(Refused, match="still open"):
            life.must_give_up(fen, left)
    with pytest.raises(Refused, match="Nothing of this"):
        life.must_give_up(fen, 0)


@pytest.mark.parametrize(
    ("ends", "days", "expected"),
    [
        (date(2026, 8, 9), 60, True),
        (date(2026, 8, 10), 60, False),
        (TODAY, 0, True),
        (date(2026, 6, 11), 0, False),
        (date(2026, 1, 1), 60, True),
    ],
)
def test_a_contract_runs_out_when_its_reminder_has_come(
    ends: date, days: int, expected: bool
) -> None:
    assert life.runs_out(ends, days, TODAY) is expected


def test_a_reminder_comes_within_a_year() -> None:
    assert life.must_remind(0) == 0
    for days in (-1, 366):
        with pytest.raises(Refused, match="reminder"):
            life.must_remind(days)
