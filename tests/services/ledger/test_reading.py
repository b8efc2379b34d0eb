"""What the homeowner's view reads: filters, order, search, and sums that agree with the lines."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from models.ledger import AccountKind, Book, EntryKind, Fund
from models.member import Role
from rules.ledger.entry import Content, Line
from rules.ledger.position import balances, position
from services.ledger.reading import entry, listing, row, street
from services.ledger.reading import share as sharing
from services.ledger.reading.listing import Order, Wanted
from services.ledger.reading.standing import kept, standing
from services.ledger.reversal import reverse_entry
from tests.ledgers import BANK, DAY, approved, opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood

R, M, H = Fund.REVENUE, Fund.MAINTENANCE, Fund.HELD
HELD = "Assets:Bank:Held"
SPRING = date(2026, 2, 3)


def both(fen: int, held_fen: int) -> Content:
    """What was there when the books began, in two funds."""
    sides = (Line(HELD, held_fen), Line("Equity:Opening:Held", -held_fen))
    return replace(opening(fen), lines=(*opening(fen).lines, *sides))


def handed_over(fen: int) -> Content:
    """What the manager held comes home."""
    lines = (
        Line(HELD, -fen),
        Line("Equity:Transfer:Held", fen),
        Line(BANK, fen),
        Line("Equity:Transfer:Revenue", -fen),
    )
    return replace(
        opening(fen, DAY), kind=EntryKind.TRANSFER, lines=lines, purpose="物业移交代管款"
    )


@pytest.fixture
def book(session: Session, here: Neighbourhood) -> Book:
    """Seven entries in two quarters and two funds; number 7 takes number 4 back."""
    made = opened(session, here)
    contents = [
        both(100_000, 30_000),  # 1
        receipt(50_000, "G02", SPRING, "江城传媒有限公司"),  # 2
        payment(12_345, day=SPRING),  # 3
        receipt(70_000),  # 4
        replace(receipt(8_000, "G03", name="城南市集"), document="SJ-2026-007"),  # 5
        handed_over(20_000),  # 6
    ]
    ids = [posted(session, here, made, content).id or 0 for content in contents]
    draft = reverse_entry(session, here.wu, ids[3], DAY, "金额录错")
    approved(session, here, draft.id or 0)
    return made


def ids(session: Session, wanted: Wanted, page: int = 1) -> tuple[int, ...]:
    found = listing.found(session, wanted)
    if found.ids is not None:
        return found.page(page)
    return listing.walked(session, wanted, page, found.total)


def numbers(session: Session, wanted: Wanted, page: int = 1) -> list[int]:
    return [one.number for one in row.rows(session, ids(session, wanted, page))]


def test_the_list_begins_with_the_newest(session: Session, book: Book) -> None:
    assert numbers(session, Wanted(book.id or 0)) == [7, 6, 5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"order": Order.OLDEST}, [1, 2, 3, 4, 5, 6, 7]),
        ({"order": Order.LARGEST}, [1, 7, 4, 2, 6, 3, 5]),
        ({"order": Order.SMALLEST}, [5, 3, 6, 2, 4, 7, 1]),
        ({"head": "G01"}, [7, 4]),
        ({"head": "G01", "kind": EntryKind.RECEIPT}, [4]),
        ({"kind": EntryKind.REVERSAL}, [7]),
        ({"fund": H}, [6, 1]),  # what moves between funds stands in both
        ({"fund": R}, [7, 6, 5, 4, 3, 2, 1]),
        ({"fund": M}, []),
        ({"first_day": date(2026, 1, 1), "last_day": date(2026, 3, 31)}, [3, 2, 1]),
        ({"words": "传媒"}, [2]),  # a payer
        ({"words": "sj-2026"}, [5]),  # the number on the paper, typed in small letters
        ({"words": "3"}, [3]),  # the number of the entry
        ({"words": "滑梯"}, [3]),  # the purpose
        ({"words": "100%"}, []),  # no sign of a pattern is one here
        ({"words": "易停车", "kind": EntryKind.RECEIPT}, [4]),
        ({"head": "X"}, []),
    ],
)
def test_what_is_asked_for_is_what_is_found(
    session: Session, book: Book, asked: dict, expected: list[int]
) -> None:
    wanted = Wanted(book.id or 0, **asked)
    assert numbers(session, wanted) == expected
    assert listing.found(session, wanted).total == len(expected)


def test_pages_follow_each_other_from_either_end(
    session: Session, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "ROWS", 2)
    for asked in ({}, {"fund": R}, {"order": Order.LARGEST}):
        wanted = Wanted(book.id or 0, **asked)
        pages = [numbers(session, wanted, page) for page in range(1, 6)]
        assert [len(page) for page in pages] == [2, 2, 2, 1, 0]
        assert sorted(number for page in pages for number in page) == [1, 2, 3, 4, 5, 6, 7]
    assert numbers(session, Wanted(book.id or 0), 4) == [1]
    assert numbers(session, Wanted(book.id or 0), 3) == [3, 2]


def test_a_filter_that_leaves_many_walks_and_counts_no_further_than_it_says(
    session: Session, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "FEW", 1)
    wanted = Wanted(book.id or 0, fund=R, kind=EntryKind.RECEIPT)
    assert numbers(session, wanted) == [5, 4, 2]
    assert listing.found(session, wanted).sums is None
    monkeypatch.setattr(listing, "MOST", 2)
    found = listing.found(session, wanted)
    assert (found.total, found.more, found.ids) == (2, True, None)
    assert numbers(session, wanted) == [5, 4]


def test_the_sums_of_a_period_are_those_of_its_lines(session: Session, book: Book) -> None:
    told = standing(session, book.place_id)
    assert told is not None
    for span in told.periods:
        days = {"first_day": span.starts_on, "last_day": span.ends_on}
        for fund in Fund:
            said = position(told.flows, fund, span.number, span.number)
            found = listing.found(session, Wanted(book.id or 0, fund=fund, **days))
            assert found.sums == (said.income_fen, said.spent_fen)


def test_what_the_lines_show_adds_up_to_the_balance(session: Session, book: Book) -> None:
    told = standing(session, book.place_id)
    assert told is not None
    shown = row.rows(session, ids(session, Wanted(book.id or 0)))
    for fund in Fund:
        last = max(span.number for span in told.periods)
        assert sum(one.effect(fund) for one in shown) == balances(told.flows, fund, [last])[last]


def test_a_line_says_what_it_reverses_and_that_nothing_proves_it(
    session: Session, book: Book
) -> None:
    shown = {one.number: one for one in row.rows(session, ids(session, Wanted(book.id or 0)))}
    assert shown[7].reverses == (shown[4].id, 4)
    assert shown[4].reversed_by == (shown[7].id, 7)
    assert shown[4].bare
    assert not shown[7].bare  # its vouchers are those of what it takes back
    assert shown[4].excuse == "电子回单，月底补"
    assert (shown[4].effect(R), shown[7].effect(R)) == (70_000, -70_000)
    assert shown[2].party == "江城传媒有限公司"


def test_the_book_of_another_compound_stays_apart(session: Session, here: Neighbourhood) -> None:
    assert standing(session, here.places["qinghe"].id or 0) is None
    book = opened(session, here)
    assert kept(session) == {"fengyuan"}
    assert numbers(session, Wanted((book.id or 0) + 1)) == []


def test_an_entry_tells_its_lines_and_the_duties_that_stand_for_it(
    session: Session, book: Book
) -> None:
    found = entry.whole(session, entry.by_number(session, "fengyuan", 3) or 0)
    assert found is not None
    assert [(side.account, side.fen) for side in found.sides] == [
        ("Expenses:E04", 12_345),
        (BANK, -12_345),
    ]
    assert found.sides[0].kind is AccountKind.EXPENSE
    assert found.posted_by == (Role.COMMITTEE,)
    assert found.approved_by == ((Role.COUNCIL,), (Role.COUNCIL,))  # a payment takes two
    assert not found.closed
    assert entry.whole(session, 10**8) is None
    assert entry.by_number(session, "nowhere", 1) is None


def test_the_shares_of_all_units_add_up_to_the_balance(
    session: Session, here: Neighbourhood
) -> None:
    whole = sharing.cut(session, here.fengyuan.id or 0, 100_001)
    assert sum(part.fen for part in whole.slices.values()) == 100_001
    assert whole.area_cm2 == sum(part.area_cm2 for part in whole.slices.values())
    assert whole.of(" １－102 ") == whole.slices["1-102"]
    assert whole.of("9-999") is None


def test_an_owner_finds_all_his_units_and_a_tenant_none(
    session: Session, here: Neighbourhood
) -> None:
    place = here.fengyuan.id or 0
    assert sharing.labels_of(session, place, here.he.member_id or 0) == ("2-102", "P-01")
    assert sharing.labels_of(session, place, here.chen.member_id or 0) == ()


def test_compounds_of_the_street_are_compared_by_household(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    around = street.street_of(session, here.fengyuan.path)
    assert around is not None
    assert around.code == "zhelu"
    (ours,) = street.neighbours(session, around.path, date(2026, 4, 1))
    assert (ours.code, ours.income_fen, ours.spent_fen) == ("fengyuan", 8_000, 0)
    assert ours.balance_fen == 100_000 + 50_000 - 12_345 + 8_000 + 20_000
    assert replace(ours, households=0).each(100) is None
    assert replace(ours, households=3).each(100) == 33
