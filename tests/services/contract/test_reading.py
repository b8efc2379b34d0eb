"""What is due and has not come in is the first thing anybody reads."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models.contract import Contract, ContractState
from models.ledger import Book
from rules.contract.schedule import Due
from services.contract.keeping import renew_contract
from services.contract.moving import end_contract, waive_instalment
from services.contract.reading import Show, Sums, Wanted, contracts, count, sums
from services.contract.sheet import keeping, sheet, taking_receipts, votes
from services.contract.standing import instalments
from tests.contracts import active, paid, quarterly, registered, vote
from tests.neighbourhood import Neighbourhood

TODAY = date(2026, 6, 10)


def shown(session: Session, path: str, show: Show = Show.ALL, **more: str) -> list[str]:
    wanted = Wanted(path, show, **more)
    found = [row.number for row in contracts(session, wanted, TODAY)]
    assert count(session, wanted, TODAY) == len(found)
    return found


@pytest.fixture
def several(session: Session, here: Neighbourhood, book: Book) -> dict[str, Contract]:
    """In arrears; in arrears by more; paid; not decided; ended and owing; about to end."""
    made = {
        "late": active(session, here, book, number="late"),
        "later": active(session, here, book, number="later", fen=24_000_00),
        "paid": active(session, here, book, number="paid"),
        "draft": registered(session, here, book, number="draft"),
        "over": active(session, here, book, number="over"),
        "soon": active(session, here, book, number="soon", dues=(Due(date(2026, 7, 1), 100_00),)),
        "ends": active(session, here, book, number="ends", ends_on=date(2026, 8, 1)),
    }
    paid(session, here, book, made["late"], 4_000_00)
    paid(session, here, book, made["paid"], 6_000_00)
    paid(session, here, book, made["ends"], 12_000_00)
    end_contract(session, here.wu, made["over"].id or 0, date(2026, 2, 1), "对方撤场，协商终止")
    made["paid"].found_hidden = True
    session.add(made["paid"])
    session.flush()
    return made


def test_the_sums_say_what_is_missing(
    session: Session, here: Neighbourhood, several: dict[str, Contract]
) -> None:
    assert sums(session, here.fengyuan.path, TODAY) == Sums(
        arrears_fen=2_000_00 + 12_000_00 + 3_000_00,
        late=3,
        due_fen=(6 + 12 + 6 + 3 + 6) * 1_000_00,
        received_fen=22_000_00,
        soon_fen=(3 + 6 + 3) * 1_000_00 + 100_00,
        soon=4,
        expiring=1,
        drafts=1,
        hidden=1,
        hidden_received_fen=6_000_00,
        active=5,
        all=7,
    )
    assert sums(session, here.places["zhelu"].path, TODAY).all == 7
    assert sums(session, here.places["qinghe"].path, TODAY) == Sums()


def test_lists_show_what_is_asked_for_and_the_largest_arrears_first(
    session: Session, here: Neighbourhood, several: dict[str, Contract]
) -> None:
    path = here.fengyuan.path
    assert shown(session, path)[:3] == ["later", "over", "late"]
    assert shown(session, path, Show.ARREARS) == ["later", "over", "late"]
    assert shown(session, path, Show.DRAFT) == ["draft"]
    assert shown(session, path, Show.ENDED) == ["over"]
    assert shown(session, path, Show.HIDDEN) == ["paid"]
    assert shown(session, path, Show.EXPIRING) == ["ends"]
    assert set(shown(session, path, Show.SOON)) == {"late", "later", "paid", "soon"}
    assert shown(session, path, words="late") == ["later", "late"]
    assert len(shown(session, path, words="分众")) == 7
    assert shown(session, path, words="100%") == []
    assert shown(session, path, head="G01") == []
    assert shown(session, here.places["qinghe"].path) == []


def test_a_row_says_since_when_it_is_late_and_what_comes_next(
    session: Session, here: Neighbourhood, several: dict[str, Contract]
) -> None:
    found = {row.number: row for row in contracts(session, Wanted(here.fengyuan.path), TODAY)}
    late, draft, ends = found["late"], found["draft"], found["ends"]
    assert (late.arrears_fen, late.late_since) == (2_000_00, date(2026, 4, 1))
    assert (late.next_on, late.next_fen) == (date(2026, 7, 1), 3_000_00)
    assert (late.received_fen, late.whole_fen, late.compound) == (4_000_00, 12_000_00, "枫园小区")
    assert (draft.state, draft.arrears_fen, draft.late_since) == (ContractState.DRAFT, 0, None)
    assert (ends.runs_out, ends.next_on) == (True, None)


def test_the_due_day_itself_is_in_time(session: Session, here: Neighbourhood, book: Book) -> None:
    active(session, here, book, dues=(Due(TODAY, 100),))
    assert sums(session, here.fengyuan.path, TODAY).arrears_fen == 0
    assert sums(session, here.fengyuan.path, TODAY + timedelta(days=1)).arrears_fen == 100


def test_a_contract_that_is_renewed_no_longer_runs_out(
    session: Session, here: Neighbourhood, several: dict[str, Contract]
) -> None:
    term = quarterly(
        "next",
        starts_on=date(2026, 8, 2),
        ends_on=date(2027, 8, 1),
        dues=(Due(date(2026, 8, 2), 100),),
    )
    after = renew_contract(session, here.wu, several["ends"].id or 0, term)
    assert sums(session, here.fengyuan.path, TODAY).expiring == 0
    told = sheet(session, several["ends"].id or 0, TODAY)
    assert told is not None and told.renewed_by == (after.id, "next") and not told.row.runs_out
    told = sheet(session, after.id or 0, TODAY)
    assert told is not None and told.renews == (several["ends"].id, "ends")


def test_a_sheet_tells_each_instalment_with_the_entries_that_paid_it(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    contract = active(session, here, book)
    entry = paid(session, here, book, contract, 4_000_00)
    third = instalments(session, [contract.id or 0])[contract.id or 0][2]
    waive_instalment(session, here.wu, third.id, 500_00, "停电两周，按天减免")
    told = sheet(session, contract.id or 0, TODAY)
    assert told is not None
    assert [line.paid.paid_fen for line in told.lines] == [3_000_00, 1_000_00, 0, 0]
    assert [line.numbers for line in told.lines] == [(entry.number,), (entry.number,), (), ()]
    assert told.lines[2].waived_reason == "停电两周，按天减免"
    assert (told.open_fen, told.over_fen) == (7_500_00, 0)
    assert told.entries == ((entry.id, entry.number),)
    assert sheet(session, 999, TODAY) is None


def test_who_writes_a_receipt_is_offered_what_may_take_it(
    session: Session, here: Neighbourhood, book: Book, several: dict[str, Contract]
) -> None:
    offered = [each.number for each in taking_receipts(session, book.id or 0, TODAY)]
    assert offered == ["later", "over", "late", "ends", "paid", "soon"]


def test_the_votes_a_contract_may_rest_on(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    vote(session, here, "电梯广告", matter=9)
    good = vote(session, here, "快递柜进场")
    assert [each.id for each in votes(session, here.fengyuan.path)] == [good.id]
    assert votes(session, here.places["qinghe"].path) == []


def test_contracts_are_written_down_where_books_are_kept(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    found = keeping(session, here.fengyuan.id or 0)
    assert found is not None and found.book_id == book.id
    assert found.heads[:2] == ("G01", "G02")
    assert keeping(session, here.places["qinghe"].id or 0) is None
