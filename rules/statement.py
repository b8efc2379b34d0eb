"""Short statements and their answers: what may be said, how often, what it comes to (意见)."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from models.procedure import GateKind
from rules.procedure import StepPlan
from rules.refusal import N_, Refused
from rules.topic import grams, likeness_percent, tidy

SHORTEST, LONGEST = 4, 140
MOST_A_DAY = 10  # by one member on one topic
LEAST_ANSWERS = 5  # before a share is shown: fewer would name people
LIKE_FROM = 45  # percent of likeness from which a statement is pointed out
MOST_LIKE = 3


@dataclass(frozen=True)
class Tally:
    """How the members have answered one statement (表态计数)."""

    agree: int = 0
    disagree: int = 0
    passed: int = 0

    @property
    def answers(self) -> int:
        """How many members have answered, in whatever way."""
        return self.agree + self.disagree + self.passed

    @property
    def share(self) -> Fraction | None:
        """The part of all answers that agrees; ``None`` while there are too few."""
        return Fraction(self.agree, self.answers) if self.answers >= LEAST_ANSWERS else None


def rank(tally: Tally) -> tuple[bool, Fraction, int]:
    """A key to sort by: the most agreed on first; those with too few answers after them."""
    share = tally.share
    return (share is None, -(share or Fraction(0)), -tally.answers)


def is_discussing(step: StepPlan) -> bool:
    """Whether people talk the matter over in this step: it is the one that asks for a meeting."""
    return step.gate(GateKind.MEETING) is not None


def must_be_discussed(step: StepPlan) -> None:
    """Refuse statements on what is not being talked over."""
    if not is_discussing(step):
        raise Refused(N_("Statements belong to the discussing step; this topic is in another."))


def must_be_a_statement(text: str) -> str:
    """The tidied statement on one line; refused when it is too short or too long."""
    text = " ".join(tidy(text).split())
    if not SHORTEST <= len(text) <= LONGEST:
        sentence = N_("A statement has {low} to {high} characters; this one has {n}.")
        raise Refused(sentence, low=SHORTEST, high=LONGEST, n=len(text))
    return text


def must_not_be_too_many(said_today: int) -> None:
    """Refuse the eleventh statement of one member in one day."""
    if said_today >= MOST_A_DAY:
        raise Refused(N_("{n} statements a day are the limit. Come back tomorrow."), n=MOST_A_DAY)


def is_same(one: str, other: str) -> bool:
    """Whether two statements differ in signs and blanks only."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(c for c in tidy(text).casefold() if c.isalnum()) or tidy(text)


def alike(text: str, others: Iterable[tuple[int, str]]) -> list[int]:
    """The ids of up to three statements that say nearly the same, the most alike first."""
    mine = grams(text)
    scored = [(likeness_percent(mine, grams(other)), i) for i, other in others]
    near = sorted((pair for pair in scored if pair[0] >= LIKE_FROM), reverse=True)
    return [i for _, i in near[:MOST_LIKE]]
