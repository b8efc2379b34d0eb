"""How many black editions in a row a compound has behind it under one firm (连续黑榜).

A run is of one compound and one firm: whoever came later does not answer for whom he followed.
An edition that was put right since, or in which the compound was not ranked, ends it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from models.edition import Mark


@dataclass(frozen=True)
class Stood:
    """How a compound stood in one edition, as it counts now (某期结果)."""

    firm_id: int | None
    mark: Mark
    repaired: bool = False  # put right on evidence since


def black_run(editions: Iterable[Stood]) -> int:
    """How many editions in a row, from the latest back, put it on the black list."""
    run = 0
    firm_id: int | None = None
    for stood in editions:
        if stood.mark is not Mark.BLACK or stood.repaired or stood.firm_id is None:
            break
        if run and stood.firm_id != firm_id:
            break
        firm_id = stood.firm_id
        run += 1
    return run


def escalates(run: int, consecutive: int) -> bool:
    """Whether the method's number of black editions in a row is reached.

    It changes what the owners are told, and nothing else: no firm goes by it.
    """
    return consecutive > 0 and run >= consecutive
