"""Posting the accounts: closed first, by somebody else, once, bound into the log."""

import json
from datetime import timedelta

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from db.session import transaction
from models.base import clock_at
from models.disclosure import Disclosure
from models.ledger import Period
from models.log import Checkpoint, Leaf, LeafKind, LogKey
from models.notice import Notice, NoticeKind
from rules.log.checkpoint import read
from rules.log.note import verifier
from rules.notice import text_hash
from rules.refusal import Refused
from services.book import the_book
from services.disclosure.publishing import publish_accounts
from services.disclosure.sheet import posted, statement
from services.ledger.period import answer_reopening, ask_reopening, close_period
from tests.ledgers import posted as posted_entry
from tests.ledgers import receipt
from tests.neighbourhood import Neighbourhood
from tests.posted import APRIL, QUARTER, hung, quarter


def test_what_is_posted_is_what_the_books_say(session: Session, here: Neighbourhood) -> None:
    made, _spent = hung(session, here)
    (revenue,) = made.body["funds"]
    assert revenue["opening_fen"] == 100_000
    assert (revenue["income_fen"], revenue["net_fen"], revenue["expense_fen"]) == (
        80_000,
        80_000,
        30_000,
    )
    assert revenue["closing_fen"] == 150_000
    (parking,) = revenue["income"]
    assert (parking["head"], parking["name"], parking["last_fen"]) == (
        "G01",
        "公共停车位场地使用费",
        None,
    )
    assert made.body["papers"] == {"entries": 3, "first": 1, "last": 3, "bare": 2}
    assert made.sha256 == text_hash(made.body)
    assert made.due_on.isoformat() == "2026-04-30"


def test_the_leaf_binds_the_entries_to_the_posted_balance(
    session: Session, here: Neighbourhood
) -> None:
    made, _spent = hung(session, here)
    wanted = select(Leaf).where(Leaf.kind == LeafKind.STATEMENT)
    leaf = session.exec(wanted).one()
    told = json.loads(leaf.body)
    assert leaf.index == made.leaf_index
    assert told["statement"] == made.sha256
    assert told["entries"] == {"entries": 3, "first": 1, "last": 3}
    (fund,) = told["funds"]
    reached = fund["opening_fen"] + fund["income_fen"] - fund["cost_fen"] - fund["expense_fen"]
    assert reached + fund["moved_fen"] == fund["closing_fen"]


def test_the_checkpoint_on_the_paper_covers_the_leaf(session: Session, here: Neighbourhood) -> None:
    made, _spent = hung(session, here)
    kept = session.get_one(Checkpoint, made.checkpoint_id)
    notice = session.get_one(Notice, made.notice_id)
    assert notice.kind is NoticeKind.ACCOUNTS
    assert notice.body["checkpoint"] == kept.note
    at, signed = read(notice.body["checkpoint"])
    assert at.size == made.leaf_index + 1
    key = session.get_one(LogKey, kept.key_id)
    assert signed.signed_by(verifier(key.verifier))
    assert notice.body["key"] == key.verifier
    assert text_hash(notice.body["figures"]) == made.sha256
    shown = json.dumps(notice.body["sections"], ensure_ascii=False)
    for words in ("期末结余", "¥ 1,500.00", "公共停车位场地使用费", key.verifier):
        assert words in shown


def test_the_notice_hangs_as_long_as_the_law_asks(session: Session, here: Neighbourhood) -> None:
    made, _spent = hung(session, here)
    notice = session.get_one(Notice, made.notice_id)
    assert notice.posted_until >= notice.posted_at + timedelta(days=30)
    assert notice.title == "枫园小区公共收益收支公示（2026 年 1 月 1 日至 2026 年 3 月 31 日）"


def test_only_a_closed_period_is_posted(session: Session, here: Neighbourhood) -> None:
    _book, period, _spent = quarter(session, here)
    later = select(Period).where(Period.number == 2)
    with pytest.raises(Refused, match="Close the period first"):
        publish_accounts(session, here.wu, session.exec(later).one().id or 0)
    with pytest.raises(Refused, match="no such period"):
        publish_accounts(session, here.wu, 999)
    assert publish_accounts(session, here.wu, period.id or 0).version == 1


def test_closing_and_posting_are_done_by_two(session: Session, here: Neighbourhood) -> None:
    _book, period, _spent = quarter(session, here)
    with pytest.raises(Refused, match="somebody else posts"):
        publish_accounts(session, here.lin, period.id or 0)
    publish_accounts(session, here.tang, period.id or 0)


def test_the_same_accounts_are_posted_once(session: Session, here: Neighbourhood) -> None:
    made, _spent = hung(session, here)
    with pytest.raises(Refused, match="posted already"):
        publish_accounts(session, here.tang, made.period_id)
    assert len(session.exec(select(Disclosure)).all()) == 1


def test_accounts_opened_again_are_posted_again_beside_the_first(
    session: Session, here: Neighbourhood
) -> None:
    first, _spent = hung(session, here)
    with clock_at(APRIL + timedelta(days=1)):
        asked = ask_reopening(session, here.wu, first.period_id, "漏记一笔广告收入")
        answer_reopening(session, here.lin, asked.period_id, True)
        book = the_book(session, first.book_id)
        posted_entry(session, here, book, receipt(50_00, "G02", QUARTER))
        with pytest.raises(Refused, match="Close the period first"):
            publish_accounts(session, here.wu, first.period_id)
        close_period(session, here.lin, first.period_id)
        second = publish_accounts(session, here.wu, first.period_id)
    assert second.version == 2
    assert second.body["funds"][0]["closing_fen"] == 155_000
    assert first.body["funds"][0]["closing_fen"] == 150_000
    sheet = posted(session, first.id or 0)
    assert sheet is not None
    assert not sheet.latest
    assert "更正" in session.get_one(Notice, second.notice_id).title


def test_what_is_posted_cannot_be_changed(here: Neighbourhood) -> None:
    with transaction() as session:
        made, _spent = hung(session, here)
    with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
        row = session.exec(select(Disclosure).where(col(Disclosure.id) == made.id)).one()
        row.sha256 = "0" * 64
        session.add(row)


def test_the_preview_says_what_will_be_posted(session: Session, here: Neighbourhood) -> None:
    book, period, _spent = quarter(session, here)
    before = statement(session, book.id or 0, period.id or 0)
    made = publish_accounts(session, here.wu, period.id or 0)
    after = posted(session, made.id or 0)
    assert before is not None
    assert after is not None
    assert before.body == after.body
    assert (before.id, after.id) == (None, made.id)
    assert statement(session, 999, period.id or 0) is None
    assert posted(session, 999) is None
