"""What ties a person to a firm, and keeps him from scoring it (利害关系).

Whoever speaks for a firm, declared an interest in it, or manages a compound that it serves
does not score it. One tie is enough; the strongest is told.
"""

from enum import StrEnum

from rules.refusal import N_, Refused
from rules.topic import tidy

SHORTEST_TEXT, LONGEST_TEXT = 4, 300


class Tie(StrEnum):
    """How somebody is tied to a firm (利害关系), the strongest first."""

    AGENT = "agent"  # 企业代表
    DECLARED = "declared"  # 本人申报
    MANAGER = "manager"  # 服务小区的项目经理


SAID = {
    Tie.AGENT: N_("You speak for this firm: you do not score it."),
    Tie.DECLARED: N_("You declared an interest in this firm: you do not score it."),
    Tie.MANAGER: N_("You manage a compound that this firm serves: you do not score it."),
}
ORDER = list(Tie)


def stronger(one: Tie | None, other: Tie) -> Tie:
    """Which of two ties is told."""
    return other if one is None else min(one, other, key=ORDER.index)


def must_be_untied(tie: Tie | None) -> None:
    """Refuse whoever is tied to the firm."""
    if tie is not None:
        raise Refused(SAID[tie])


def must_say_what_ties(typed: str) -> str:
    """What ties him, in a few words."""
    text = tidy(typed)
    if not SHORTEST_TEXT <= len(text) <= LONGEST_TEXT:
        raise Refused(
            N_("Say in {low} to {high} characters what ties you to the firm."),
            low=SHORTEST_TEXT,
            high=LONGEST_TEXT,
        )
    return text
