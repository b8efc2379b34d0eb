"""Two chains decide about money, and neither stands for the other."""

from dataclasses import replace

import pytest

from models.choice import Regime
from models.motion import Binding, MotionState
from models.spending import SpendingState
from models.topic import TopicState
from rules.money import amounts_in
from rules.refusal import Refused
from rules.spending.decision import Chain, Deliberation, Resolution, judge, must_carry

FEN = 4_860_000
PASSED = Resolution(
    1, MotionState.PASSED, Regime.OWNERS, Binding.BINDING, 9, "动用 48,600 元修理滑梯"
)
RESIDENTS = replace(PASSED, regime=Regime.RESIDENTS, matter=None)
ALL = frozenset(Deliberation)
DONE = Chain(TopicState.OPEN, ALL, PASSED, decision_posted=True)
WALKING, APPROVED = SpendingState.WALKING, SpendingState.APPROVED


@pytest.mark.parametrize(
    ("chain", "items", "state"),
    [
        (DONE, (9,), APPROVED),
        (DONE, (), APPROVED),
        (replace(DONE, topic=TopicState.DONE), (9,), APPROVED),
        (replace(DONE, resolved=RESIDENTS), (), APPROVED),
        (replace(DONE, resolved=RESIDENTS), (9,), WALKING),  # the owners are still to decide
        (replace(DONE, resolved=RESIDENTS, owners=PASSED), (9,), APPROVED),
        (replace(DONE, resolved=None, owners=PASSED), (9,), APPROVED),
        (replace(DONE, decision_posted=False), (9,), WALKING),
        (replace(DONE, resolved=replace(PASSED, regime=Regime.ADVISORY)), (), WALKING),
        (replace(DONE, resolved=replace(PASSED, regime=Regime.COMMITTEE)), (), WALKING),
        (replace(DONE, resolved=replace(PASSED, binding=Binding.ADVISORY)), (9,), WALKING),
        (replace(DONE, resolved=replace(PASSED, binding=Binding.IMPORTED)), (9,), APPROVED),
        (replace(DONE, resolved=replace(PASSED, state=MotionState.FAILED)), (9,), WALKING),
        (replace(DONE, resolved=replace(PASSED, matter=3)), (5, 9), WALKING),
        (replace(DONE, resolved=replace(PASSED, text="修理滑梯")), (9,), WALKING),
        (replace(DONE, topic=TopicState.CLOSED), (9,), SpendingState.REFUSED),
        (replace(DONE, topic=TopicState.FAILED), (9,), SpendingState.REFUSED),
        (replace(DONE, topic=TopicState.EXPIRED), (9,), SpendingState.REFUSED),
        (replace(DONE, topic=TopicState.WITHDRAWN), (9,), SpendingState.WITHDRAWN),
        (replace(DONE, topic=TopicState.MERGED), (9,), SpendingState.WITHDRAWN),
    ],
)
def test_a_request_is_decided_when_both_chains_say_so(
    chain: Chain, items: tuple[int, ...], state: SpendingState
) -> None:
    found = judge(chain, FEN, items)
    assert found.state is state
    assert bool(found.missing) == (state is WALKING)
    assert (found.motion is not None) == (state is APPROVED)


@pytest.mark.parametrize("missing", list(Deliberation))
def test_none_of_the_four_steps_may_be_left_out(missing: Deliberation) -> None:
    assert judge(replace(DONE, passed=ALL - {missing}), FEN, (9,)).state is WALKING


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("48,600 元", FEN),
        ("4.86万元", FEN),
        ("4.86 万", FEN),
        ("¥ 48,600.00", FEN),
        ("４８，６００元", FEN),
        ("共 3 项，合计48600.5元。", 4_860_050),
    ],
)
def test_a_sum_is_found_however_it_is_written(text: str, fen: int) -> None:
    assert fen in amounts_in(text)


def test_numbers_that_are_no_sums_are_passed_over() -> None:
    assert amounts_in("没有数字") == frozenset()
    assert amounts_in("流水号 123456789012345678") == frozenset()


def test_a_motion_carries_only_what_it_names() -> None:
    must_carry(PASSED, [FEN], (9,))
    for resolution, amounts, why in (
        (RESIDENTS, [FEN], "not passed by the owners"),
        (replace(PASSED, matter=4), [FEN], "another matter"),
        (PASSED, [FEN, 1], "do not name"),
    ):
        with pytest.raises(Refused, match=why):
            must_carry(resolution, amounts, (9,))
