"""The trail on screen: in words, within the auditor's places, by filters in the address."""

import pytest

from db.session import transaction
from services.counting import Agreement, agree
from services.trail import record
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import cells, press, words
from tests.visit import visit


@pytest.fixture
def agreed(here: Neighbourhood) -> Neighbourhood:
    with transaction() as session:
        wanted = Agreement(proxy_cap=1, names_public=True)
        agree(session, here.wu, here.fengyuan.id or 0, wanted, Agreement())
    return here


def test_an_auditor_reads_what_was_done_in_words(
    monkeypatch: pytest.MonkeyPatch, agreed: Neighbourhood
) -> None:
    page = visit(monkeypatch, "trail", agreed.shen, code="rules.changed")
    assert not page.exception
    assert "修改表决约定" in cells(page)
    assert "一人受托上限 3 → 1" in cells(page)
    assert "公开全名 否 → 是" in cells(page)


def test_what_a_meeting_came_to_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        record(
            session,
            here.lin,
            "minutes.filed",
            "meeting:1",
            here.fengyuan,
            moves=(),
            after={"outcomes": {"12": "proceed", "13": "again", "14": None}},
        )
    page = visit(monkeypatch, "trail", here.shen, code="minutes.filed")
    assert "议题 12 议成" in cells(page)
    assert "议题 13 " in cells(page)
    assert "proceed" not in cells(page)


def test_filters_come_from_the_address_and_are_taken_away(
    monkeypatch: pytest.MonkeyPatch, agreed: Neighbourhood
) -> None:
    page = visit(monkeypatch, "trail", agreed.shen, who="林秀英")
    assert "没有符合条件的记录" in words(page)
    page = press(page, "全部")
    assert "修改表决约定" in cells(page)
    page = visit(monkeypatch, "trail", agreed.shen, **{"from": "2026-06-11"})
    assert "没有符合条件的记录" in words(page)
    page = visit(monkeypatch, "trail", agreed.shen, **{"from": "gestern", "code": "x"})
    assert "修改表决约定" in cells(page)


def test_older_lines_follow(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    with transaction() as session:
        for number in range(60):
            record(session, here.chen, "topic.rated", f"topic:{number}", here.fengyuan, moves=())
    page = visit(monkeypatch, "trail", here.shen, code="topic.rated")
    assert "议题 59" in cells(page)
    assert "议题 9\n" not in cells(page)
    page = press(page, "更早")
    assert "议题 9" in cells(page)
    page = press(page, "回到最新")
    assert "议题 59" in cells(page)


def test_places_beyond_ones_own_stay_closed(
    monkeypatch: pytest.MonkeyPatch, agreed: Neighbourhood
) -> None:
    page = visit(monkeypatch, "trail", agreed.shen, place="jiangcheng")
    assert not page.dataframe
    assert "不能做这件事" in words(page)
    for who in ("chen", "lin", "wu", "wai"):
        assert "不能做这件事" in words(visit(monkeypatch, "trail", agreed.visitors[who]))
