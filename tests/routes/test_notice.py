"""The paper at /notice/<code>: light, safe, in two languages, and open to checking."""

import hashlib
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from models import base
from models.notice import Notice, NoticeKind
from routes import ROUTES
from services.notice import post_notice
from services.trail import HOUSE
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood

BODY = {
    "sections": [
        {"title": "Members", "columns": ["", "Places"], "rows": [["Vote", {"area_cm2": 905_500}]]}
    ],
    "text": "<script>alert(1)</script>\n第二段",
    "figures": {"heads": 417},
}


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


@pytest.fixture
def posted(here: Neighbourhood) -> Notice:
    with transaction() as session:
        return post_notice(
            session, HOUSE, NoticeKind.RESULT, here.fengyuan, "“养宠”<公约>", BODY, days=7
        )


def test_the_paper_reads_in_the_language_of_the_browser(
    browser: TestClient, posted: Notice
) -> None:
    chinese = browser.get(f"/notice/{posted.code}", headers={"Accept-Language": "zh-CN"})
    assert chinese.status_code == 200
    assert 'lang="zh-CN"' in chinese.text
    assert "枫园小区 · 表决结果公示" in chinese.text
    assert "公示到 2026 年 6 月 17 日 24:00" in chinese.text
    assert "90.55 ㎡" in chinese.text
    english = browser.get(f"/notice/{posted.code}?lang=en", headers={"Accept-Language": "zh-CN"})
    assert "Result of a vote" in english.text
    assert "90.55 m²" in english.text


def test_text_from_people_stays_text(browser: TestClient, posted: Notice) -> None:
    page = browser.get(f"/notice/{posted.code}").text
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;公约&gt;" in page


def test_the_paper_is_light_and_needs_no_script(browser: TestClient, posted: Notice) -> None:
    answer = browser.get(f"/notice/{posted.code}")
    assert len(answer.content) < 30_000
    assert not re.search(r"<script|\son\w+=|\sstyle=|<style|javascript:", answer.text)
    assert "script-src" not in answer.headers["content-security-policy"]
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    style = browser.get("/paper/paper.css")
    assert style.headers["content-type"].startswith("text/css")
    assert "@page { size: A4" in style.text


def test_anyone_can_work_out_the_fingerprint(browser: TestClient, posted: Notice) -> None:
    answer = browser.get(f"/notice/{posted.code}.json")
    assert answer.headers["content-type"] == "application/json"
    assert hashlib.sha256(answer.content).hexdigest() == posted.sha256
    assert answer.json()["figures"] == {"heads": 417}
    page = browser.get(f"/notice/{posted.code}").text
    assert posted.sha256 in page.replace("<wbr>", "")
    assert "对不上" not in page


def test_a_notice_that_was_tampered_with_says_so(
    browser: TestClient, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch, posted: Notice
) -> None:
    forged = Notice(**posted.model_dump() | {"body": posted.body | {"text": "另一回事"}})
    monkeypatch.setattr("services.notice.notice", lambda *_: forged)
    assert "请注意：这份公示与它的指纹对不上。" in browser.get(f"/notice/{posted.code}").text


def test_the_paper_says_when_its_term_is_over(browser: TestClient, posted: Notice) -> None:
    with base.clock_at(posted.posted_until):
        assert "期满" in browser.get(f"/notice/{posted.code}").text
    with base.clock_at(NOON):
        assert "期满" not in browser.get(f"/notice/{posted.code}").text


def test_a_qr_code_leads_back_to_the_paper(browser: TestClient, posted: Notice) -> None:
    page = browser.get(f"/notice/{posted.code}").text
    assert "<svg" in page
    assert f"http://127.0.0.1:8501/notice/{posted.code}" in page


@pytest.mark.parametrize("code", ["aaaaaaaaaa", "..%2f..%2fetc", "<script>", "x" * 3000])
def test_a_code_that_nobody_posted_is_answered_in_words(
    browser: TestClient, here: Neighbourhood, code: str
) -> None:
    answer = browser.get(f"/notice/{code}")
    assert answer.status_code == 404
    if "%2f" not in code:
        assert "这个地址没有公示" in answer.text
        assert "<script" not in answer.text
    assert browser.get(f"/notice/{code}.json").status_code == 404
