"""What came of it, the register and the notices, as a stranger and as the council see them."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from db.session import transaction
from models.notice import NoticeKind
from services.benefit.publishing import publish_benefit
from services.covenant import Words, enter_covenant
from services.notice import post_notice
from services.trail import HOUSE
from tests.neighbourhood import Neighbourhood
from tests.services.test_benefit import DELIVERED
from tests.stage import at_step, raised
from tests.visit import visit

PETS = Words("养宠<b>公约", "出门牵绳，及时清理。", date(2026, 6, 1))


def words(page: AppTest) -> str:
    assert not page.exception
    shown = [*page.markdown, *page.caption, *page.info, *page.text]
    return "\n".join(element.value for element in shown)


def confirm(page: AppTest, opener: str) -> None:
    """Press the button inside a dialog; AppTest draws one only while its opener is pressed."""
    page.button(key=opener).click()
    page.button(key="nb_confirm").click().run()


@pytest.fixture
def told(here: Neighbourhood) -> Neighbourhood:
    with transaction() as session:
        topic = at_step(session, raised(session, here), "xiang")
        publish_benefit(session, here.lin, topic.id, DELIVERED, covenant=PETS)
        body = {"sections": [], "text": "见附件"}
        post_notice(session, HOUSE, NoticeKind.DECISION, here.fengyuan, "停车[x](y)", body, 3)
    return here


def test_a_stranger_reads_first_what_it_comes_to(
    monkeypatch: pytest.MonkeyPatch, told: Neighbourhood
) -> None:
    page = visit(monkeypatch, "benefits", place="fengyuan")
    assert [(m.label, m.value) for m in page.metric] == [
        ("办成的事", "1"),
        ("惠及户次", "312"),
        ("支出", "¥\u00a048,600.00"),
    ]
    assert "惠及 312 户" in words(page)
    assert "按期" in words(page)


def test_filters_stand_in_the_address(monkeypatch: pytest.MonkeyPatch, told: Neighbourhood) -> None:
    assert "312" in words(visit(monkeypatch, "benefits", place="fengyuan", q="车棚"))
    assert "没有符合的" in words(visit(monkeypatch, "benefits", place="fengyuan", q="游泳池"))
    assert "没有符合的" in words(visit(monkeypatch, "benefits", place="fengyuan", kind="pets"))
    assert not visit(monkeypatch, "benefits", place="x'--", kind="?", q="<b>").exception


def test_where_nothing_came_yet_the_page_says_what_will_be_there(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    assert "还没有成果" in words(visit(monkeypatch, "benefits"))
    assert "还没有公约" in words(visit(monkeypatch, "covenants"))
    assert "现在没有公示" in words(visit(monkeypatch, "notices"))


def test_the_register_is_read_by_all_and_written_by_the_council(
    monkeypatch: pytest.MonkeyPatch, told: Neighbourhood
) -> None:
    stranger = visit(monkeypatch, "covenants", place="fengyuan")
    assert "养宠\\<b\\>公约" in words(stranger)
    assert not [button for button in stranger.button if button.key == "nb_enter"]
    assert "没有符合的" in words(visit(monkeypatch, "covenants", place="fengyuan", which="ended"))
    council = visit(monkeypatch, "covenants", told.lin, place="fengyuan")
    council.button(key="nb_enter").click().run()
    council.text_input(key="nb_covenant_title").input("楼道公约")
    council.text_area(key="nb_covenant_body").input("楼道不堆杂物，不停电动车。")
    confirm(council, "nb_enter")
    assert "楼道公约" in words(council)


def test_a_refused_covenant_says_why_and_keeps_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "covenants", here.lin, place="fengyuan")
    page.button(key="nb_enter").click().run()
    page.text_input(key="nb_covenant_title").input("楼道公约")
    confirm(page, "nb_enter")
    assert "请写 10 到 5000 个字" in page.error[0].value
    assert page.text_input(key="nb_covenant_title").value == "楼道公约"


def test_a_covenant_can_be_opened_by_its_address(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    long = Words("很长的公约", "一行规矩。" * 100, date(2026, 6, 1))
    with transaction() as session:
        made = enter_covenant(session, here.lin, here.fengyuan.id, long)
    assert "…" in words(visit(monkeypatch, "covenants", place="fengyuan"))
    assert "…" not in words(visit(monkeypatch, "covenants", place="fengyuan", id=str(made.id)))


def test_every_notice_leads_to_its_paper(
    monkeypatch: pytest.MonkeyPatch, told: Neighbourhood
) -> None:
    page = words(visit(monkeypatch, "notices", place="fengyuan"))
    assert "决定公示" in page
    assert "**[停车\\[x\\]\\(y\\)](http" in page
    assert "公示到 6 月 13 日" in page
    english = words(visit(monkeypatch, "notices", language="en", place="fengyuan"))
    assert "hangs until 13 Jun" in english
