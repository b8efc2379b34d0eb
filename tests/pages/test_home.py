"""The first screen: an answer for a stranger, a newcomer, an owner and the council."""

import pytest
from streamlit.testing.v1 import AppTest

from db.session import transaction
from models.base import clock_at
from models.member import Member
from models.metric import Alert, AlertLevel
from models.notice import NoticeKind
from services.draft import keep_draft
from services.notice import post_notice
from services.trail import HOUSE
from services.visitor import visitor
from tests.ballot_box import opened
from tests.contracts import active
from tests.emptied import NOON
from tests.ledgers import opened as opened_book
from tests.neighbourhood import Neighbourhood
from tests.stage import at_step, raised, reported
from tests.visit import visit


def words(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.info, *page.title]
    links = [element.proto.label for element in page.get("page_link")]
    return "\n".join([*(element.value for element in shown), *links])


def test_a_stranger_learns_what_is_being_decided_and_how_to_take_part(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        raised(session, here, "东门停车太乱")
        post_notice(session, HOUSE, NoticeKind.DECISION, here.fengyuan, "停车新规", {}, 7)
    page = words(visit(monkeypatch, "home"))
    assert "枫园小区有 **1** 件事正在办，其中 **0** 件正在表决。" in page
    assert "怎样参加" in page
    assert "东门停车太乱" in page
    assert "[停车新规](http" in page
    assert "等您办" not in page
    english = words(visit(monkeypatch, "home", language="en"))
    assert "How to take part" in english


def test_a_newcomer_without_a_home_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        member = Member(username="xin", name="新邻居")
        session.add(member)
        session.flush()
        newcomer = visitor(session, member.id)
    page = words(visit(monkeypatch, "home", newcomer))
    assert "您的账号还没有登记住址" in page
    assert "怎样参加" not in page


def test_an_owner_sees_the_vote_and_the_rating_that_wait_for_him(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        motion, opens_at = opened(session, here)
        reported(session, here, "儿童滑梯修好了")
        keep_draft(session, here.zhou, "propose", {"title": "东门"})
    with clock_at(opens_at):
        page = words(visit(monkeypatch, "home", here.zhou))
        assert "有 **3** 件事等您办。" in page
        assert motion.question in page
        assert "请您评议" in page
        assert "接着写提议" in page
    with clock_at(motion.closes_at):  # not counted yet, but nobody can answer any more
        assert "有 **2** 件事等您办。" in words(visit(monkeypatch, "home", here.zhou))


def test_the_council_sees_what_is_late_once(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        late = at_step(session, raised(session, here, "楼道堆物太多"), "yi")
        late.due_on = late.step_since.date().replace(month=5)
        raised(session, here, "别人的事")
    page = words(visit(monkeypatch, "home", here.lin, place="fengyuan"))
    assert "有 **1** 件事等您办。" in page
    assert "逾期" in page
    assert page.count("楼道堆物太多") == 1  # not again among what is under way
    assert page.count("别人的事") == 1


def test_who_keeps_contracts_is_reminded_of_what_is_owed_and_what_runs_out(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        active(session, here, opened_book(session, here))
    page = words(visit(monkeypatch, "home", here.wu))
    assert "枫园小区：合同需要跟进" in page
    assert "6,000.00 到期没有收到" in page  # the first two quarters; today is in June
    assert "快到期" not in page
    with clock_at(NOON.replace(month=12)):
        assert "1 份合同快到期" in words(visit(monkeypatch, "home", here.wu))
    assert "合同需要跟进" not in words(visit(monkeypatch, "home", here.lin))


def test_with_nothing_to_do_the_answer_is_that_nothing_waits(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = words(visit(monkeypatch, "home", here.chen))
    assert "今天没有等您办的事" in page
    assert "您提一件事，邻居就能附议" in page


def test_a_figure_past_its_line_says_of_which_period_it_is(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    place = here.places["zhelu"]
    with transaction() as session:
        session.add(
            Alert(
                metric_key="on_time_rate",
                place_id=place.id or 0,
                path=place.path,
                period="2026-10",
                level=AlertLevel.WARNING,
                value="94",
            )
        )
    page = words(visit(monkeypatch, "home", here.qin))
    assert "越过提醒线" in page and "2026 年 10 月 · " in page
