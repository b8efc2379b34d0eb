"""From the decision to what came of it, on the topic's page, as each persona meets it."""

from datetime import date, timedelta

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.base import clock_at
from models.benefit import Benefit, Covenant
from models.rating import Rating
from models.task import Task
from models.topic import Topic
from services.rating import rate
from services.task.giving import give_task
from services.task.progress import note_progress
from tests.ballot_box import rules_of
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.pages.test_benefits import confirm
from tests.stage import at_step, decided, raised, reported
from tests.visit import visit


def words(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.subheader, *page.text]
    return "\n".join(element.value for element in shown)


@pytest.fixture
def topic(here: Neighbourhood) -> Topic:
    with transaction() as session:
        return decided(session, here)


@pytest.fixture
def task(here: Neighbourhood, topic: Topic) -> Task:
    with transaction() as session:
        given = give_task(
            session, here.lin, topic.id, "清点设备", "安居物业", date(2026, 6, 12), 3_500_000
        )
        note_progress(session, here.ma, given.id, "泵房 *已* 清点")
        return given


def test_the_council_gives_out_a_task(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, topic: Topic
) -> None:
    page = visit(monkeypatch, "topic", here.lin, id=str(topic.id))
    page.button(key="nb_give_task").click().run()
    page.text_input(key="nb_task_title").input("清点设备")
    page.text_input(key="nb_task_doer").input("安居物业")
    page.text_input(key="nb_task_budget").input("很多")
    confirm(page, "nb_give_task")
    assert [error.value for error in page.error] == [
        "“很多”不是金额。请写成 48,600.50 这样。",
        "上面还有没填的。",
    ]
    page.text_input(key="nb_task_budget").input("3.5万")
    page.date_input(key="nb_task_due").set_value(date(2026, 6, 20))
    confirm(page, "nb_give_task")
    assert page.toast[0].value == "“清点设备”已派出。"
    assert "预算 ¥\u00a035,000\\.00" in words(page)


def test_everybody_reads_what_is_done_and_what_is_late(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    with clock_at(NOON + timedelta(days=5)):
        page = visit(monkeypatch, "topic", id=str(topic.id))
    said = words(page)
    assert "任务完成 0 / 1" in said
    assert ":red-badge[逾期 3 天]" in said
    assert "泵房 \\*已\\* 清点" in said
    assert "马超" in said
    assert not [b for b in page.button if b.key in ("nb_give_task", "nb_report_work")]
    assert not page.get("menu_button")


def test_the_property_manager_reports_his_task_done(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    page = visit(monkeypatch, "topic", here.ma, id=str(topic.id))
    assert not [b for b in page.button if b.key == "nb_give_task"]
    menu = page.menu_button(key=f"nb_task_{task.id}")
    assert menu.options == ["说说进展", "这项办完了"]
    menu.click("这项办完了").run()
    page.text_input(key="nb_task_cost").input("33,000")
    menu = page.menu_button(key=f"nb_task_{task.id}")
    menu.click("这项办完了")
    page.button(key="nb_confirm").click().run()
    assert page.toast[0].value == "“清点设备”已办完。"
    with glance() as session:
        kept = session.get_one(Task, task.id)
        assert (kept.done_on, kept.cost_fen) == (date(2026, 6, 10), 3_300_000)


def test_the_council_reports_the_work_done_with_a_reason_for_what_is_left(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, topic: Topic, task: Task
) -> None:
    page = visit(monkeypatch, "topic", here.lin, id=str(topic.id))
    page.button(key="nb_report_work").click().run()
    assert page.warning[0].value == "还有 1 项任务没办完。"
    page.text_area(key="nb_report_text").input("新物业已进场")
    confirm(page, "nb_report_work")
    assert "请先办完，或写明" in page.error[0].value
    page.text_area(key="nb_reason").input("余下部分并入二期")
    confirm(page, "nb_report_work")
    assert "报办结" in words(page)
    assert "余下部分并入二期" in words(page)


def test_a_neighbour_rates_once_and_sees_what_others_said(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        topic = reported(session, here)
        rate(session, here.zhou, topic.id, 2, "电梯[还](是)慢")
    page = visit(monkeypatch, "topic", here.chen, id=str(topic.id))
    assert "1 人评议，0 人满意" in words(page)
    assert "电梯\\[还\\]\\(是\\)慢" in words(page)
    assert "周\\*\\*" in words(page)
    chart = page.get("vega_lite_chart")[0].proto
    assert "2 不满意: 1" in chart.alt
    page.button(key="nb_rate").click().run()
    assert page.error[0].value == "请先选一个分数。"
    page.button_group(key="nb_score").set_value(5)
    page.text_area(key="nb_why").input("很好")
    page.button(key="nb_rate").click().run()
    assert page.toast[0].value == "您的评议已记入。"
    assert "您已评议，谢谢。" in words(page)
    with glance() as session:
        assert len(session.exec(select(Rating)).all()) == 2


def test_who_is_not_concerned_gets_no_form(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        topic = reported(session, here)
    for visitor in (None, here.wai, here.lin):
        page = visit(monkeypatch, "topic", visitor, id=str(topic.id))
        assert not [b for b in page.button if b.key == "nb_rate"]


def test_the_council_publishes_the_result_with_a_covenant(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        topic = at_step(session, raised(session, here), "xiang")
    page = visit(monkeypatch, "topic", here.lin, id=str(topic.id))
    page.button(key="nb_publish").click().run()
    page.text_area(key="nb_summary").input("两处车棚，六十个充电位。")
    page.text_input(key="nb_doer").input("安居物业")
    page.number_input(key="nb_households").set_value(312)
    page.text_input(key="nb_cost").input("4.86万")
    page.checkbox(key="nb_with_covenant").check()
    page.button(key="nb_publish").click().run()
    page.text_input(key="nb_covenant_title").input("停放公约")
    page.text_area(key="nb_covenant_body").input("进棚停放，不飞线充电。")
    confirm(page, "nb_publish")
    assert "惠及 312 户" in words(page)
    with glance() as session:
        assert session.exec(select(Benefit.cost_fen)).one() == 4_860_000
        assert session.exec(select(Covenant.title)).one() == "停放公约"


def test_nothing_is_drawn_before_there_is_anything_to_say(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        topic = raised(session, here)
    said = words(visit(monkeypatch, "topic", here.lin, id=str(topic.id)))
    assert not {"办理", "评议", "办成了什么"} & set(said.split("\n"))


def test_a_decision_without_a_vote_is_posted_and_leads_to_its_paper(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        rules_of(session, here, procedure_code="siyi")
        topic = at_step(session, raised(session, here), "gongkai")
    tenant = visit(monkeypatch, "topic", here.chen, id=str(topic.id))
    assert "nb_post" not in {button.key for button in tenant.button}
    page = visit(monkeypatch, "topic", here.lin, id=str(topic.id))
    page.button(key="nb_post").click().run()
    page.text_area(key="nb_text").input("同意自下月起清理楼道堆物，由物业负责。")
    confirm(page, "nb_post")
    assert "/notice/" in words(page)
    assert "公示到 6 月 17 日" in words(page)
