"""Who approves at the same moment shares no fen of a decision."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlmodel import col

from db import session as database
from models.base import clock_at
from models.ledger import Entry
from rules.refusal import Refused
from services.ledger.drafting import draft_entry
from services.ledger.posting import approve_draft
from services.ledger.reversal import reverse_entry
from services.spending.drawn import payments, total
from tests.emptied import NOON
from tests.ledgers import DAY, opened, opening, payment, posted
from tests.neighbourhood import Neighbourhood
from tests.spendings import walked

DRAFTS = 6


def test_drafts_approved_at_once_are_posted_as_far_as_the_decision_goes(
    here: Neighbourhood,
) -> None:
    with clock_at(NOON), database.transaction() as session:
        book = opened(session, here)
        posted(session, here, book, opening(10_000_000))
        spending = walked(session, here, book)
        spending_id, most = spending.id or 0, spending.asked_fen
        part = replace(payment(most // 2, name=spending.payee), spending_id=spending_id)
        drafts = [draft_entry(session, here.wu, book.id or 0, part).id or 0 for _ in range(DRAFTS)]
        for draft_id in drafts:
            approve_draft(session, here.lin, draft_id)

    def approve(draft_id: int) -> str:
        with clock_at(NOON):
            try:
                with database.transaction() as session:
                    approve_draft(session, here.tang, draft_id)
            except Refused as refusal:
                return refusal.sentence
            return "posted"

    with ThreadPoolExecutor(DRAFTS) as pool:
        told = list(pool.map(approve, drafts))
    assert told.count("posted") == 2
    with database.glance() as session:
        assert total(payments(session, col(Entry.spending_id) == spending_id)) == most


def test_an_entry_taken_back_twice_at_once_is_taken_back_once(here: Neighbourhood) -> None:
    with clock_at(NOON), database.transaction() as session:
        entry_id = posted(session, here, opened(session, here), opening(100)).id or 0

    def take_back(_: int) -> str:
        with clock_at(NOON):
            try:
                with database.transaction() as session:
                    reverse_entry(session, here.wu, entry_id, DAY, "期初余额写错了")
            except Refused as refusal:
                return refusal.sentence
            return "drafted"

    with ThreadPoolExecutor(DRAFTS) as pool:
        assert list(pool.map(take_back, range(DRAFTS))).count("drafted") == 1
