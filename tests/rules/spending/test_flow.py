"""How much an entry spends, whatever it calls itself."""

import pytest

from models.ledger import AccountKind, EntryKind, Fund
from rules.refusal import Refused
from rules.spending.flow import Flow, Side, flow

ASSET, INCOME, COST, EXPENSE, EQUITY, MOVED = (
    AccountKind.ASSET,
    AccountKind.INCOME,
    AccountKind.COST,
    AccountKind.EXPENSE,
    AccountKind.EQUITY,
    AccountKind.TRANSFER,
)
REVENUE, MAINTENANCE, HELD = Fund.REVENUE, Fund.MAINTENANCE, Fund.HELD
OPENING, RECEIPT, PAYMENT, TRANSFER = (
    EntryKind.OPENING,
    EntryKind.RECEIPT,
    EntryKind.PAYMENT,
    EntryKind.TRANSFER,
)


def pair(kind: AccountKind, head: str, fen: int, fund: Fund = REVENUE) -> list[Side]:
    """``fen`` out of the bank, to an account of ``kind``."""
    return [Side(fund, kind, head, fen), Side(fund, ASSET, "", -fen)]


@pytest.mark.parametrize(
    ("kind", "sides", "leaves"),
    [
        (PAYMENT, pair(EXPENSE, "E04", 5), Flow(5, frozenset({"E04"}))),
        (PAYMENT, pair(COST, "G02", 5), Flow(5, frozenset({"G02"}), only_cost=True)),
        (PAYMENT, pair(EXPENSE, "E04", 5, HELD), Flow(5, frozenset({"E04"}))),
        (PAYMENT, pair(EXPENSE, "M11", 5, MAINTENANCE), Flow(5, frozenset({"M11"}))),
        (RECEIPT, pair(INCOME, "G01", -5), Flow(0)),
        (RECEIPT, pair(INCOME, "G01", 5), Flow(5)),  # a receipt that pays out
        (RECEIPT, pair(EXPENSE, "E04", -5), Flow(-5, frozenset({"E04"}))),  # came back
        (OPENING, pair(EQUITY, "", -5), Flow(0)),
        (TRANSFER, [*pair(MOVED, "", 5, HELD), *pair(MOVED, "", -5)], Flow(0)),
        (
            TRANSFER,
            [*pair(MOVED, "", 5), *pair(MOVED, "", -5, MAINTENANCE)],
            Flow(5, frozenset({"E01"})),
        ),
        (TRANSFER, [Side(REVENUE, ASSET, "", 5), Side(REVENUE, ASSET, "", -5)], Flow(0)),
    ],
)
def test_what_leaves_is_what_the_accounts_say(
    kind: EntryKind, sides: list[Side], leaves: Flow
) -> None:
    assert flow(kind, sides) == leaves


def test_a_receipt_that_hides_a_payment_spends_all_of_it() -> None:
    netted = [
        Side(REVENUE, ASSET, "", 80),
        Side(REVENUE, COST, "G01", 20),
        Side(REVENUE, INCOME, "G01", -100),
    ]
    assert flow(RECEIPT, netted).fen == 20


@pytest.mark.parametrize(
    ("source", "target"), [(REVENUE, HELD), (MAINTENANCE, REVENUE), (MAINTENANCE, HELD)]
)
def test_no_fund_is_moved_to_where_it_does_not_belong(source: Fund, target: Fund) -> None:
    sides = [*pair(MOVED, "", 5, source), *pair(MOVED, "", -5, target)]
    with pytest.raises(Refused, match="not moved to where others"):
        flow(TRANSFER, sides)


def test_an_opening_cannot_owe() -> None:
    with pytest.raises(Refused, match="below nothing"):
        flow(OPENING, pair(EQUITY, "", 5))
