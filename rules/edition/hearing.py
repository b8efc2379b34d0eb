"""What a firm may write, and when it counts as what (异议规则)."""

from models.edition import EditionState
from models.hearing import AppealKind
from rules.method.body import Indicator
from rules.refusal import N_, Refused
from rules.scoring.figure import must_be_a_figure
from rules.topic import tidy

SHORTEST, LONGEST = 10, 1_000
LONGEST_ANSWER = 2_000
_KINDS = {
    EditionState.PREVIEW: AppealKind.CORRECTION,
    EditionState.OBJECTION: AppealKind.APPEAL,
    EditionState.PUBLISHED: AppealKind.REVIEW,
}
SHOWN = frozenset(
    {
        EditionState.PREVIEW,
        EditionState.OBJECTION,
        EditionState.DECIDING,
        EditionState.PUBLISHED,
    }
)
"""The states in which a firm may look at its results."""


def kind_of(state: EditionState) -> AppealKind:
    """What an objection raised in ``state`` is; the walk has refused the states without one."""
    return _KINDS[state]


def must_say(text: str, longest: int = LONGEST) -> str:
    """The tidied text; refused when it says too little or too much."""
    kept = tidy(text)
    if not SHORTEST <= len(kept) <= longest:
        raise Refused(
            N_("Please say why in {low} to {high} characters; there are {n}."),
            low=SHORTEST,
            high=longest,
            n=len(kept),
        )
    return kept


def must_be_a_value(text: str, leaf: Indicator) -> str:
    """A plain decimal that the indicator can take; empty where there is none after all."""
    return must_be_a_figure(leaf, text) if text.strip() else ""
