"""Words for what sharing out keeps as codes (分配用语)."""

from components.format import area
from components.language import _
from models.distribution import Basis, DistributionState, ShareState
from rules.refusal import N_

_BASIS = {
    Basis.AREA: N_("By exclusive area"),
    Basis.HOUSEHOLD: N_("The same for every household, as agreed"),
    Basis.AGREED: N_("By agreed parts"),
}
_STATE = {
    DistributionState.DRAFT: (N_("Planned, not decided"), "blue"),
    DistributionState.DECIDED: (N_("Decided, being paid"), "green"),
    DistributionState.DONE: (N_("Paid in full"), "gray"),
    DistributionState.WITHDRAWN: (N_("Withdrawn"), "gray"),
}
_SHARE = {
    ShareState.PENDING: N_("to be paid"),
    ShareState.PAID: N_("paid"),
    ShareState.RETURNED: N_("came back, to be paid again"),
}


def basis(code: Basis) -> str:
    """By what the shares are cut."""
    return _(_BASIS[code])


def badge(state: DistributionState) -> str:
    """Where a plan stands, as a coloured word."""
    text, colour = _STATE[state]
    return f":{colour}-badge[{_(text)}]"


def share(state: ShareState) -> str:
    """What became of a share."""
    return _(_SHARE[state])


def weight(code: Basis, weight: int) -> str:
    """An area, or a number of parts."""
    return area(weight) if code is Basis.AREA else _("{n} parts", n=weight)
