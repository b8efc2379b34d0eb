"""One number as somebody typed it, or as a table says it (数据录入)."""

from decimal import Decimal, InvalidOperation
from typing import Any

from rules.method.body import Indicator
from rules.refusal import N_, Refused
from rules.scoring.estimate import plain
from rules.topic import tidy

MOST_DIGITS, MOST_DECIMALS = 12, 6
MOST_CASES = 10_000_000
SHORTEST_EVIDENCE, LONGEST_EVIDENCE = 4, 500
QUOTED = 40
TYPED = ("entered", "platform")  # sources that a person may enter a figure for
PER_THOUSAND = "千户"


def must_be_typed(leaf: Indicator) -> None:
    """Refuse to type in what signed sheets or owners say."""
    if leaf.source.kind not in TYPED:
        raise Refused(
            N_("“{name}” comes from sheets or from the owners: nobody types it in."),
            name=leaf.name,
            name_en=leaf.name_en,
        )


def must_be_a_figure(leaf: Indicator, given: Any) -> str:
    """``given`` as plain decimal text on the scale of ``leaf``; refused in one sentence."""
    number = _number(given)
    low, high = leaf.scale.low, leaf.scale.high
    if leaf.scale.kind == "points" and low is not None and high is not None:
        if not low <= number <= high:
            raise Refused(
                N_("“{name}” goes from {low} to {high}; {given} lies outside."),
                name=leaf.name,
                name_en=leaf.name_en,
                low=plain(low),
                high=plain(high),
                given=plain(number),
            )
    elif leaf.unit == "%" and not 0 <= number <= 100:  # noqa: PLR2004 percent
        raise Refused(N_("{given} is not a percentage from 0 to 100."), given=plain(number))
    elif number < 0 and leaf.scale.low is not None and leaf.scale.low >= 0:
        raise Refused(N_("{given} is below zero."), given=plain(number))
    return plain(number)


def must_be_a_count(given: Any) -> int:
    """A whole number of cases."""
    number = _number(given)
    if not 0 <= number <= MOST_CASES or number != number.to_integral_value():
        raise Refused(N_("{given} is not a number of cases."), given=plain(number))
    return int(number)


def _number(given: Any) -> Decimal:
    """A plain decimal; what a spreadsheet keeps as 0.1 + 0.2 is read as people see it."""
    try:
        if isinstance(given, bool):
            raise InvalidOperation
        text = format(given, ".12g") if isinstance(given, float) else str(given).strip()
        number = Decimal(text)
    except InvalidOperation:
        raise Refused(N_("“{given}” is not a number."), given=str(given)[:QUOTED]) from None
    if not number.is_finite():
        raise Refused(N_("“{given}” is not a number."), given=str(given)[:QUOTED])
    if abs(number) >= Decimal(10) ** MOST_DIGITS:
        raise Refused(N_("“{given}” is too large a number."), given=str(given)[:QUOTED])
    return number.quantize(Decimal(1).scaleb(-MOST_DECIMALS))


def must_be_evidence(text: str) -> str:
    """Where a number can be looked up: every figure keeps it."""
    kept = tidy(text)
    if not SHORTEST_EVIDENCE <= len(kept) <= LONGEST_EVIDENCE:
        raise Refused(
            N_("Say in {low} to {high} characters where this can be looked up."),
            low=SHORTEST_EVIDENCE,
            high=LONGEST_EVIDENCE,
        )
    return kept


def counts_cases(leaf: Indicator) -> bool:
    """Whether the figure is so many cases per 1,000 households, so that cases may be given."""
    return PER_THOUSAND in leaf.unit
