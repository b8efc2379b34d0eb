"""What owners answer, and whether enough of them did (业主满意度)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rules.method.body import Question
from rules.refusal import N_, Refused
from rules.topic import tidy

LOWEST, HIGHEST = 1, 5
FEWEST = 3  # answers: a mean of fewer tells what one home said
LONGEST_TEXT = 500


def must_be_answers(questions: Iterable[Question], given: Mapping[str, Any]) -> dict[str, int]:
    """Every question with its mark from 1 to 5, and no other."""
    found: dict[str, int] = {}
    for question in questions:
        mark = given.get(question.code)
        if mark is None:
            raise Refused(
                N_("“{question}” is not answered yet."),
                question=question.name,
                question_en=question.name_en,
            )
        if isinstance(mark, bool) or not isinstance(mark, int) or not LOWEST <= mark <= HIGHEST:
            raise Refused(N_("Answers go from {low} to {high}."), low=LOWEST, high=HIGHEST)
        found[question.code] = mark
    return found


def must_be_short(text: str) -> str:
    """What the owner adds in his own words, if anything."""
    kept = tidy(text)
    if len(kept) > LONGEST_TEXT:
        raise Refused(N_("At most {most} characters, please."), most=LONGEST_TEXT)
    return kept


def marks(answers: Iterable[Mapping[str, int]], question: str) -> list[Fraction]:
    """What each household says to ``question``; to all of them, where none is named."""
    found = []
    for given in answers:
        said = [given[question]] if question in given else [] if question else list(given.values())
        if said:
            found.append(Fraction(sum(said), len(said)))
    return found


def enough(answered: int, households: int, asked: Decimal) -> bool:
    """Whether as large a share of the households answered as is asked for, at the point exactly."""
    return households > 0 and Fraction(answered, households) >= Fraction(asked)


def to_come(answered: int, households: int, asked: Decimal) -> int:
    """How many households have still to answer."""
    wanted = -(-Fraction(asked) * households // 1)
    return max(0, int(wanted) - answered)
