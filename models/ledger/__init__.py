"""Books that only grow: accounts, periods, entries and their lines (公共收益账簿)."""

from models.ledger.book import (
    Account,
    AccountKind,
    Book,
    Fund,
    Party,
    PartyKind,
    Period,
    PeriodAct,
    PeriodActKind,
    Turnover,
)
from models.ledger.entry import (
    PAPER,
    DraftState,
    Entry,
    EntryDraft,
    EntryKind,
    EntryLine,
    VoucherExcuse,
)

__all__ = [
    "PAPER",
    "Account",
    "AccountKind",
    "Book",
    "DraftState",
    "Entry",
    "EntryDraft",
    "EntryKind",
    "EntryLine",
    "Fund",
    "Party",
    "PartyKind",
    "Period",
    "PeriodAct",
    "PeriodActKind",
    "Turnover",
    "VoucherExcuse",
]
