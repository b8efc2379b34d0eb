"""What is due, posted and late, for the compound and for its street."""

from datetime import date, timedelta

from sqlmodel import Session

from models.base import clock_at
from rules.disclosure.clock import ClockState
from services.disclosure.objection import raise_objection
from services.disclosure.publishing import publish_accounts
from services.disclosure.reading import shelves
from services.ledger.opening import open_book
from services.ledger.period import answer_reopening, ask_reopening, close_period
from tests.neighbourhood import Neighbourhood
from tests.posted import APRIL, hung, owning, quarter

IN_TIME, LATE = date(2026, 4, 20), date(2026, 5, 8)


def test_a_quarter_is_due_then_late_then_posted(session: Session, here: Neighbourhood) -> None:
    _book, period, _spent = quarter(session, here)
    (shelf,) = shelves(session, "/", IN_TIME)
    assert [term.clock.state for term in shelf.terms] == [ClockState.DUE, ClockState.RUNNING]
    assert (shelf.place, shelf.terms[0].closed) == ("枫园小区", True)
    (shelf,) = shelves(session, "/", LATE)
    assert shelf.pressing is not None
    assert (shelf.pressing.clock.state, shelf.pressing.clock.days_late) == (ClockState.LATE, 8)
    with clock_at(APRIL + timedelta(days=18)):
        made = publish_accounts(session, here.wu, period.id or 0)
    (shelf,) = shelves(session, "/", LATE)
    first = shelf.terms[0]
    assert (first.clock.state, first.disclosure_id) == (ClockState.POSTED, made.id)
    assert first.clock.days_late == 8  # everybody sees that it was late
    assert shelf.pressing is None
    (shelf,) = shelves(session, "/", date(2026, 6, 20))
    assert shelf.terms[0].clock.state is ClockState.OVER


def test_periods_in_which_nobody_did_anything_are_due_too(
    session: Session, here: Neighbourhood
) -> None:
    open_book(session, here.wu, here.fengyuan.id or 0, date(2025, 1, 1))
    (shelf,) = shelves(session, "/", date(2026, 6, 10))
    assert shelf.count(ClockState.LATE) == 5
    assert shelf.terms[0].span.number == 1
    assert shelf.terms[0].period_id is None


def test_who_is_late_stands_on_top_and_the_street_sees_all(
    session: Session, here: Neighbourhood
) -> None:
    hung(session, here)
    open_book(session, here.lin, here.places["qinghe"].id or 0, date(2026, 1, 1))
    found = shelves(session, here.places["zhelu"].path, date(2026, 5, 8))
    assert [shelf.place for shelf in found] == ["清河里", "枫园小区"]
    assert [shelf.place for shelf in shelves(session, here.fengyuan.path, LATE)] == ["枫园小区"]


def test_a_correction_hangs_anew_but_was_not_late(session: Session, here: Neighbourhood) -> None:
    made, _spent = hung(session, here)
    with clock_at(APRIL + timedelta(days=60)):
        asked = ask_reopening(session, here.wu, made.period_id, "漏记一笔收入")
        answer_reopening(session, here.lin, asked.period_id, True)
        (shelf,) = shelves(session, "/", date(2026, 6, 19))
        assert not shelf.terms[0].closed
        close_period(session, here.lin, made.period_id)
        publish_accounts(session, here.wu, made.period_id)
    (shelf,) = shelves(session, "/", date(2026, 6, 25))
    term = shelf.terms[0]
    assert (term.clock.state, term.clock.days_late, term.version) == (ClockState.POSTED, 0, 2)


def test_objections_that_wait_are_counted(session: Session, here: Neighbourhood) -> None:
    owning(session, here)
    made, _spent = hung(session, here)
    raise_objection(session, here.zhou, made.id or 0, "请公开停车费明细。")
    (shelf,) = shelves(session, "/", IN_TIME)
    assert shelf.open_objections == 1
