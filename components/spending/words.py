"""Words for what spending keeps as codes (支出用语)."""

from components.language import _
from models.spending import SpendingState
from rules.refusal import N_
from rules.spending.decision import Deliberation
from rules.spending.use import USES

_STATE = {
    SpendingState.WALKING: (N_("Still to be decided"), "blue"),
    SpendingState.APPROVED: (N_("Decided, may be paid"), "green"),
    SpendingState.REFUSED: (N_("Not passed"), "gray"),
    SpendingState.SETTLED: (N_("Settled, result published"), "gray"),
    SpendingState.WITHDRAWN: (N_("Withdrawn"), "gray"),
}
_STEP = {
    Deliberation.PROPOSED: N_("Branch proposes"),
    Deliberation.CONSULTED: N_("Councils consult"),
    Deliberation.REVIEWED: N_("Members review"),
    Deliberation.RESOLVED: N_("Residents resolve"),
}


def badge(state: SpendingState) -> str:
    """Where a request stands, as a coloured word."""
    text, colour = _STATE[state]
    return f":{colour}-badge[{_(text)}]"


def step(code: Deliberation) -> str:
    """One of the four deliberations."""
    return _(_STEP[code])


def use(code: str) -> str:
    """What the money is for."""
    return _(USES[code].name) if code in USES else code
