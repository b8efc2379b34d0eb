"""A covenant on paper: to read anywhere, to print, to hang up."""

from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from models.benefit import Covenant
from routes import ROUTES
from services.covenant import Words, end_covenant, enter_covenant, replace_covenant
from tests.neighbourhood import Neighbourhood

PETS = Words("文明养宠公约", "一、出门牵绳。\n二、<b>及时清理</b>。", date(2026, 6, 1))


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


@pytest.fixture
def entered(here: Neighbourhood) -> Covenant:
    with transaction() as session:
        return enter_covenant(session, here.lin, here.fengyuan.id, PETS)


def test_a_covenant_reads_line_by_line_in_either_language(
    browser: TestClient, entered: Covenant
) -> None:
    page = browser.get(f"/covenant/{entered.id}", headers={"Accept-Language": "zh-CN"}).text
    assert "枫园小区 · 居民公约" in page
    assert "第 1 版 · 2026 年 6 月 1 日起施行" in page
    assert "<p>一、出门牵绳。</p><p>二、&lt;b&gt;及时清理&lt;/b&gt;。</p>" in page
    assert f"http://127.0.0.1:8501/covenant/{entered.id}" in page
    assert "in force from 1 Jun 2026" in browser.get(f"/covenant/{entered.id}?lang=en").text


@pytest.mark.parametrize("number", ["0", "999", "2147483648", "9" * 30])
def test_a_covenant_that_is_not_there_gets_one_sentence(
    browser: TestClient, here: Neighbourhood, number: str
) -> None:
    answer = browser.get(f"/covenant/{number}", headers={"Accept-Language": "zh-CN"})
    assert answer.status_code == 404
    assert "没有这份公约。" in answer.text


def test_an_earlier_version_stays_readable_and_says_that_it_ended(
    browser: TestClient, here: Neighbourhood, entered: Covenant
) -> None:
    stricter = Words(PETS.title, "出门牵绳，大型犬戴嘴套。", date(2026, 7, 1))
    with transaction() as session:
        new = replace_covenant(session, here.lin, entered.id, stricter)
        end_covenant(session, here.lin, new.id, date(2026, 8, 1), "并入管理规约")
    old_page = browser.get(f"/covenant/{entered.id}").text
    assert "2026 年 7 月 1 日废止" in old_page
    new_page = browser.get(f"/covenant/{new.id}").text
    assert f'href="/covenant/{entered.id}"' in new_page
    assert "并入管理规约" in new_page


@pytest.mark.parametrize("address", ["/covenant/999", "/covenant/0"])
def test_a_covenant_that_is_not_there_is_answered_in_words(
    browser: TestClient, here: Neighbourhood, address: str
) -> None:
    answer = browser.get(address)
    assert answer.status_code == 404
    assert "没有这份公约" in answer.text
    assert 'href="/covenants"' in answer.text
