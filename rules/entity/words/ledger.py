"""Words for the books: entries, contracts, claims, sharing out (账目)."""

from rules.refusal import N_

LEDGER: dict[str, dict[str, str]] = {
    "Fund": {
        "revenue": N_("Public revenue"),
        "maintenance": N_("Maintenance fund"),
        "held": N_("Held by the manager"),
    },
    "AccountKind": {
        "asset": N_("Assets"),
        "equity": N_("Opening balances"),
        "income": N_("Income"),
        "cost": N_("Costs"),
        "expense": N_("Expenses"),
        "transfer": N_("Transfers"),
    },
    "EntryKind": {
        "opening": N_("Opening balance"),
        "receipt": N_("Money in"),
        "payment": N_("Money out"),
        "transfer": N_("Moved"),
        "reversal": N_("Taken back"),
    },
    "DraftState": {
        "pending": N_("Wait for approval"),
        "posted": N_("Posted"),
        "refused": N_("Sent back"),
        "withdrawn": N_("Withdrawn"),
    },
    "PeriodActKind": {
        "closed": N_("Period closed"),
        "reopening_asked": N_("Reopening asked for"),
        "reopened": N_("Period reopened"),
        "reopening_refused": N_("Reopening refused"),
    },
    "PartyKind": {
        "firm": N_("Organisation, named"),
        "person": N_("Person, not named"),
    },
    "LeafKind": {
        "book": N_("Books opened"),
        "account": N_("Account opened"),
        "entry": N_("Entry"),
        "voucher": N_("Voucher or public copy"),
        "statement": N_("Accounts as posted"),
        "key": N_("Key replaced"),
        "period": N_("Period closed or reopened"),
    },
    "KeyRole": {
        "log": N_("Books of account"),
        "witness": N_("Witness"),
    },
    "VoucherKind": {
        "jpg": N_("JPEG picture"),
        "png": N_("PNG picture"),
        "pdf": N_("PDF"),
        "ofd": N_("OFD invoice"),
    },
    "ContractState": {
        "draft": N_("Not decided yet"),
        "active": N_("Running"),
        "ended": N_("Terminated"),
    },
    "ClaimKind": {
        "room": N_("Public room"),
        "site": N_("Public site"),
        "sum": N_("Sum of money"),
    },
    "ClaimState": {
        "found": N_("Registered"),
        "verified": N_("Verified"),
        "negotiating": N_("Negotiating"),
        "legal": N_("By legal means"),
        "recovered": N_("Recovered"),
        "dropped": N_("No longer pursued"),
    },
    "SpendingState": {
        "walking": N_("Still to be decided"),
        "approved": N_("Decided, may be paid"),
        "refused": N_("Not passed"),
        "settled": N_("Settled, result published"),
        "withdrawn": N_("Withdrawn"),
    },
    "Basis": {
        "area": N_("By exclusive area"),
        "household": N_("The same for every household, as agreed"),
        "agreed": N_("By agreed parts"),
    },
    "DistributionState": {
        "draft": N_("Planned, not decided"),
        "decided": N_("Decided, being paid"),
        "done": N_("Paid in full"),
        "withdrawn": N_("Withdrawn"),
    },
    "ShareState": {
        "pending": N_("to be paid"),
        "paid": N_("paid"),
        "returned": N_("came back, to be paid again"),
    },
}
