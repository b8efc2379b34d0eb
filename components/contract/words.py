"""Words for contracts and their instalments (合同用语)."""

from components.language import _
from models.contract import ContractState
from rules.contract.arrears import PayState
from rules.contract.schedule import Rhythm
from rules.refusal import N_
from services.contract.reading import ContractRow, Show

_STATE = {
    ContractState.DRAFT: N_("Not decided yet"),
    ContractState.ACTIVE: N_("Running"),
    ContractState.ENDED: N_("Ended"),
}
_COLOUR = {
    ContractState.DRAFT: "orange",
    ContractState.ACTIVE: "green",
    ContractState.ENDED: "gray",
}
_PAY = {
    PayState.PAID: N_("received"),
    PayState.WAIVED: N_("waived"),
    PayState.OVERDUE: N_("overdue"),
    PayState.SOON: N_("soon due"),
    PayState.LATER: N_("not due yet"),
}
RHYTHMS = {
    Rhythm.MONTHLY: N_("Each month"),
    Rhythm.QUARTERLY: N_("Each quarter"),
    Rhythm.HALF_YEARLY: N_("Each half-year"),
    Rhythm.YEARLY: N_("Each year"),
    Rhythm.ONCE: N_("All at once"),
}
_SHOW = {
    Show.ALL: N_("All"),
    Show.ARREARS: N_("In arrears"),
    Show.SOON: N_("Soon due"),
    Show.EXPIRING: N_("About to run out"),
    Show.DRAFT: N_("Not decided yet"),
    Show.HIDDEN: N_("Found in the clean-up"),
    Show.ENDED: N_("Ended"),
}


def state(code: ContractState) -> str:
    """How far a contract has come."""
    return _(_STATE[code])


def pay(code: PayState) -> str:
    """How an instalment stands."""
    return _(_PAY[code])


def rhythm(code: Rhythm) -> str:
    """How often it pays."""
    return _(RHYTHMS[code])


def show(code: Show) -> str:
    """Which contracts a list shows."""
    return _(_SHOW[code])


def marks(row: ContractRow) -> str:
    """The badges of a contract; late is red, waiting for somebody is ochre."""
    found = [f":{_COLOUR[row.state]}-badge[{state(row.state)}]"]
    if row.arrears_fen:
        found.insert(0, f":red-badge[:material/error: {_('In arrears')}]")
    if row.runs_out:
        found.append(f":orange-badge[{_('About to run out')}]")
    if row.found_hidden:
        found.append(f":blue-badge[{_('Found in the clean-up')}]")
    return " ".join(found)
