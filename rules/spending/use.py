"""What money may be spent on, and what the owners decide about it (用途)."""

from collections.abc import Mapping
from dataclasses import dataclass

from rules.refusal import N_, Refused

FUND_HEAD, SHARES_HEAD = "E01", "E09"  # into the maintenance fund; to the owners


@dataclass(frozen=True)
class Use:
    """One thing that money may be spent on (用途): under which heads, and what owners decide.

    ``items`` are the items of Civil Code 278 under which the owners may decide it, where the
    law of the place does not name the use.
    """

    name: str
    heads: tuple[str, ...]
    items: tuple[int, ...] = (9,)
    source: str = ""


_COSTS = tuple(f"G{n:02d}" for n in range(1, 9))
USES: Mapping[str, Use] = {
    "fund": Use(N_("Top up the maintenance fund"), (FUND_HEAD,)),
    "fee": Use(N_("Offset the property fee"), ("E02",)),
    "assembly": Use(N_("Costs of the owners' assembly and committee"), ("E03",)),
    "pay": Use(N_("Pay of the committee's members"), ("E03",)),
    "staff": Use(N_("Pay of employed staff"), ("E03",)),
    "upkeep": Use(N_("Repair common parts"), ("E04",), (5, 9)),
    "rebuild": Use(N_("Rebuild or renew common facilities"), ("E04", "E05"), (7,)),
    "facility": Use(N_("Buy or add common facilities"), ("E05",)),
    "welfare": Use(N_("Activities and welfare of neighbours"), ("E06",)),
    "audit": Use(N_("Audit, lawyers and experts"), ("E07",)),
    "charge": Use(N_("Taxes and bank charges"), ("E08",)),
    "cost": Use(N_("Reasonable costs of earning the revenue"), _COSTS),
    "reserve": Use(N_("Repairs paid by the maintenance fund"), ("M11",), (5,)),
}


def must_be_a_use(use: str, head: str) -> Use:
    """The use called ``use``; refused when there is none, or ``head`` is not among its heads."""
    found = USES.get(use)
    if found is None:
        raise Refused(N_("Choose what the money is for."))
    if head not in found.heads:
        raise Refused(N_("This use is not booked under “{head}”."), head=head[:10])
    return found
