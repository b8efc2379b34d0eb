"""The accounts of a period add up, whatever the books hold; what does not is not posted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ledger import AccountKind, Fund
from rules.disclosure.statement import Inconsistent, compared_with, must_close, statements
from rules.ledger.position import Flow

BANK, EQUITY, INCOME = AccountKind.ASSET, AccountKind.EQUITY, AccountKind.INCOME
COST, EXPENSE, MOVED = AccountKind.COST, AccountKind.EXPENSE, AccountKind.TRANSFER


def flow(
    period: int, kind: AccountKind, fen: int, head: str = "", fund: Fund = Fund.REVENUE
) -> Flow:
    """Debit above nothing, credit below."""
    return Flow(period, fund, kind, head, max(fen, 0), max(-fen, 0), 1)


YEAR = [
    flow(1, EQUITY, -100_00),
    flow(1, BANK, 100_00),
    flow(1, INCOME, -50_00, "G01"),
    flow(1, BANK, 50_00),
    flow(2, INCOME, -80_00, "G01"),
    flow(2, INCOME, -20_00, "G02"),
    flow(2, COST, 7_00, "G01"),
    flow(2, EXPENSE, 33_00, "E04"),
    flow(2, BANK, 60_00),
    flow(3, MOVED, 40_00),
    flow(3, BANK, -40_00),
    flow(3, MOVED, -40_00, fund=Fund.MAINTENANCE),
    flow(3, BANK, 40_00, fund=Fund.MAINTENANCE),
]


def test_gross_cost_and_net_stand_apart() -> None:
    (revenue,) = statements(YEAR, 2, 3)
    assert revenue.opening_fen == 150_00
    assert (revenue.income_fen, revenue.cost_fen, revenue.net_fen) == (100_00, 7_00, 93_00)
    assert revenue.expense_fen == 33_00
    assert revenue.closing_fen == 210_00


def test_every_head_stands_beside_what_it_was() -> None:
    (revenue,) = statements(YEAR, 2, 3)
    parking, adverts = revenue.income
    assert (parking.head, parking.fen, parking.last_fen, parking.year_fen) == (
        "G01",
        80_00,
        50_00,
        None,
    )
    assert (adverts.head, adverts.last_fen) == ("G02", 0)


def test_a_head_that_brought_nothing_this_time_is_still_compared() -> None:
    revenue = statements(YEAR, 3, 3)[0]
    assert [(row.head, row.fen, row.last_fen) for row in revenue.income] == [
        ("G01", 0, 80_00),
        ("G02", 0, 20_00),
    ]
    year_later = statements(YEAR, 6, 3)[0]
    assert (year_later.income[0].head, year_later.income[0].year_fen) == ("G01", 80_00)


def test_an_opening_balance_counts_as_there_when_the_period_begins() -> None:
    (revenue,) = statements(YEAR, 1, 3)
    assert revenue.opening_fen == 100_00
    assert revenue.closing_fen == 150_00


def test_each_fund_is_told_by_itself_and_the_transfers_meet() -> None:
    revenue, maintenance = statements(YEAR, 3, 3)
    assert (revenue.moved_fen, maintenance.moved_fen) == (-40_00, 40_00)
    assert maintenance.closing_fen == 40_00
    must_close([revenue, maintenance])
    with pytest.raises(Inconsistent):
        must_close([revenue])


@pytest.mark.parametrize("period", [1, 2])
def test_books_that_contradict_themselves_are_not_posted(period: int) -> None:
    broken = [*YEAR, flow(period, INCOME, -1, "G01")]
    with pytest.raises(Inconsistent):
        statements(broken, period, 3)


@pytest.mark.parametrize(
    ("number", "months", "found"),
    [(1, 3, (None, None)), (4, 3, (3, None)), (5, 3, (4, 1)), (2, 12, (1, 1)), (13, 1, (12, 1))],
)
def test_with_what_a_period_is_compared(
    number: int, months: int, found: tuple[int | None, int | None]
) -> None:
    assert compared_with(number, months) == found


ENTRIES = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.sampled_from([INCOME, COST, EXPENSE, EQUITY]),
        st.integers(-(10**12), 10**12).filter(bool),
        st.sampled_from(["A", "B"]),
        st.sampled_from(list(Fund)),
    ),
    max_size=30,
)


@given(ENTRIES, st.sampled_from([1, 3, 6, 12]))
def test_periods_hang_together_whatever_was_posted(
    entries: list[tuple[int, AccountKind, int, str, Fund]], months: int
) -> None:
    flows = []
    for period, kind, fen, head, fund in entries:
        flows += [
            flow(period, kind, fen, head if kind is not EQUITY else "", fund),
            flow(period, BANK, -fen, fund=fund),
        ]
    closing = dict.fromkeys(Fund, 0)
    for number in range(1, 7):
        for made in statements(flows, number, months):
            equity = sum(
                -f.net_fen
                for f in flows
                if (f.fund, f.kind, f.period) == (made.fund, EQUITY, number)
            )
            assert made.opening_fen == closing[made.fund] + equity
            closing[made.fund] = made.closing_fen
            assert made.net_fen - made.expense_fen == made.closing_fen - made.opening_fen


@given(st.sampled_from(range(len(YEAR))), st.integers(1, 10**9))
def test_one_wrong_figure_is_always_caught(place: int, off: int) -> None:
    broken = list(YEAR)
    broken[place] = replace(broken[place], debit_fen=broken[place].debit_fen + off)
    with pytest.raises(Inconsistent):
        for number in (1, 2, 3):
            must_close(statements(broken, number, 3))
