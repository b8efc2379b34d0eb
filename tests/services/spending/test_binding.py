"""No payment without a decision that covers it, and none beyond it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models.contract import Contract, ContractState
from models.ledger import Book, EntryKind, PartyKind
from models.spending import Spending
from rules.ledger.entry import Content, Counterparty, Line
from rules.refusal import Refused
from services.ledger.drafting import draft_entry
from services.ledger.posting import approve_draft
from services.ledger.reversal import reverse_entry
from services.party import party
from services.spending.publishing import publish_spending
from services.spending.standing import end_standing
from tests.ledgers import BANK, DAY, approved, opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.spendings import PAPER, SLIDE, asked, leave, walked


def stocked(session: Session, here: Neighbourhood) -> Book:
    """A book with a hundred thousand yuan in it."""
    book = opened(session, here)
    posted(session, here, book, opening(10_000_000))
    return book


def out(spending: Spending, fen: int, day: date = DAY) -> Content:
    """A payment to the slide's repairers under a request."""
    return replace(payment(fen, day=day, name=spending.payee), spending_id=spending.id)


def refused(session: Session, here: Neighbourhood, book: Book, content: Content, why: str) -> None:
    """Nobody can even write it down."""
    with pytest.raises(Refused, match=why):
        draft_entry(session, here.wu, book.id or 0, content)


def test_a_payment_without_a_decision_is_refused(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    refused(session, here, book, payment(100), "No decision covers")
    waiting = asked(session, here, book)
    refused(session, here, book, out(waiting, 100), "four steps are not all passed")


def test_payments_use_a_decision_up_and_never_more(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    spending = walked(session, here, book)
    posted(session, here, book, out(spending, 3_000_000))
    refused(session, here, book, out(spending, 1_860_001), "¥ 18,600.00 are left")
    posted(session, here, book, out(spending, 1_860_000))
    refused(session, here, book, out(spending, 1), "¥ 0.00 are left")


def test_two_drafts_cannot_share_the_same_room(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    spending = walked(session, here, book)
    drafts = [
        draft_entry(session, here.wu, book.id or 0, out(spending, SLIDE.asked_fen)).id or 0
        for _ in range(2)
    ]
    approved(session, here, drafts[0])
    with pytest.raises(Refused, match="are left"):
        approve_draft(session, here.lin, drafts[1])


def test_a_payment_taken_back_gives_its_room_back(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    spending = walked(session, here, book)
    entry = posted(session, here, book, out(spending, SLIDE.asked_fen))
    back = reverse_entry(session, here.wu, entry.id or 0, DAY, "付错了账户")
    approved(session, here, back.id or 0)
    posted(session, here, book, out(spending, SLIDE.asked_fen))


def test_only_the_decided_payee_is_paid_and_only_under_the_decided_head(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    spending = walked(session, here, book)
    other = replace(payment(100, name="别家维修队"), spending_id=spending.id)
    refused(session, here, book, other, "nobody else")
    elsewhere = replace(payment(100, "E06", name=spending.payee), spending_id=spending.id)
    refused(session, here, book, elsewhere, "decided under “E04”")
    wide = replace(out(spending, 100), party=Counterparty(PartyKind.FIRM, " 江城维修队 "))
    assert draft_entry(session, here.wu, book.id or 0, wide).id


def test_a_person_is_paid_under_his_masked_name(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    request = replace(PAPER, payee="周建国", payee_kind=PartyKind.PERSON)
    spending = walked(session, here, book, request)
    content = replace(payment(100, "E03"), spending_id=spending.id)
    him = replace(content, party=Counterparty(PartyKind.PERSON, "周建国"))
    posted(session, here, book, him)
    refused(
        session,
        here,
        book,
        replace(content, party=Counterparty(PartyKind.PERSON, "孙丽")),
        "nobody else",
    )


def test_a_payment_rests_on_one_decision_only(session: Session, here: Neighbourhood) -> None:
    book = stocked(session, here)
    spending, standing = walked(session, here, book), leave(session, here, book)
    both = replace(out(spending, 100), standing_id=standing.id)
    refused(session, here, book, both, "not on several")
    income = replace(receipt(100), spending_id=spending.id)
    refused(session, here, book, income, "Only money that leaves")


def test_an_authorisation_holds_in_its_days_and_bounds(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    standing = leave(session, here, book, each_fen=50_000, period_fen=80_000)
    bound = {"standing_id": standing.id}
    posted(session, here, book, replace(payment(50_000), **bound))
    refused(session, here, book, replace(payment(50_001), **bound), "at a time at most")
    refused(session, here, book, replace(payment(30_001), **bound), "¥ 300.00 are left")
    refused(session, here, book, replace(payment(100, "E06"), **bound), "decided under “E04”")
    before = replace(payment(50_000, day=date(2026, 3, 1)), **bound)
    posted(session, here, book, before)  # another period has room of its own
    standing.starts_on = date(2026, 6, 2)
    session.add(standing)
    refused(session, here, book, replace(payment(100), **bound), "holds from")
    late = replace(payment(100, day=date(2026, 6, 3)), **bound)
    assert draft_entry(session, here.wu, book.id or 0, late).id
    end_standing(session, here.wu, standing.id or 0, "换届后重新授权")
    refused(session, here, book, late, "has ended")


def test_after_the_result_is_published_only_what_it_says_may_be_paid(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    spending = walked(session, here, book)
    entry = posted(session, here, book, out(spending, 1_000_000))
    publish_spending(session, here.lin, spending.id or 0, "滑梯已修好，余款不再支付。")
    refused(session, here, book, out(spending, 1), "are left")
    back = reverse_entry(session, here.wu, entry.id or 0, DAY, "付错了账户")
    approved(session, here, back.id or 0)
    posted(session, here, book, out(spending, 1_000_000))  # a correction is no new spending


def test_money_moves_freely_within_a_fund_and_not_out_of_it(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    within = replace(
        opening(100, DAY),
        kind=EntryKind.TRANSFER,
        lines=(Line("Assets:Cash:Revenue", 100), Line(BANK, -100)),
    )
    assert draft_entry(session, here.wu, book.id or 0, within).id

    def between(source: str, target: str) -> Content:
        lines = (
            Line(f"Assets:Bank:{source}", -100),
            Line(f"Equity:Transfer:{source}", 100),
            Line(f"Assets:Bank:{target}", 100),
            Line(f"Equity:Transfer:{target}", -100),
        )
        return replace(within, lines=lines)

    home = between("Held", "Revenue")
    assert draft_entry(session, here.wu, book.id or 0, home).id
    refused(session, here, book, between("Revenue", "Maintenance"), "No decision covers")
    refused(session, here, book, between("Revenue", "Held"), "not moved to where others")
    top_up = replace(PAPER, use="fund", head="E01", payee="住宅专项维修资金", asked_fen=100)
    spending = walked(session, here, book, top_up)
    covered = replace(between("Revenue", "Maintenance"), spending_id=spending.id)
    posted(session, here, book, covered)
    refused(session, here, book, covered, "are left")


def test_an_opening_below_nothing_is_spending_in_disguise(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    refused(session, here, book, opening(-100), "below nothing")


def test_the_costs_of_a_contract_rest_on_what_it_brought_in(
    session: Session, here: Neighbourhood
) -> None:
    book = stocked(session, here)
    firm = party(session, book.id or 0, Counterparty(PartyKind.FIRM, "电梯广告公司"))
    contract = Contract(
        book_id=book.id,
        path=book.path,
        number="GG-1",
        head="G02",
        title="电梯广告",
        party_id=firm.id,
        starts_on=DAY - timedelta(days=100),
        ends_on=DAY + timedelta(days=300),
        state=ContractState.ACTIVE,
        kept_by=here.wu.member_id,
    )
    session.add(contract)
    session.flush()
    bound = {"contract_id": contract.id}
    cost = replace(
        payment(2_000), lines=(Line("Expenses:Cost:G02", 2_000), Line(BANK, -2_000)), **bound
    )
    refused(session, here, book, cost, "brought in ¥ 0.00")
    posted(session, here, book, replace(receipt(3_000, "G02"), **bound))
    posted(session, here, book, cost)
    refused(session, here, book, cost, "brought in ¥ 30.00")
    refused(session, here, book, replace(payment(100), **bound), "No decision covers")
    wrong = (Line("Expenses:Cost:G01", 100), Line(BANK, -100))
    refused(session, here, book, replace(cost, lines=wrong), "decided under “G02”")
    contract.state = ContractState.DRAFT
    session.add(contract)
    refused(session, here, book, cost, "not in force")
