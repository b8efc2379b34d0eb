"""Putting right on screen: listed by cases, given tasks, reported on, closed, due at home."""

from datetime import date, datetime, timedelta

import pytest
from sqlmodel import select

from db.session import glance, transaction
from models.base import clock_at
from models.consequence import Rectification, RectificationState, RectificationTask
from services.consequence.rectifying import finish_task, open_rectification, set_task
from tests.firms import Firms, settled
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import labelled, press, words
from tests.services.consequence.test_rectifying import counted
from tests.visit import visit

TODAY = date(2026, 6, 10)
DUE = TODAY + timedelta(days=10)


def listed(here: Neighbourhood, done: bool = False) -> tuple[int, Firms]:
    """枫园 is to be put right in ten days, with one task."""
    with transaction() as session:
        firms = settled(session, here)
        kept = open_rectification(session, here.qin, here.fengyuan.id or 0, "电梯长期停运", DUE)
        task = set_task(session, here.qin, kept.id or 0, "修好 2 号楼电梯", "安居物业", DUE)
        if done:
            finish_task(session, here.lin, task.id or 0, TODAY, "维修单和验收照片")
        return kept.id or 0, firms


def test_the_street_lists_the_compounds_with_the_most_cases(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        counted(session, here, settled(session, here), fengyuan=3, qinghe=9)
    page = visit(monkeypatch, "rectifications", here.qin)
    assert not page.exception
    assert "目前没有小区在整治名单上" in words(page)
    press(page, "按热线诉求倒排")
    assert "2026 年上半年：2 个小区有诉求" in str(page.selectbox(key="nb_edition").options)
    page.number_input(key="nb_most").set_value(1)
    labelled(page, "按热线诉求倒排").click()
    labelled(page, "列入名单").click().run()
    with glance() as session:
        kept = session.exec(select(Rectification)).one()
        assert (kept.place_id, kept.cases) == (here.places["qinghe"].id, 9)
    assert "热线诉求 9 件，第 1 位" in words(visit(monkeypatch, "rectifications"))


def test_a_stranger_reads_who_is_late(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, noon: datetime
) -> None:
    listed(here)
    assert "1 个小区正在整治，没有逾期" in words(visit(monkeypatch, "rectifications"))
    with clock_at(noon + timedelta(days=13)):
        page = visit(monkeypatch, "rectifications", show="late")
    assert "其中 1 个逾期" in words(page)
    assert "已逾期 3 天" in words(page)
    assert not [b.label for b in page.button if "列入" in b.label]


def test_a_task_that_is_late_is_told_apart_from_the_whole(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, noon: datetime
) -> None:
    with transaction() as session:
        settled(session, here)
        kept = open_rectification(session, here.qin, here.fengyuan.id or 0, "电梯长期停运", DUE)
        early = TODAY + timedelta(days=2)
        set_task(session, here.qin, kept.id or 0, "修好 2 号楼电梯", "安居物业", early)
    with clock_at(noon + timedelta(days=5)):
        page = visit(monkeypatch, "rectifications", show="late")
    assert "有任务逾期 3 天" in words(page)


def test_a_task_is_set_reported_on_and_all_is_closed(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number, firms = listed(here)
    page = visit(monkeypatch, "rectifications", here.qin, id=str(number))
    press(page, "整治销号")
    assert [warning.value for warning in page.warning] == ["还有 1 项任务没有完成。"]
    page = visit(monkeypatch, "rectifications", firms.luo, id=str(number))
    assert not [b.label for b in page.button if b.label in ("安排任务", "整治销号")]
    press(page, "这项办完了")
    page.text_area(key="nb_text").set_value("维修单和验收照片")
    labelled(page, "这项办完了").click()
    page.button(key="nb_confirm").click().run()
    with glance() as session:
        assert session.exec(select(RectificationTask.done_on)).one() == TODAY
    page = visit(monkeypatch, "rectifications", here.qin, id=str(number))
    press(page, "整治销号")
    page.text_area(key="nb_text").set_value("电梯恢复运行，回访满意")
    labelled(page, "整治销号").click()
    page.button(key="nb_confirm").click().run()
    with glance() as session:
        assert session.get_one(Rectification, number).state is RectificationState.DONE
    assert "电梯恢复运行" in words(visit(monkeypatch, "rectifications", id=str(number)))


def test_others_read_and_do_nothing(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    number, _firms = listed(here)
    for who in (None, here.chen, here.wai, here.shen):
        page = visit(monkeypatch, "rectifications", who, id=str(number))
        assert not page.exception
        assert "修好 2 号楼电梯" in words(page)
        labels = [button.label for button in page.button]
        assert not {"这项办完了", "安排任务", "整治销号", "移出整治名单"} & set(labels)
    assert "没有这项整治" in words(visit(monkeypatch, "rectifications", id="999"))


def test_what_falls_due_stands_on_the_home_page_of_whoever_has_a_part_in_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    _number, firms = listed(here)
    for who in (here.qin, here.lin, here.ma, firms.luo):
        page = visit(monkeypatch, "home", who)
        assert not page.exception
        assert "任务完成 0/1" in words(page), who.username
    for other in (here.chen, here.wai, None):
        assert "任务完成 0/1" not in words(visit(monkeypatch, "home", other))
