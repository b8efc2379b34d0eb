"""An entry is written by one and approved by others; then it stands for ever."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from models.ledger import (
    AccountKind,
    DraftState,
    Entry,
    EntryLine,
    Party,
    PartyKind,
    Turnover,
)
from models.log import Leaf
from rules.ledger.entry import Counterparty, Line
from rules.refusal import Refused
from services.ledger import desk
from services.ledger.chart import accounts
from services.ledger.drafting import draft_entry, withdraw_draft
from services.ledger.posting import approve_draft, refuse_draft
from services.ledger.reversal import reverse_entry
from tests.ledgers import BANK, DAY, OPENED, approved, opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.spendings import covered


def test_what_one_wrote_another_approves_and_then_it_stands(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    draft = draft_entry(session, here.wu, book.id or 0, receipt(120_00))
    assert session.exec(select(func.count()).select_from(Entry)).one() == 0
    with pytest.raises(Refused, match="yourself"):
        approve_draft(session, here.wu, draft.id or 0)
    done = approve_draft(session, here.lin, draft.id or 0)
    entry = session.get_one(Entry, done.entry_id)
    assert (entry.number, entry.head, entry.amount_fen) == (1, "G01", 120_00)
    assert (entry.posted_by, entry.approved_by) == (here.wu.member_id, here.lin.member_id)
    with pytest.raises(Refused, match="decided already"):
        approve_draft(session, here.tang, draft.id or 0)


def test_a_payment_takes_two_beside_the_one_who_wrote_it(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, opening(1_000_00))
    content = covered(session, here, book, payment(80_00))
    draft = draft_entry(session, here.wu, book.id or 0, content)
    once = approve_draft(session, here.lin, draft.id or 0)
    assert (once.state, once.entry_id) == (DraftState.PENDING, None)
    with pytest.raises(Refused, match="second person"):
        approve_draft(session, here.lin, draft.id or 0)
    twice = approve_draft(session, here.tang, draft.id or 0)
    assert twice.state is DraftState.POSTED
    leaf = session.exec(select(Leaf).order_by(col(Leaf.index).desc())).first()
    assert leaf is not None
    by = [f"member:{who.member_id}" for who in (here.lin, here.tang)]
    assert json.loads(leaf.body)["approved_by"] == by


def test_the_leaf_says_all_of_it_and_no_name_of_a_person(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    person = Counterparty(PartyKind.PERSON, "周建国")
    entry = posted(session, here, book, replace(receipt(50_00), party=person))
    leaf = session.exec(select(Leaf).where(Leaf.index == entry.leaf_index)).one()
    assert "周建国" not in leaf.body
    body = json.loads(leaf.body)
    assert body["lines"] == [
        {"account": BANK, "fen": 5000},
        {"account": "Income:G01", "fen": -5000},
    ]
    party = session.exec(select(Party)).one()
    assert (party.shown, body["party"]) == ("周**", {"person": party.commitment})
    again = posted(session, here, book, replace(receipt(60_00), party=person))
    assert again.party_id == entry.party_id


def test_numbers_have_no_gap_whatever_was_refused(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    for fen in (1, 2, 3):
        draft = draft_entry(session, here.wu, book.id or 0, receipt(fen))
        if fen == 2:
            refuse_draft(session, here.lin, draft.id or 0, "金额不对，请核对")
        else:
            approve_draft(session, here.lin, draft.id or 0)
    withdrawn = draft_entry(session, here.wu, book.id or 0, receipt(4))
    withdraw_draft(session, here.wu, withdrawn.id or 0)
    assert list(session.exec(select(Entry.number).order_by(col(Entry.number)))) == [1, 2]


def test_turnovers_say_what_the_lines_say(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    posted(session, here, book, opening(900))
    posted(session, here, book, receipt(100))
    posted(session, here, book, receipt(100, day=date(2026, 2, 1)))
    kept = session.exec(select(Turnover.debit_fen - Turnover.credit_fen))
    assert sum(kept) == 0
    lines = select(func.sum(EntryLine.amount_fen)).where(EntryLine.amount_fen > 0)
    debits = session.exec(select(func.sum(Turnover.debit_fen))).one()
    assert int(debits) == int(session.exec(lines).one() or 0) == 1_100


def test_a_reversal_mirrors_its_entry_and_is_linked_to_it(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    entry = posted(session, here, book, receipt(77_00))
    draft = reverse_entry(session, here.wu, entry.id or 0, DAY, "金额写错了")
    with pytest.raises(Refused, match="waits for approval already"):
        reverse_entry(session, here.wu, entry.id or 0, DAY, "金额写错了")
    reversal = approved(session, here, draft.id or 0)
    assert (reversal.reverses_id, reversal.head) == (entry.id, entry.head)
    total = session.exec(select(func.sum(Turnover.debit_fen - Turnover.credit_fen))).one()
    assert total == 0
    for wrong, why in ((entry, "reversed already"), (reversal, "not reversed")):
        with pytest.raises(Refused, match=why):
            reverse_entry(session, here.wu, wrong.id or 0, DAY, "再来一次")


@pytest.mark.parametrize("table", ["entry", "entry_line", "leaf", "node"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_no_door_leads_around_the_triggers(
    session: Session, here: Neighbourhood, table: str, verb: str
) -> None:
    book = opened(session, here)
    posted(session, here, book, receipt(1))
    session.flush()
    with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
        session.connection().execute(text(verb.format(table)))


UNBALANCED = (Line(BANK, 100), Line("Income:G01", -99))
TWO_HEADS = (Line(BANK, 200), Line("Income:G01", -100), Line("Income:G02", -100))
NETTED = (Line(BANK, 80), Line("Expenses:Cost:G01", 20), Line("Income:G01", -100))
ACROSS = (Line(BANK, -100), Line("Assets:Bank:Maintenance", 100))
HUGE = (Line(BANK, 10**15), Line("Income:G01", -(10**15)))
UPSIDE_DOWN = (Line(BANK, -100), Line("Income:G01", 100))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"lines": UNBALANCED}, "differ by ¥0.01"),
        ({"lines": TWO_HEADS}, "one head"),
        ({"lines": NETTED}, "netted"),
        ({"lines": ACROSS}, "by itself"),
        ({"lines": HUGE}, "beyond all reason"),
        ({"lines": UPSIDE_DOWN}, "netted"),
        ({"lines": UNBALANCED[:1]}, "two to"),
        ({"lines": (Line("Assets:Nowhere", 1), Line(BANK, -1))}, "no open account"),
        ({"party": None}, "who paid"),
        ({"purpose": " "}, "what it was for"),
        ({"purpose": "停车费 13800138000"}, "leave out telephone"),
        ({"document": "37150219900307123X"}, "leave out telephone"),
        ({"day": OPENED - timedelta(days=1)}, "begin on"),
        ({"day": date(2099, 1, 1)}, "still to come"),
        ({"contract_id": 99}, "not in these books"),
        ({"voucher_ids": (99,)}, "not in these books"),
        ({"claim_id": 99}, "not in these books"),
    ],
)
def test_what_is_not_sound_is_refused_and_the_books_stay_as_they_were(
    session: Session, here: Neighbourhood, change: dict[str, object], why: str
) -> None:
    book = opened(session, here)
    with pytest.raises(Refused, match=why):
        draft_entry(session, here.wu, book.id or 0, replace(receipt(100), **change))
    assert book.entry_count == 0


@pytest.mark.parametrize("who", ["chen", "zhou", "qin", "shen", "lin", "wai", "guan"])
def test_only_those_entrusted_write(session: Session, here: Neighbourhood, who: str) -> None:
    book = opened(session, here)
    with pytest.raises(Refused, match="role"):
        draft_entry(session, getattr(here, who), book.id or 0, receipt(1))


@pytest.mark.parametrize("who", ["chen", "zhou", "ma", "qin", "shen", "wai", "guan"])
def test_only_those_entrusted_approve(session: Session, here: Neighbourhood, who: str) -> None:
    book = opened(session, here)
    draft = draft_entry(session, here.wu, book.id or 0, receipt(1))
    for act in (approve_draft, lambda *given: refuse_draft(*given, "不同意这样记")):
        with pytest.raises(Refused, match="role"):
            act(session, getattr(here, who), draft.id or 0)


def test_every_income_has_its_cost_beside_it(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)

    kept = accounts(session, book.id or 0)
    heads = {a.head for a in kept if a.kind is AccountKind.INCOME and a.head.startswith("G")}
    costs = {a.head for a in kept if a.kind is AccountKind.COST}
    assert heads == costs
    assert len(heads) == 8


def test_the_desk_offers_what_a_payment_may_rest_on(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    assert desk.covers(session, book.id or 0, DAY) == []
    covered(session, here, book, payment(80_00))
    offered = desk.covers(session, book.id or 0, DAY)
    assert [(one.column, one.head) for one in offered] == [("standing_id", "E04")]
