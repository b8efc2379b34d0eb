"""A line of the bank and a line of the books are tied once, to the fen, by somebody who may."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from models.bank import BankAccount, BankLine, BankMatch
from models.ledger import Entry
from rules.refusal import Refused
from services.bank.matching import (
    match_lines,
    set_lines_aside,
    take_line_back,
    unmatch_line,
)
from services.bank.reading import line_counts, matched_lines, set_aside_lines, suggested
from services.ledger.drafting import draft_entry
from tests import ledgers
from tests.banks import banked, brought, lines, side_of
from tests.neighbourhood import Neighbourhood

JUNE = date(2026, 6, 30)


@pytest.fixture
def both(session: Session, here: Neighbourhood) -> tuple[BankAccount, list[BankLine], Entry]:
    """A bank account with a statement, and one entry of the same money as its first line."""
    book, account = banked(session, here)
    brought(session, here, account)
    entry = ledgers.posted(session, here, book, ledgers.receipt(120_000))
    return account, lines(session, account), entry


Both = tuple[BankAccount, list[BankLine], Entry]


def test_what_is_suggested_can_be_matched(
    session: Session, here: Neighbourhood, both: Both
) -> None:
    account, found, entry = both
    (one,) = suggested(session, account.id or 0, JUNE)
    assert (one.pair.bank_id, one.number, one.pair.sure) == (found[0].id, entry.number, True)
    assert match_lines(session, here.wu, account.id or 0, [(one.pair.bank_id, one.pair.book_id)])
    assert suggested(session, account.id or 0, JUNE) == []
    assert line_counts(session, account.id or 0) == (4, 1)
    assert matched_lines(session, account.id or 0) == [(found[0], entry)]


def test_only_the_same_money_of_the_same_account_is_matched_and_only_once(
    session: Session, here: Neighbourhood, both: Both
) -> None:
    account, found, entry = both
    side = side_of(session, entry, account)
    ids = [line.id or 0 for line in found]

    def refused(pairs: list[tuple[int, int]], sentence: str) -> None:
        with pytest.raises(Refused, match=sentence):
            match_lines(session, here.wu, account.id or 0, pairs)

    refused([(ids[1], side)], "differ in their sum")
    refused([(ids[0], side + 1)], "no such line in this account")
    refused([(99_999, side)], "no such line in the statements")
    refused([(ids[0], side), (ids[0], side)], "once only")
    refused([], "between 1 and")
    match_lines(session, here.wu, account.id or 0, [(ids[0], side)])
    refused([(ids[0], side)], "matched already")
    assert len(session.exec(select(BankMatch)).all()) == 1


def test_a_match_can_be_taken_back_until_the_period_is_closed(
    session: Session, here: Neighbourhood, both: Both
) -> None:
    account, found, entry = both
    first = found[0].id or 0
    with pytest.raises(Refused, match="matched with nothing"):
        unmatch_line(session, here.wu, first)
    match_lines(session, here.wu, account.id or 0, [(first, side_of(session, entry, account))])
    unmatch_line(session, here.wu, first)
    assert session.exec(select(BankMatch)).all() == []


def test_a_line_stands_alone_for_a_reason(
    session: Session, here: Neighbourhood, both: Both
) -> None:
    account, found, entry = both
    first = found[0].id or 0
    with pytest.raises(Refused, match="Say why"):
        set_lines_aside(session, here.wu, [first], " ")
    assert set_lines_aside(session, here.wu, [first], "银行误记，次日冲回") == 1
    assert [line.id for line in set_aside_lines(session, account.id or 0)] == [first]
    with pytest.raises(Refused, match="set aside"):
        match_lines(session, here.wu, account.id or 0, [(first, side_of(session, entry, account))])
    take_line_back(session, here.wu, first)
    with pytest.raises(Refused, match="not set aside"):
        take_line_back(session, here.wu, first)


def test_what_is_matched_cannot_be_set_aside(
    session: Session, here: Neighbourhood, both: Both
) -> None:
    account, found, entry = both
    first = found[0].id or 0
    match_lines(session, here.wu, account.id or 0, [(first, side_of(session, entry, account))])
    with pytest.raises(Refused, match="matched already"):
        set_lines_aside(session, here.wu, [first], "不用入账")


def test_an_entry_made_from_a_line_is_matched_when_it_is_posted(
    session: Session, here: Neighbourhood, both: Both
) -> None:
    account, found, entry = both
    line = found[2]
    content = replace(ledgers.receipt(30_000, head="G03"), day=line.day, purpose="摊位费")
    draft = draft_entry(session, here.wu, entry.book_id, content, bank_line_id=line.id)
    made = ledgers.approved(session, here, draft.id or 0)
    match = session.exec(select(BankMatch)).one()
    assert (match.bank_line_id, match.entry_line_id) == (line.id, side_of(session, made, account))


def test_an_entry_that_was_changed_on_the_way_is_not_matched(
    session: Session, here: Neighbourhood, both: Both
) -> None:
    _account, found, entry = both
    content = ledgers.receipt(29_900)
    draft = draft_entry(session, here.wu, entry.book_id, content, bank_line_id=found[2].id)
    ledgers.approved(session, here, draft.id or 0)
    assert session.exec(select(BankMatch)).all() == []


def test_an_auditor_reads_and_ties_nothing(
    session: Session, here: Neighbourhood, both: Both
) -> None:
    account, found, entry = both
    pair = (found[0].id or 0, side_of(session, entry, account))
    for act in (
        lambda: match_lines(session, here.shen, account.id or 0, [pair]),
        lambda: unmatch_line(session, here.shen, pair[0]),
        lambda: set_lines_aside(session, here.shen, [pair[0]], "不用入账"),
        lambda: take_line_back(session, here.shen, pair[0]),
    ):
        with pytest.raises(Refused, match="role does not allow"):
            act()
