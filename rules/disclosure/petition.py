"""Owners who ask for an audit (审计联名): counted in exact fractions, both at once."""

from dataclasses import dataclass
from fractions import Fraction

from rules.jurisdiction import Law
from rules.refusal import N_, Refused

OPEN_DAYS = 60  # as long as signatures are collected; the law sets no term


@dataclass(frozen=True)
class Progress:
    """How far a petition has come (联名进度)."""

    heads: int
    total_heads: int
    area_cm2: int
    total_area_cm2: int
    needed_heads: int
    needed_area_cm2: int

    @property
    def reached(self) -> bool:
        """Whether both shares are reached."""
        return self.heads >= self.needed_heads and self.area_cm2 >= self.needed_area_cm2

    @property
    def missing_heads(self) -> int:
        """How many owners are still missing."""
        return max(0, self.needed_heads - self.heads)

    @property
    def missing_area_cm2(self) -> int:
        """How much area is still missing."""
        return max(0, self.needed_area_cm2 - self.area_cm2)


def progress(law: Law, signed: tuple[int, int], total: tuple[int, int]) -> Progress:
    """How far ``signed`` (heads, area) has come out of ``total``."""
    return Progress(
        heads=signed[0],
        total_heads=total[0],
        area_cm2=signed[1],
        total_area_cm2=total[1],
        needed_heads=_least(total[0], law.petition_heads),
        needed_area_cm2=_least(total[1], law.petition_area),
    )


def _least(total: int, share: Fraction) -> int:
    """The smallest whole number that is at least ``share`` of ``total``."""
    return -(-total * share.numerator // share.denominator)


def must_have_owners(heads: int, area_cm2: int) -> None:
    """Refuse a petition where the roll knows nobody: any number would be a fifth of nothing."""
    if heads <= 0 or area_cm2 <= 0:
        raise Refused(N_("The owners' roll is empty here: nobody can be counted."))
