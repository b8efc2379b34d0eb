"""One head, one answer: when it is taken, and whose answer stands."""

from datetime import UTC, datetime, timedelta

import pytest

from models.choice import Choice
from models.motion import Binding, Channel, MotionState
from rules import ballot as rule
from rules.refusal import Refused

OPENS = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=30)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "binding", "moment", "says"),
    [
        (MotionState.OPEN, Binding.BINDING, OPENS, ""),
        (MotionState.OPEN, Binding.ADVISORY, CLOSES - SECOND, ""),
        (MotionState.OPEN, Binding.BINDING, CLOSES, "closed"),
        (MotionState.OPEN, Binding.BINDING, OPENS - SECOND, "not opened"),
        (MotionState.ANNOUNCED, Binding.BINDING, OPENS - SECOND, "not opened"),
        (MotionState.PASSED, Binding.BINDING, OPENS, "closed"),
        (MotionState.WITHDRAWN, Binding.BINDING, OPENS, "withdrawn"),
        (MotionState.OPEN, Binding.IMPORTED, OPENS, "city's system"),
    ],
)
def test_answers_are_taken_between_the_hours(
    state: MotionState, binding: Binding, moment: datetime, says: str
) -> None:
    if says:
        with pytest.raises(Refused, match=says):
            rule.must_be_open(state, binding, OPENS, CLOSES, moment)
    else:
        rule.must_be_open(state, binding, OPENS, CLOSES, moment)


@pytest.mark.parametrize("standing", list(Choice))
@pytest.mark.parametrize("wanted", list(Choice))
@pytest.mark.parametrize("same_person", [True, False])
def test_only_who_answered_may_change_the_answer(
    standing: Choice, wanted: Choice, same_person: bool
) -> None:
    if standing is wanted or same_person:
        rule.must_agree_with_home(standing, wanted, same_person)
    else:
        with pytest.raises(Refused, match="agree at home"):
            rule.must_agree_with_home(standing, wanted, same_person)


@pytest.mark.parametrize("channel", list(Channel))
def test_a_paper_replaces_only_by_intent(channel: Channel) -> None:
    rule.must_mean_to_replace(channel, choice_changes=False, replacing=False)
    rule.must_mean_to_replace(channel, choice_changes=True, replacing=True)
    with pytest.raises(Refused, match="signed later"):
        rule.must_mean_to_replace(channel, choice_changes=True, replacing=False)


@pytest.mark.parametrize(("held", "cap", "fine"), [(0, 3, True), (2, 3, True), (3, 3, False)])
def test_one_holder_has_a_cap(held: int, cap: int, fine: bool) -> None:
    if fine:
        rule.must_be_under_cap(held, cap)
    else:
        with pytest.raises(Refused, match="at most"):
            rule.must_be_under_cap(held, cap)


@pytest.mark.parametrize("choice", list(Choice))
def test_an_instruction_is_followed_and_none_leaves_it_open(choice: Choice) -> None:
    rule.must_follow_instruction(None, choice)
    rule.must_follow_instruction(choice, choice)
    with pytest.raises(Refused, match="followed"):
        rule.must_follow_instruction(next(c for c in Choice if c is not choice), choice)
