"""The result is published with every payment; authorisations rest on the owners' own vote."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models.base import clock_at, now
from models.motion import Motion
from models.notice import NoticeKind
from models.spending import SpendingState
from rules.calendar import day_of
from rules.refusal import Refused
from rules.spending.request import Terms
from services.due import settle_due
from services.spending import allowance, reading
from services.spending.publishing import publish_spending
from services.spending.standing import end_standing, record_standing
from tests.ledgers import DAY, opened, opening, payment, posted
from tests.neighbourhood import Neighbourhood
from tests.spendings import PAPER, SLIDE, asked, passed, walked

TEXT = "滑梯已修好，八月一日验收合格。"
TERMS = Terms("零星维修", "upkeep", "E04", 2_000_00, 8_000_00, date(2026, 1, 1), date(2026, 12, 31))


def test_the_result_names_both_chains_and_every_payment(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, opening(10_000_000))
    waiting = asked(session, here, book)
    with pytest.raises(Refused, match="four steps"):
        publish_spending(session, here.lin, waiting.id or 0, TEXT)
    spending = walked(session, here, book)
    content = replace(payment(SLIDE.asked_fen, name=spending.payee), spending_id=spending.id)
    posted(session, here, book, content)
    with pytest.raises(Refused, match="role"):
        publish_spending(session, here.ma, spending.id or 0, TEXT)
    notice = publish_spending(session, here.lin, spending.id or 0, TEXT)
    assert (notice.kind, notice.topic_id) == (NoticeKind.SPENDING, spending.topic_id)
    told = str(notice.body)
    for word in ("提议", "商议", "审议", "决议", "江城维修队", "48,600.00", "owners"):
        assert word.lower() in told.lower(), word
    assert notice.body["figures"] == {"decided_fen": SLIDE.asked_fen, "paid_fen": SLIDE.asked_fen}
    assert spending.state is SpendingState.SETTLED
    decided = session.get_one(Motion, spending.motion_id).decided_at
    assert decided is not None
    assert spending.decided_on == day_of(decided)  # or a warning would call it undecided
    with pytest.raises(Refused, match="already"):
        publish_spending(session, here.lin, spending.id or 0, TEXT)


def test_a_result_that_is_not_published_is_late_for_all_to_see(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, opening(10_000_000))
    spending = walked(session, here, book, PAPER)
    row = reading.spendings(session, book.id or 0).rows[0]
    assert (row.state, row.result_due_on) == (SpendingState.APPROVED, None)
    (cover,) = reading.payable(session, book.id or 0)
    assert (cover.id, cover.left_fen) == (spending.id, PAPER.asked_fen)
    content = replace(payment(PAPER.asked_fen, "E03", name=spending.payee), spending_id=spending.id)
    posted(session, here, book, content)
    row = reading.spendings(session, book.id or 0).rows[0]
    assert (row.paid_fen, row.result_due_on) == (PAPER.asked_fen, date(2026, 6, 15))
    assert set(row.steps) and row.decision is not None and row.tally["total"] == row.tally["for"]
    told = reading.summary(session, book.id or 0)
    assert (told.approved, told.left_fen, told.due) == (1, 0, (date(2026, 6, 15),))
    assert reading.payable(session, book.id or 0) == ()


def test_the_clock_writes_down_what_the_topic_has_come_to(
    session: Session, here: Neighbourhood
) -> None:
    from contextlib import nullcontext  # noqa: PLC0415 beside its one use

    book = opened(session, here)
    spending = walked(session, here, book)
    assert spending.state is SpendingState.WALKING
    settle_due(lambda: nullcontext(session), now())
    assert spending.state is SpendingState.APPROVED
    found = reading.of_topic(session, spending.topic_id)
    assert found is not None and found.id == spending.id


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"each_fen": 9_000_00}, "larger than all"),
        ({"each_fen": 0}, "Say how much"),
        ({"ends_on": date(2025, 12, 31)}, "end after it begins"),
        ({"ends_on": date(2036, 1, 1)}, "end after it begins"),
        ({"use": "fund"}, "not booked under"),
        ({"period_fen": 8_000_01}, "do not name"),
        ({"title": " "}, "Call it something"),
    ],
)
def test_an_authorisation_has_bounds_that_the_owners_passed(
    session: Session, here: Neighbourhood, change: dict[str, object], why: str
) -> None:
    book = opened(session, here)
    motion = passed(session, here, "单笔 2,000 元，每季度 8,000 元。")
    with pytest.raises(Refused, match=why):
        record_standing(session, here.wu, book.id or 0, replace(TERMS, **change), motion.id or 0)


def test_an_authorisation_shows_what_is_left_of_it_in_this_period(
    session: Session, here: Neighbourhood
) -> None:
    book = opened(session, here)
    posted(session, here, book, opening(10_000_000))
    motion = passed(session, here, "单笔 2,000 元，每季度 8,000 元。")
    standing = record_standing(session, here.wu, book.id or 0, TERMS, motion.id or 0)
    posted(session, here, book, replace(payment(1_500_00), standing_id=standing.id))
    (row,) = allowance.standings(session, book.id or 0, DAY)
    assert (row.used_fen, row.left_fen, row.holds(DAY)) == (1_500_00, 6_500_00, True)
    (later,) = allowance.standings(session, book.id or 0, DAY + timedelta(days=60))
    assert later.used_fen == 0
    with pytest.raises(Refused, match="in a few words"):
        end_standing(session, here.wu, standing.id or 0, " ")
    with clock_at(now() + timedelta(days=1)):
        end_standing(session, here.wu, standing.id or 0, "改为逐笔申请")
    assert standing.ends_on == date(2026, 6, 11)
    with pytest.raises(Refused, match="has ended"):
        end_standing(session, here.wu, standing.id or 0, "改为逐笔申请")
