"""Judging the result: a mark from 1 to 5, and who counts as satisfied (评议)."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.refusal import N_, Refused
from rules.topic import tidy

LOWEST, HIGHEST = 1, 5
SATISFIED_FROM = 4
WHOLE = 100  # percent
SHORTEST_REASON, LONGEST_REASON = 2, 500


@dataclass(frozen=True)
class Marks:
    """How many gave each mark, from the lowest to the highest (评分分布)."""

    counts: tuple[int, ...] = (0,) * HIGHEST

    @property
    def raters(self) -> int:
        """How many have rated."""
        return sum(self.counts)

    @property
    def satisfied(self) -> int:
        """How many gave 4 or 5."""
        return sum(self.counts[SATISFIED_FROM - LOWEST :])

    def reaches(self, share: int) -> bool:
        """Whether ``share`` percent or more are satisfied; in integers, at the point exactly."""
        return self.satisfied * WHOLE >= share * self.raters


def marks(scores: Iterable[int]) -> Marks:
    """The distribution of ``scores``."""
    given = list(scores)
    return Marks(tuple(given.count(mark) for mark in range(LOWEST, HIGHEST + 1)))


def must_be_a_mark(score: int) -> int:
    """A whole mark from 1 to 5."""
    if not LOWEST <= score <= HIGHEST:
        raise Refused(N_("Please give a mark from {low} to {high}."), low=LOWEST, high=HIGHEST)
    return score


def must_say_why(reason: str) -> str:
    """The tidied reason for a mark; a word or two are enough."""
    reason = tidy(reason)
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise Refused(
            N_("Please say why in {low} to {high} characters."),
            low=SHORTEST_REASON,
            high=LONGEST_REASON,
        )
    return reason
