"""Words for what is to be won back (清收用语)."""

from components.format import area, yuan
from components.language import _
from components.text import plain
from models.claim import ClaimKind, ClaimState
from rules.claim import Size
from rules.mask import masked_name
from rules.refusal import N_
from services.claim.reading import ClaimRow

_KIND = {
    ClaimKind.ROOM: N_("Public room"),
    ClaimKind.SITE: N_("Public site"),
    ClaimKind.SUM: N_("Sum of money"),
}
_STATE = {
    ClaimState.FOUND: N_("Registered"),
    ClaimState.VERIFIED: N_("Verified"),
    ClaimState.NEGOTIATING: N_("Negotiating"),
    ClaimState.LEGAL: N_("By legal means"),
    ClaimState.RECOVERED: N_("Recovered"),
    ClaimState.DROPPED: N_("No longer pursued"),
}
_COLOUR = {
    ClaimState.FOUND: "orange",
    ClaimState.VERIFIED: "blue",
    ClaimState.NEGOTIATING: "blue",
    ClaimState.LEGAL: "blue",
    ClaimState.RECOVERED: "green",
    ClaimState.DROPPED: "gray",
}


def kind(code: ClaimKind) -> str:
    """What is claimed."""
    return _(_KIND[code])


def state(code: ClaimState) -> str:
    """How far it has come."""
    return _(_STATE[code])


def marks(row: ClaimRow) -> str:
    """The badges of a claim; late is red, with its word."""
    found = [f":{_COLOUR[row.state]}-badge[{state(row.state)}]"]
    if row.late:
        found.insert(0, f":red-badge[:material/error: {_('Overdue')}]")
    return " ".join([*found, f":gray-badge[{kind(row.kind)}]"])


def size(what: Size) -> str:
    """86.50 ㎡, ¥ 18,978.16, or both."""
    told = [area(what.area_cm2)] if what.area_cm2 else []
    told += [yuan(what.fen)] if what.fen or not told else []
    return " · ".join(told)


def holder(row: ClaimRow, whole: bool) -> str:
    """Who holds it: a firm or an office in full; a person's family name to strangers."""
    return plain(row.debtor if whole else masked_name(row.debtor))
