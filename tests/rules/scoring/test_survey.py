"""The owners' answers: every question, 1 to 5; enough households or none of it counts."""

from decimal import Decimal
from fractions import Fraction

import pytest

from rules.method.body import Question
from rules.refusal import Refused
from rules.scoring import survey as rule

ASKED = (Question("overall", "总体", "all"), Question("clean", "卫生", "clean"))
HALF = Decimal("0.5")


def test_every_question_is_answered_and_no_other_kept() -> None:
    given = {"overall": 4, "clean": 1, "other": 5}
    assert rule.must_be_answers(ASKED, given) == {"overall": 4, "clean": 1}


@pytest.mark.parametrize("mark", [0, 6, True, 2.5, "5"])
def test_an_answer_is_a_whole_number_from_1_to_5(mark: object) -> None:
    with pytest.raises(Refused, match="Answers go from 1 to 5"):
        rule.must_be_answers(ASKED, {"overall": mark, "clean": 3})


def test_a_question_left_out_is_named() -> None:
    with pytest.raises(Refused, match="“卫生” is not answered yet"):
        rule.must_be_answers(ASKED, {"overall": 5})


def test_a_household_says_the_mean_of_its_answers_or_one_of_them() -> None:
    answers = [{"overall": 5, "clean": 2}, {"overall": 3, "clean": 3}]
    assert rule.marks(answers, "") == [Fraction(7, 2), Fraction(3)]
    assert rule.marks(answers, "clean") == [2, 3]
    assert rule.marks(answers, "gone") == []


@pytest.mark.parametrize(
    ("answered", "households", "is_enough", "left"),
    [(50, 100, True, 0), (49, 100, False, 1), (3, 5, True, 0), (2, 5, False, 1), (0, 0, False, 0)],
)
def test_half_of_the_households_at_the_point_exactly(answered, households, is_enough, left) -> None:
    assert rule.enough(answered, households, HALF) is is_enough
    assert rule.to_come(answered, households, HALF) == left


def test_a_remark_is_kept_short() -> None:
    assert rule.must_be_short("  谢谢  ") == "谢谢"
    with pytest.raises(Refused):
        rule.must_be_short("长" * 501)
