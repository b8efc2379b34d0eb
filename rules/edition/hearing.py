"""What a firm may write, and when it counts as what (异议规则)."""

from decimal import Decimal

from models.edition import EditionState
from models.hearing import AppealKind
from rules.method.body import Indicator
from rules.method.reading import number
from rules.refusal import N_, Refused
from rules.topic import tidy

SHORTEST, LONGEST = 10, 1_000
LONGEST_ANSWER = 2_000
LONGEST_VALUE = 40
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
    kept = text.strip()
    if not kept:
        return ""
    value = number(kept)
    low, high = leaf.scale.low, leaf.scale.high
    if leaf.scale.kind == "points" and (
        (low is not None and value < low) or (high is not None and value > high)
    ):
        raise Refused(
            N_("“{indicator}” goes from {low} to {high}; {value} is outside."),
            indicator=leaf.name,
            low=_plain(low),
            high=_plain(high),
            value=_plain(value),
        )
    plain = _plain(value)
    if len(plain) > LONGEST_VALUE:
        raise Refused(N_("“{given}” is not a number."), given=kept[:40])
    return plain


def _plain(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:f}"
