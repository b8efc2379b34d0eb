"""What came in, against what fell due: the oldest first, to the fen."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.contract.arrears import Owed, Paid, PayState, Receipt, allotted, owed_until

START = date(2026, 1, 1)
TODAY = date(2026, 6, 10)


def owed(*fen: int) -> list[Owed]:
    """One instalment on the first of each month."""
    return [Owed(n + 1, date(2026, n + 1, 1), amount) for n, amount in enumerate(fen)]


def came(*fen: int) -> list[Receipt]:
    """A receipt on the fifth of each month."""
    return [Receipt(n + 100, date(2026, n + 1, 5), amount) for n, amount in enumerate(fen)]


@pytest.mark.parametrize(
    ("dues", "receipts", "paid", "over", "arrears"),
    [
        ([100, 100], [], [0, 0], 0, 200),
        ([100, 100], [100], [100, 0], 0, 100),
        ([100, 100], [150], [100, 50], 0, 50),
        ([100, 100], [30, 30, 50], [100, 10], 0, 90),
        ([100, 100], [200], [100, 100], 0, 0),
        ([100, 100], [250], [100, 100], 50, 0),
        ([], [70], [], 70, 0),
    ],
)
def test_receipts_go_to_the_oldest_instalment(
    dues: list[int], receipts: list[int], paid: list[int], over: int, arrears: int
) -> None:
    found = allotted(owed(*dues), came(*receipts))
    assert [each.paid_fen for each in found.paid] == paid
    assert found.over_fen == over
    assert found.arrears_fen(TODAY) == arrears


def test_an_instalment_remembers_which_receipts_paid_it_and_when() -> None:
    first, second = allotted(owed(100, 100), came(30, 120)).paid
    assert (first.entry_ids, first.paid_on) == ((100, 101), date(2026, 2, 5))
    assert (second.entry_ids, second.paid_on) == ((101,), None)


def test_what_was_waived_is_not_owed() -> None:
    dues = [Owed(1, START, 100, 100), Owed(2, START, 100, 40), Owed(3, START, 100)]
    found = allotted(dues, came(100))
    assert [each.paid_fen for each in found.paid] == [0, 60, 40]
    assert found.open_fen == 60
    assert found.paid[0].state(TODAY) is PayState.WAIVED
    assert found.paid[1].state(TODAY) is PayState.PAID
    assert found.oldest_open() == found.paid[2]


@pytest.mark.parametrize(
    ("due", "paid", "state"),
    [
        (TODAY, 0, PayState.SOON),  # the due day itself is in time
        (TODAY - timedelta(days=1), 0, PayState.OVERDUE),
        (TODAY - timedelta(days=1), 99, PayState.OVERDUE),
        (TODAY - timedelta(days=1), 100, PayState.PAID),
        (TODAY + timedelta(days=30), 0, PayState.SOON),
        (TODAY + timedelta(days=31), 0, PayState.LATER),
        (TODAY + timedelta(days=31), 100, PayState.PAID),
    ],
)
def test_an_instalment_stands_where_its_day_says(due: date, paid: int, state: PayState) -> None:
    assert Paid(Owed(1, due, 100), paid).state(TODAY) is state


def test_nothing_falls_due_after_an_early_end() -> None:
    dues = owed(100, 100, 100)
    assert owed_until(dues, None) == dues
    assert owed_until(dues, date(2026, 2, 1)) == dues[:2]
    assert owed_until(dues, date(2025, 12, 31)) == []


amounts = st.lists(st.integers(1, 10**10), max_size=30)


@given(dues=amounts, receipts=amounts, waived=st.randoms(use_true_random=False))
def test_no_fen_is_lost_and_the_oldest_comes_first(
    dues: list[int], receipts: list[int], waived: Random
) -> None:
    many = [
        Owed(n, START + timedelta(days=n), fen, waived.choice([0, 0, fen // 2, fen]))
        for n, fen in enumerate(dues)
    ]
    money = [Receipt(n, START + timedelta(days=n), fen) for n, fen in enumerate(receipts)]
    shuffled = waived.sample(money, len(money))
    found = allotted(waived.sample(many, len(many)), shuffled)
    assert found == allotted(many, money)  # the order in which they are told does not matter
    assert sum(each.paid_fen for each in found.paid) + found.over_fen == sum(receipts)
    assert all(0 <= each.paid_fen <= each.owed.owed_fen for each in found.paid)
    assert not (found.open_fen and found.over_fen)
    still_open = [bool(each.open_fen) for each in found.paid if each.owed.owed_fen]
    assert still_open == sorted(still_open)  # nothing newer is paid while something older is open
    last = START + timedelta(days=100)
    due = sum(each.owed_fen for each in many)
    assert found.arrears_fen(last) == max(0, due - sum(receipts))
