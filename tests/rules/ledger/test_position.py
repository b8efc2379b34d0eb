"""Opening, income, cost, spending and what was moved come to the closing balance, always."""

from hypothesis import given
from hypothesis import strategies as st

from models.ledger import AccountKind as K
from models.ledger import Fund
from rules.ledger.position import Flow, balances, by_head, funds_in_use, position

R, M = Fund.REVENUE, Fund.MAINTENANCE


def flow(period: int, kind: K, net: int, head: str = "", fund: Fund = R) -> Flow:
    return Flow(period, fund, kind, head, max(net, 0), max(-net, 0), 1)


OPENED = [flow(1, K.ASSET, 1000), flow(1, K.EQUITY, -1000)]
TRADED = [
    flow(1, K.ASSET, 500), flow(1, K.INCOME, -500, "G01"),
    flow(2, K.ASSET, -80), flow(2, K.COST, 80, "G01"),
    flow(2, K.ASSET, -120), flow(2, K.EXPENSE, 120, "E04"),
    flow(2, K.ASSET, -300), flow(2, K.TRANSFER, 300),
    flow(2, K.ASSET, 300, fund=M), flow(2, K.TRANSFER, -300, fund=M),
]  # fmt: skip
FLOWS = [*OPENED, *TRADED]


def test_the_first_period_opens_with_what_was_signed_for() -> None:
    first = position(FLOWS, R, 1, 1)
    assert (first.opening_fen, first.income_fen, first.closing_fen) == (1000, 500, 1500)


def test_cost_and_spending_stand_apart_and_another_fund_is_no_spending() -> None:
    second = position(FLOWS, R, 2, 2)
    assert (second.opening_fen, second.cost_fen, second.expense_fen) == (1500, 80, 120)
    assert (second.spent_fen, second.moved_fen, second.closing_fen) == (200, -300, 1000)
    assert position(FLOWS, M, 2, 2).moved_fen == 300


def test_a_period_without_entries_keeps_what_there_was() -> None:
    third = position(FLOWS, R, 3, 3)
    assert (third.opening_fen, third.closing_fen, third.income_fen) == (1000, 1000, 0)


def test_heads_come_with_the_largest_first_and_a_reversed_one_not_at_all() -> None:
    flows = [
        flow(1, K.INCOME, -5, "G01"), flow(1, K.INCOME, -9, "G02"),
        flow(1, K.INCOME, -7, "G03"), flow(2, K.INCOME, 7, "G03"),
    ]  # fmt: skip
    assert list(by_head(flows, R, frozenset({K.INCOME}), 1, 2).items()) == [("G02", 9), ("G01", 5)]


def test_balances_run_on_through_periods_without_entries() -> None:
    assert balances(FLOWS, R, [1, 2, 3]) == {1: 1500, 2: 1000, 3: 1000}


def test_public_revenue_is_there_before_any_entry() -> None:
    assert funds_in_use([]) == [R]
    assert funds_in_use(FLOWS) == [R, M]


OTHERS = st.sampled_from([kind for kind in K if kind is not K.ASSET])
ENTRIES = st.lists(
    st.tuples(st.integers(1, 8), st.sampled_from(Fund), OTHERS, st.integers(-(10**12), 10**12))
)


@given(ENTRIES, st.integers(1, 8), st.integers(0, 7), st.sampled_from(Fund))
def test_what_comes_and_goes_makes_the_balance(
    entries: list[tuple[int, Fund, K, int]], first: int, more: int, fund: Fund
) -> None:
    flows = [
        one
        for period, of, kind, fen in entries
        for one in (flow(period, K.ASSET, fen, fund=of), flow(period, kind, -fen, fund=of))
    ]
    found = position(flows, fund, first, first + more)
    assert found.closing_fen == (
        found.opening_fen + found.income_fen - found.spent_fen + found.moved_fen
    )
    assert found.closing_fen == balances(flows, fund, [first + more])[first + more]
    earlier = position(flows, fund, 1, first - 1).closing_fen
    brought = sum(-f.net_fen for f in flows if f.kind is K.EQUITY and f.fund is fund
                  and first <= f.period <= first + more)  # fmt: skip
    assert found.opening_fen == earlier + brought
