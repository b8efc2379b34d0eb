"""An edition comes out of its inputs alone, to the last byte, in whole numbers."""

import json
from copy import deepcopy
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.edition.compute import (
    POINT,
    Inputs,
    Line,
    inputs_of,
    lines_of,
    recomputed,
    result,
    sha256,
    unpacked,
)
from rules.edition.mark import sure
from rules.refusal import Refused
from tests.editions import BODY
from tests.rules.edition.test_lift import COUNT, inputs

LAST = COUNT - 1


def line(given: Inputs, unit: int) -> Line:
    return next(one for one in result(given) if one.id == unit)


def with_body(**changes: Any) -> Inputs:
    return replace(inputs(), method=deepcopy(BODY) | changes)


def test_the_kept_inputs_give_the_same_text_again() -> None:
    kept = inputs(u3=["fined"])
    again = unpacked(kept.packed())
    assert again.text() == kept.text()
    assert recomputed(again) == recomputed(kept)
    assert sha256(recomputed(again)) == sha256(recomputed(inputs_of(json.loads(kept.text()))))


def test_another_value_or_seed_gives_another_text() -> None:
    given = inputs()
    other = replace(given, values={**given.values, 0: {"satisfaction": "90.01"}})
    assert recomputed(other) != recomputed(given)
    assert replace(given, seed=8).text() != given.text()


@pytest.mark.parametrize("kept", [b"", b"nonsense", inputs().packed()[:-4]])
def test_damaged_inputs_are_named_as_such(kept: bytes) -> None:
    with pytest.raises(ValueError, match="damaged"):
        unpacked(kept)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=9, max_size=9), st.integers(0, 6))
def test_contributions_sum_to_the_score_exactly(cents: list[int], digits: int) -> None:
    codes = ("satisfaction", "inspection", "complaints")
    values = {
        unit: {code: f"{cents[3 * unit + n] / 100:.2f}" for n, code in enumerate(codes)}
        for unit in range(3)
    }
    body = deepcopy(BODY) | {"draws": 0, "round": digits}
    few = replace(inputs(), units=inputs().units[:3], values=values, method=body)
    for one in lines_of(recomputed(few)):
        assert one.score is not None
        assert sum(one.contributions.values()) == one.score
        assert one.score % (POINT // 10**digits) == 0


@pytest.mark.parametrize(
    ("times", "draws", "asked", "is_sure"),
    [
        (900, 1_000, "0.9", True),
        (899, 1_000, "0.9", False),
        (2, 3, "0.6667", False),
        (1, 1, "1", True),
        (0, 10, "0", True),
        (9, 10, "0.90000000000000000001", False),
    ],
)
def test_the_threshold_is_met_in_whole_numbers(
    times: int, draws: int, asked: str, is_sure: bool
) -> None:
    assert sure(times, draws, Decimal(asked)) is is_sure


def test_the_worst_fifth_is_black_and_the_best_fifth_red() -> None:
    marks = {one.id: one.mark for one in result(inputs())}
    assert {unit for unit, mark in marks.items() if mark == "black"} >= {LAST, LAST - 1, LAST - 2}
    assert {unit for unit, mark in marks.items() if mark == "red"} >= {0, 1, 2}
    assert marks[COUNT // 2] == "none"


def test_missing_data_alone_puts_nobody_on_the_black_list() -> None:
    given = inputs()
    bare = replace(given, values={**given.values, LAST: {}})
    assert line(bare, LAST).mark == "unranked"
    thin = replace(
        given, values={**given.values, LAST: {"complaints": given.values[LAST]["complaints"]}}
    )
    assert line(thin, LAST).mark == "none"
    assert {"code": "coverage"} in line(thin, LAST).reasons


def test_a_hard_gate_blackens_the_best_and_keeps_another_from_red() -> None:
    given = inputs(u0=["fire"], u1=["fined"])
    assert line(given, 0).mark == "black"
    assert line(given, 0).reasons[0] == {"code": "gate", "gate": "fire"}
    assert line(given, 1).mark == "none"
    assert line(given, 1).reasons[0] == {"code": "not_red", "gate": "fined"}


def test_a_gate_that_the_method_does_not_know_changes_nothing() -> None:
    assert line(inputs(u0=["unknown"]), 0).mark == "red"


def test_a_correction_blackens_nobody_who_was_not_heard() -> None:
    given = replace(inputs(), heard=frozenset({LAST}))
    assert {one.id for one in result(given) if one.mark == "black"} == {LAST}
    assert {"code": "unheard"} in line(given, LAST - 1).reasons


def test_red_and_black_may_be_of_different_size() -> None:
    given = with_body(red={"share": "0.1", "probability": "0.8"})
    marks = [one.mark for one in result(given)]
    assert marks.count("red") == 2 and marks.count("black") >= 3


def test_without_draws_nobody_is_listed() -> None:
    given = with_body(draws=0)
    assert {one.mark for one in result(given)} == {"none"}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"ties": "mean"}, "whole ranks"),
        ({"indicators": []}, "at least one indicator"),
    ],
)
def test_a_method_that_makes_no_list_is_refused(body: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        result(with_body(**body))


def test_nobody_rated_is_refused() -> None:
    with pytest.raises(Refused, match="No compound is rated"):
        result(replace(inputs(), units=()))


def test_two_compounds_of_one_name_are_two() -> None:
    given = inputs()
    units = (replace(given.units[0], name="小区 1"), *given.units[1:])
    assert len(result(replace(given, units=units))) == COUNT
    assert {one.id for one in result(replace(given, units=units))} == set(range(COUNT))


def test_peer_groups_are_ranked_among_themselves() -> None:
    given = inputs()
    units = tuple(replace(u, peers="a" if u.id % 2 else "b") for u in given.units)
    ranks = {one.id: one.rank for one in result(replace(given, units=units))}
    assert ranks[0] == ranks[1] == 1
    assert ranks[LAST] == ranks[LAST - 1] == COUNT // 2


def test_progress_is_told() -> None:
    seen: list[tuple[int, int]] = []
    recomputed(inputs(), lambda done, total: seen.append((done, total)))
    assert seen[-1] == (200, 200)
