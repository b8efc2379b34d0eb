"""Words for what the hearing keeps as codes (陈述用语)."""

from components.language import _
from models.hearing import AppealKind, AppealState
from rules.refusal import N_
from rules.scoring.evidence import SAID, code_of

_KIND = {
    AppealKind.CORRECTION: N_("correction of facts"),
    AppealKind.APPEAL: N_("objection"),
    AppealKind.REVIEW: N_("review after publication"),
}
_STATE = {
    AppealState.OPEN: (N_("waits for an answer"), "orange"),
    AppealState.UPHELD: (N_("upheld"), "green"),
    AppealState.REJECTED: (N_("not upheld"), "gray"),
    AppealState.WITHDRAWN: (N_("withdrawn"), "gray"),
}
_SOURCE = {
    "sheet": N_("score sheets"),
    "survey": N_("owners' survey"),
    "entered": N_("entered"),
    "imported": N_("imported"),
    "platform": N_("from the platform"),
}


def kind(one: AppealKind) -> str:
    """When and how a firm contradicts."""
    return _(_KIND[one])


def state(one: AppealState) -> str:
    """What became of it, as a badge."""
    text, colour = _STATE[one]
    return f":{colour}-badge[{_(text)}]"


def repair(granted: bool | None) -> str:
    """What became of a request for repair, as a badge."""
    if granted is None:
        return f":orange-badge[{_('waits for an answer')}]"
    text, colour = (_("put right"), "green") if granted else (_("not put right"), "gray")
    return f":{colour}-badge[{text}]"


def source(code: str) -> str:
    """Where a figure comes from."""
    return _(_SOURCE[code]) if code in _SOURCE else ""


def evidence(text: str, count: int | None, asked: int | None) -> str:
    """What stands behind a figure: a person's own words, or a sentence about what was counted."""
    code = code_of(text)
    return text if code is None else _(SAID[code], count=count or 0, asked=asked or 0)
