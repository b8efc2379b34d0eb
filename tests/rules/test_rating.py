"""Marks: who counts as satisfied, and where sixty percent lie exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import rating as rule
from rules.rating import Marks, marks
from rules.refusal import Refused


@pytest.mark.parametrize(
    ("scores", "satisfied", "reached"),
    [
        ([4, 4, 4, 3, 3], 3, True),  # exactly 60 %
        ([5, 4, 3, 3, 3], 2, False),
        ([4] * 59 + [1] * 41, 59, False),
        ([4] * 60 + [1] * 40, 60, True),
        ([5, 5, 1], 2, True),  # 66.6 %
        ([], 0, True),
    ],
)
def test_four_and_five_are_satisfied_and_sixty_percent_includes_sixty(
    scores: list[int], satisfied: int, reached: bool
) -> None:
    found = marks(scores)
    assert (found.raters, found.satisfied) == (len(scores), satisfied)
    assert found.reaches(60) is reached


@given(st.lists(st.integers(1, 5), max_size=60), st.integers(0, 100))
def test_one_more_satisfied_never_makes_it_worse(scores: list[int], share: int) -> None:
    if marks(scores).reaches(share):
        assert marks([*scores, 5]).reaches(share)
    assert sum(marks(scores).counts) == len(scores)


def test_nobody_has_rated_yet() -> None:
    assert marks([]) == Marks()


@pytest.mark.parametrize("score", [0, 6, -1])
def test_a_mark_outside_the_scale_is_refused(score: int) -> None:
    with pytest.raises(Refused, match="1 to 5"):
        rule.must_be_a_mark(score)
    assert [rule.must_be_a_mark(n) for n in range(1, 6)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("reason", ["", " 好 ", "长" * 501])
def test_a_mark_has_a_reason(reason: str) -> None:
    with pytest.raises(Refused, match="2 to 500"):
        rule.must_say_why(reason)
    assert rule.must_say_why(" 很好 ") == "很好"
