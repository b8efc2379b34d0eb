"""Words for what editions keep as codes (期次用语)."""

from collections.abc import Iterable

from components.format import clock
from components.language import _, either, n_
from models.edition import Edition, EditionActKind, EditionState
from rules.edition.next import Next, Step
from rules.edition.shown import digits_of, points
from rules.method import Body
from rules.refusal import N_

_STATE = {
    EditionState.COLLECTING: (N_("collecting"), "blue"),
    EditionState.COMPUTED: (N_("draft computed"), "blue"),
    EditionState.PREVIEW: (N_("shown to the firms"), "orange"),
    EditionState.OBJECTION: (N_("window for objections"), "orange"),
    EditionState.DECIDING: (N_("to be decided"), "orange"),
    EditionState.PUBLISHED: (N_("published"), "green"),
    EditionState.CANCELLED: (N_("cancelled"), "gray"),
}
WALK = (
    EditionState.COLLECTING,
    EditionState.COMPUTED,
    EditionState.PREVIEW,
    EditionState.OBJECTION,
    EditionState.DECIDING,
    EditionState.PUBLISHED,
)
_STAGE = {
    EditionState.COLLECTING: N_("collect"),
    EditionState.COMPUTED: N_("draft"),
    EditionState.PREVIEW: N_("firms look"),
    EditionState.OBJECTION: N_("firms object"),
    EditionState.DECIDING: N_("two decide"),
    EditionState.PUBLISHED: N_("publish"),
    EditionState.CANCELLED: N_("cancelled"),
}
_OFFICE, _FIRMS, _PAIR = (
    N_("The street office does this."),
    N_("The firms do this; everybody else waits."),
    N_("Two officers of the street do this."),
)
_WHO = {
    Step.LOOKING: _FIRMS,
    Step.OBJECTING: _FIRMS,
    Step.REVIEWING: _FIRMS,
    Step.APPROVE: _PAIR,
    Step.DECIDE_CORRECTION: N_("An officer who did not compute it does this."),
    Step.DONE: "",
    Step.CANCELLED: "",
}
_ACT = {
    EditionActKind.OPENED: N_("opened the edition"),
    EditionActKind.COMPUTED: N_("computed it; on the black list: {n}"),
    EditionActKind.REOPENED: N_("went back to collecting"),
    EditionActKind.SERVED: N_("showed the firms their results"),
    EditionActKind.WINDOW_OPENED: N_("opened the window for objections"),
    EditionActKind.RAISED: N_("raised an objection"),
    EditionActKind.ANSWERED: N_("answered an objection"),
    EditionActKind.WINDOW_CLOSED: N_("closed the window for objections"),
    EditionActKind.APPROVED: N_("agreed to publish"),
    EditionActKind.PUBLISHED: N_("published it"),
    EditionActKind.CORRECTED: N_("put the correction in its place"),
    EditionActKind.CANCELLED: N_("cancelled the edition"),
}
_NEXT = {
    Step.COMPUTE: N_("When the figures are in, compute the draft."),
    Step.SERVE: N_("Look at the draft; then show each firm its own results."),
    Step.RECOMPUTE: N_("An objection succeeded: compute again with the corrected figure."),
    Step.LOOKING: N_("The firms look at their results until {until}."),
    Step.OPEN_WINDOW: N_("The firms have had their days: open the window for objections."),
    Step.OBJECTING: N_("Firms may object until {until}."),
    Step.CLOSE_WINDOW: N_("The window is over: close it."),
    Step.PUBLISH: N_("Two persons have agreed: publish it."),
    Step.COMPUTE_CORRECTION: N_("A review succeeded: compute the correction."),
    Step.DECIDE_CORRECTION: N_("The correction is computed: somebody else decides it."),
    Step.REVIEWING: N_("Published. Firms may ask for a review until {until}."),
    Step.DONE: N_("Published, and the time for reviews is over."),
    Step.CANCELLED: N_("This edition was cancelled."),
}


def state(edition: Edition) -> str:
    """How far it has come, as a badge for Markdown."""
    text, colour = _STATE[edition.state]
    return f":{colour}-badge[{_(text)}]"


def stage(one: EditionState) -> str:
    """The name of one stage."""
    return _(_STAGE[one])


def who(told: Next) -> str:
    """Who has to do what is next."""
    return _(_WHO.get(told.step, _OFFICE))


def act(kind: EditionActKind, blacks: int) -> str:
    """What somebody did."""
    return _(_ACT[kind], n=blacks) if kind is EditionActKind.COMPUTED else _(_ACT[kind])


def next_step(told: Next) -> str:
    """What comes next, and until when."""
    if told.step is Step.ANSWER:
        return n_("{n} objection waits for an answer.", "{n} objections wait.", told.count)
    if told.step is Step.APPROVE:
        return n_("{n} person still has to agree.", "{n} persons still have to agree.", told.count)
    until = clock(told.until) if told.until else ""
    return _(_NEXT[told.step], until=until) if told.until else _(_NEXT[told.step])


def leaf(body: Body, code: str) -> str:
    """The name of an indicator in the visitor's language."""
    found = body.indicator(code)
    if found is None:
        return code
    return either(found.name, found.name_en)


def unit(body: Body, code: str) -> str:
    """The unit that an indicator is measured in."""
    found = body.indicator(code)
    if found is None:
        return ""
    return either(found.unit, found.unit_en)


def leaves(body: Body, codes: Iterable[str]) -> str:
    """Several indicators in one line."""
    return _(", ").join(leaf(body, code) for code in codes)


def gate(body: Body, code: str) -> str:
    """The name of a hard gate."""
    found = next((one for one in body.gates if one.code == code), None)
    if found is None:
        return code
    return either(found.name, found.name_en)


def score(billionths: int | None, body: Body) -> str:
    """A score with the decimals of its method, as it will stand when it is published."""
    return points(billionths, digits_of(body))


def interval(low: int | None, high: int | None) -> str:
    """Nine of ten draws rank it between these."""
    if low is None or high is None:
        return "–"
    return str(low) if low == high else f"{low}–{high}"
