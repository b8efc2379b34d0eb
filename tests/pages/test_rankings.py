"""The red and black list as a stranger reads it: published results, and nothing before."""

import pytest
from streamlit.testing.v1 import AppTest

from components.firm import chart
from db.session import transaction
from models.base import clock_at
from models.edition import Mark, Placing
from rules.edition.shown import figure
from services.ranking import edition
from tests import editions
from tests import street as streets
from tests.editions import BODY, Rated
from tests.neighbourhood import Neighbourhood
from tests.street import DAY, Size
from tests.visit import visit

PEERS = BODY | {"peers": ["type"], "peer_minimum": 4}


def told(at: AppTest) -> str:
    parts = [*at.title, *at.markdown, *at.caption, *at.info, *at.warning, *at.code]
    return "\n".join(str(part.value) for part in parts).replace("\\", "")


@pytest.fixture
def street(here: Neighbourhood) -> Rated:
    with transaction() as session:
        return streets.twice(session, here, Size(body=PEERS))[1]


def code(made: Rated) -> str:
    assert made.edition is not None
    return made.edition.code


def test_a_stranger_reads_both_lists_and_the_whole_table(
    monkeypatch: pytest.MonkeyPatch, street: Rated
) -> None:
    at = visit(monkeypatch, "edition", code=code(street))
    assert not at.exception
    shown = told(at)
    with transaction() as session:
        results = edition.results(session, street.id)
    assert results is not None
    red, black = (results.marks[mark] for mark in (Mark.RED, Mark.BLACK))
    for words in (
        f"红榜 {red} 个，黑榜 {black} 个",
        "（90% ",
        "较上期",
        "38 个小区",
        "红心苑",
        "海报（PDF）",
    ):
        assert words in shown
    for link in ("/placing?id=", "/method?id=", "/notice/", f"{code(street)}/poster.pdf"):
        assert link in shown
    assert not at.subheader  # nothing has followed yet: no head stands above nothing


def test_filters_and_order_stand_in_the_address(
    monkeypatch: pytest.MonkeyPatch, street: Rated
) -> None:
    asked = {"q": "安居", "show": "red", "sort": "last", "peers": "commodity"}
    at = visit(monkeypatch, "edition", code=code(street), **asked)
    assert not at.exception
    table = at.markdown[-1].value
    assert "| 名次 |" in table and "安居物业" in table and "信和" not in table


def test_an_address_that_makes_no_sense_gets_one_sentence(
    monkeypatch: pytest.MonkeyPatch, street: Rated
) -> None:
    for wrong in ("nowhere", "' OR 1=1 --", "../../etc", "红黑榜", "a\x00b"):
        at = visit(monkeypatch, "edition", code=wrong)
        assert not at.exception
        assert "没有这一期" in told(at)
    hostile = {"show": "<b>", "peers": "'", "firm": "x", "sort": "9", "part": "?", "q": "%_'\x00"}
    at = visit(monkeypatch, "edition", code=code(street), **hostile)
    assert not at.exception
    assert "网址里有一个不存在的筛选条件" in told(at)


@pytest.mark.parametrize("view", ["picture", "notes", "check"])
def test_every_part_of_the_page_is_drawn(
    monkeypatch: pytest.MonkeyPatch, street: Rated, view: str
) -> None:
    at = visit(monkeypatch, "edition", code=code(street), part=view)
    assert not at.exception
    wanted = {"picture": "各企业表现", "notes": "怎么申诉", "check": "manage.py edition recompute"}
    assert wanted[view] in told(at)


def test_before_it_is_published_a_stranger_sees_no_result(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        made, _moment = editions.heard(session, here)
        placing = streets.first_placing(session, made)
    at = visit(monkeypatch, "edition", code=code(made))
    assert not at.exception
    shown = told(at)
    assert made.edition is not None and str(made.edition.seed) in shown
    without_seed = shown.replace(str(made.edition.seed), "")  # chance: it may hold any digits
    for name in ("榆园", "安居物业", "94", "/placing"):
        assert name not in without_seed
    at = visit(monkeypatch, "placing", id=str(placing))
    assert not at.exception
    assert "这个结果还没有发布" in told(at)
    assert "榆园" not in told(at) and "安居" not in told(at)


def test_a_result_opens_into_what_makes_it_up(
    monkeypatch: pytest.MonkeyPatch, street: Rated
) -> None:
    with transaction() as session:
        placing = streets.first_placing(session, street)
    at = visit(monkeypatch, "placing", id=str(placing))
    assert not at.exception
    shown = told(at)
    for words in ("得分是怎么来的", "各条相加等于", "在同组里处在什么位置", "这几期有什么变化"):
        assert words in shown
    for wrong in ("0", "999999", "x", "1' or 1", "-1"):
        at = visit(monkeypatch, "placing", id=wrong)
        assert not at.exception
        assert "没有这个评价结果" in told(at)


def test_a_listed_row_says_first_how_sure_it_is_and_what_follows(
    monkeypatch: pytest.MonkeyPatch, street: Rated
) -> None:
    with transaction() as session:
        placing = streets.first_placing(session, street)
        told_by = session.get_one(Placing, placing)
        mark, best = told_by.mark, told_by.best
    assert mark is Mark.RED
    shown = told(visit(monkeypatch, "placing", id=str(placing)))
    assert f"有 {best:,} 次进入同组最好的" in shown and "次才列红榜" in shown
    assert shown.index("接下来怎么办") < shown.index("得分是怎么来的")
    english = told(visit(monkeypatch, "placing", language="en", id=str(placing)))
    assert f"of its peers {best:,} times" in english


def test_a_figure_is_shown_with_three_decimals_at_most() -> None:
    given = ("37.878788", "4.5000004", "60", "0", "1200", "-0.0004", "70.10")
    assert [figure(one) for one in given] == ["37.879", "4.5", "60", "0", "1200", "0", "70.1"]


def test_titles_below_an_axis_lose_what_they_share() -> None:
    titles = ["赭麓街道 2025 年下半年", "赭麓街道 2026 年上半年"]
    assert chart.short(titles) == ["2025 年下半年", "2026 年上半年"]
    assert chart.short(titles[:1]) == titles[:1]
    assert chart.short(["春", "夏"]) == ["春", "夏"]


def test_all_editions_stand_on_one_page(monkeypatch: pytest.MonkeyPatch, street: Rated) -> None:
    with transaction() as session, clock_at(editions.preview_over(session, street) + 90 * DAY):
        editions.begun(session, street, *streets.NEXT)
    at = visit(monkeypatch, "rankings", language="en")
    assert not at.exception
    shown = told(at)
    assert shown.count("Red list") == 2 and "collecting" in shown
