"""Who stands on the red and on the black list (红黑榜), and why everybody else does not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rules.ranking.method import ListingRule
from rules.ranking.ranking import Row
from rules.refusal import N_

Colour = Literal["red", "black"]
Reason = Literal["sure", "unsure", "middle", "coverage", "missing", "unranked", "undrawn"]

REASONS: dict[Reason, str] = {
    "sure": N_("Nearly every draw puts it here."),
    "unsure": N_("Perhaps, but not sure enough to be listed."),
    "middle": N_("In the middle of its peers."),
    "coverage": N_("Too little of it was measured."),
    "missing": N_("Nothing that was measured speaks against it."),
    "unranked": N_("Nothing was measured."),
    "undrawn": N_("Without draws nobody is listed."),
}
DOUBT = 0.5  # more probable than not, yet short of the rule: worth saying


@dataclass(frozen=True)
class Mark:
    """Whether one unit is listed, and why (上榜结论)."""

    unit: str
    colour: Colour | None
    reason: Reason

    @property
    def sentence(self) -> str:
        """The reason in words, to be translated."""
        return REASONS[self.reason]


def listing(rows: Iterable[Row], rule: ListingRule) -> tuple[Mark, ...]:
    """A mark for every row, in their order.

    Black needs all three: the probability, the coverage, and a measured value below the middle of
    the peers. What is missing never speaks against anybody by itself.
    """
    return tuple(_mark(row, rule) for row in rows)


def _mark(row: Row, rule: ListingRule) -> Mark:
    if row.rank is None:
        return Mark(row.unit, None, "unranked")
    if row.worst is None or row.best is None:
        return Mark(row.unit, None, "undrawn")
    likely = max(row.worst, row.best)
    if likely < rule.probability:
        return Mark(row.unit, None, "unsure" if likely >= DOUBT else "middle")
    if row.coverage < rule.coverage:
        return Mark(row.unit, None, "coverage")
    if row.best >= rule.probability:
        return Mark(row.unit, "red", "sure")
    if not row.adverse:
        return Mark(row.unit, None, "missing")
    return Mark(row.unit, "black", "sure")
