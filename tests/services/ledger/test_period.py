"""A period is closed in order, and opened again only by two."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from db import session as database
from models.base import clock_at
from models.ledger import Period, PeriodAct, PeriodActKind
from rules.permission import Visitor
from rules.refusal import Refused
from services.ledger.drafting import draft_entry
from services.ledger.excuse import approve_excuse, excuse_voucher
from services.ledger.period import answer_reopening, ask_reopening, close_period
from tests.emptied import NOON
from tests.ledgers import opened, posted, receipt
from tests.neighbourhood import Neighbourhood

FIRST, SECOND = date(2026, 2, 1), date(2026, 5, 1)


def periods(session: Session) -> list[Period]:
    return list(session.exec(select(Period).order_by(Period.number)))  # type: ignore[arg-type]


def test_a_closed_period_takes_nothing_any_more(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here)
    posted(session, here, book, receipt(100, day=FIRST))
    first = periods(session)[0]
    assert (first.starts_on, first.ends_on) == (date(2026, 1, 1), date(2026, 3, 31))
    close_period(session, here.wu, first.id or 0)
    with pytest.raises(Refused, match="Post into an open one"):
        draft_entry(session, here.wu, book.id or 0, receipt(1, day=FIRST))
    with pytest.raises(Refused, match="closed already"):
        close_period(session, here.lin, first.id or 0)
    assert [p.number for p in periods(session)] == [1, 2]


def test_a_quarter_without_entries_is_a_period_too(session: Session, here: Neighbourhood) -> None:
    book = opened(session, here, date(2025, 11, 20))
    posted(session, here, book, receipt(100, day=SECOND))
    spans = [(p.number, p.starts_on, p.ends_on) for p in periods(session)]
    assert spans == [
        (1, date(2025, 11, 20), date(2025, 12, 31)),
        (2, date(2026, 1, 1), date(2026, 3, 31)),
        (3, date(2026, 4, 1), date(2026, 6, 30)),
    ]


def test_a_draft_that_waited_is_not_posted_into_a_period_closed_since(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, receipt(100, day=FIRST))
    draft_entry(session, here.wu, book.id or 0, receipt(5, day=FIRST))
    with pytest.raises(Refused, match="1 drafts"):
        close_period(session, here.wu, periods(session)[0].id or 0)


def test_periods_close_in_order_and_not_before_their_end(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, receipt(100, day=FIRST))
    posted(session, here, book, receipt(100, day=SECOND))
    first, second = periods(session)
    with pytest.raises(Refused, match="runs until"):
        close_period(session, here.wu, second.id or 0)
    with clock_at(NOON.replace(month=8)):
        with pytest.raises(Refused, match="earlier period"):
            close_period(session, here.wu, second.id or 0)
        close_period(session, here.wu, first.id or 0)
        close_period(session, here.wu, second.id or 0)


def test_an_entry_that_nothing_proves_blocks_closing_until_its_reason_is_approved(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)

    bare = replace(receipt(100, day=FIRST), no_voucher_reason="")
    entry = posted(session, here, book, bare)
    first = periods(session)[0].id or 0
    with pytest.raises(Refused, match="no voucher"):
        close_period(session, here.wu, first)
    excuse_voucher(session, here.wu, entry.id or 0, "付款方不开票")
    with pytest.raises(Refused, match="yourself"):
        approve_excuse(session, here.wu, entry.id or 0, "付款方不开票")
    with pytest.raises(Refused, match="changed while you looked"):
        approve_excuse(session, here.lin, entry.id or 0, "付款方已开票")
    with pytest.raises(Refused, match="no voucher"):
        close_period(session, here.wu, first)
    approve_excuse(session, here.lin, entry.id or 0, "付款方不开票")
    close_period(session, here.wu, first)


def test_reopening_takes_two_and_starts_with_the_last(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, receipt(100, day=FIRST))
    posted(session, here, book, receipt(100, day=SECOND))
    first, second = (p.id or 0 for p in periods(session))
    with clock_at(NOON.replace(month=8)):
        close_period(session, here.wu, first)
        close_period(session, here.wu, second)
        with pytest.raises(Refused, match="later period"):
            ask_reopening(session, here.wu, first, "漏记一笔收入")
        with pytest.raises(Refused, match="Nobody has asked"):
            answer_reopening(session, here.lin, second, True)
        ask_reopening(session, here.wu, second, "漏记一笔收入")
        with pytest.raises(Refused, match="waits for an answer"):
            ask_reopening(session, here.lin, second, "漏记一笔收入")
        with pytest.raises(Refused, match="yourself"):
            answer_reopening(session, here.wu, second, True)
        done = answer_reopening(session, here.lin, second, True)
        assert done.kind is PeriodActKind.REOPENED
        posted(session, here, book, receipt(5, day=SECOND))


def test_a_refused_reopening_leaves_the_period_closed(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, receipt(100, day=FIRST))
    first = periods(session)[0]
    close_period(session, here.wu, first.id or 0)
    ask_reopening(session, here.wu, first.id or 0, "漏记一笔收入")
    answer_reopening(session, here.lin, first.id or 0, False, "没有依据")
    assert first.closed_at is not None


@pytest.mark.parametrize("who", ["chen", "zhou", "ma", "shi", "qin", "shen", "wai"])
def test_only_those_entrusted_close(session: Session, here: Neighbourhood, who: str) -> None:
    book = opened(session, here)
    posted(session, here, book, receipt(100, day=FIRST))
    with pytest.raises(Refused, match="role"):
        close_period(session, getattr(here, who), periods(session)[0].id or 0)


def test_of_two_who_close_at_once_one_is_told_that_it_is_closed(here: Neighbourhood) -> None:
    with database.transaction() as session:
        posted(session, here, opened(session, here), receipt(100, day=FIRST))
        period_id = periods(session)[0].id or 0

    def close(who: Visitor) -> str:
        with clock_at(NOON):
            try:
                with database.transaction() as session:
                    close_period(session, who, period_id)
            except Refused as refusal:
                return str(refusal)
            return "closed"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(close, (here.wu, here.lin)))
    assert told == ["This period is closed already.", "closed"]
    with database.glance() as session:
        assert len(session.exec(select(PeriodAct)).all()) == 1
