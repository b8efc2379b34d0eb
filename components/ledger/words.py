"""Words for what the books keep as codes (账目用语)."""

from components.language import _, either
from models.ledger import AccountKind, DraftState, EntryKind, Fund
from rules.refusal import N_
from services.ledger.chart import heads

_KIND = {
    EntryKind.OPENING: N_("Opening balance"),
    EntryKind.RECEIPT: N_("Money in"),
    EntryKind.PAYMENT: N_("Money out"),
    EntryKind.TRANSFER: N_("Moved"),
    EntryKind.REVERSAL: N_("Taken back"),
}
_STATE = {
    DraftState.PENDING: N_("Wait for approval"),
    DraftState.POSTED: N_("Posted"),
    DraftState.REFUSED: N_("Sent back"),
    DraftState.WITHDRAWN: N_("Withdrawn"),
}
_FUND = {
    Fund.REVENUE: N_("Public revenue"),
    Fund.MAINTENANCE: N_("Maintenance fund"),
    Fund.HELD: N_("Held by the manager"),
}
_ACCOUNT = {
    AccountKind.ASSET: N_("Assets"),
    AccountKind.EQUITY: N_("Opening balances"),
    AccountKind.INCOME: N_("Income"),
    AccountKind.COST: N_("Costs"),
    AccountKind.EXPENSE: N_("Expenses"),
    AccountKind.TRANSFER: N_("Transfers"),
}


def kind(code: EntryKind) -> str:
    """What an entry records: 收款, 付款 …"""
    return _(_KIND[code])


def state(code: DraftState) -> str:
    """How far a draft has come."""
    return _(_STATE[code])


def fund(code: Fund) -> str:
    """Whose money it is."""
    return _(_FUND[code])


def account_kind(code: AccountKind) -> str:
    """What accounts of this kind tell."""
    return _(_ACCOUNT[code])


def head(code: str) -> str:
    """A head by its code: 公共区域广告."""
    name, name_en = heads().get(code, ("", ""))
    return either(name, name_en) or _("Only moved")
