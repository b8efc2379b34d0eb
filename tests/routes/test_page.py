"""The page around the screens, and the health of the house."""

import re

import pytest
from sqlalchemy import create_engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import session as database
from routes import ROUTES


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


@pytest.mark.parametrize("path", ["/", "/board", "/topic?id=3", "/首页"])
def test_every_screen_is_drawn_into_a_chinese_page(browser: TestClient, path: str) -> None:
    page = browser.get(path)
    assert '<html lang="zh-CN">' in page.text
    assert "<title>邻里议事</title>" in page.text
    assert "service-desc" not in page.text
    assert "_stcore/agent" not in page.text
    assert page.headers["cache-control"] == "no-cache"
    script = re.search(r'src="\./(words\.js\?v=\w+)"', page.text)
    assert script
    words = browser.get(f"/{script[1]}")
    assert words.headers["content-type"].startswith("text/javascript")
    assert "按回车键提交" in words.text


def test_who_reads_english_gets_an_english_page(browser: TestClient) -> None:
    english = {"Accept-Language": "en-GB,en;q=0.9,zh;q=0.8"}
    assert '<html lang="en">' in browser.get("/", headers=english).text
    browser.cookies["nb_language"] = "zh_CN"
    assert '<html lang="zh-CN">' in browser.get("/", headers=english).text
    browser.cookies["nb_language"] = "en"
    assert '<html lang="en">' in browser.get("/").text
    browser.cookies["nb_language"] = "../../etc"
    assert '<html lang="zh-CN">' in browser.get("/").text


def test_a_file_is_not_a_screen(browser: TestClient) -> None:
    assert browser.get("/favicon.png").status_code == 404  # Streamlit's own, behind our routes
    assert browser.get("/static/js/x.js").status_code == 404


@pytest.mark.parametrize("path", ["/a/b/c", "/a//", "/board/_stcore/health", "/notice/x/y"])
def test_an_address_that_is_none_gets_a_sentence_and_the_way_home(
    browser: TestClient, path: str
) -> None:
    answer = browser.get(path)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text
    assert '<a href="/">' in answer.text


@pytest.mark.parametrize(
    ("path", "to"),
    [("/board/", "/board"), ("/首页/", "/%E9%A6%96%E9%A1%B5"), ("/\\evil/", "/%5Cevil")],
)
def test_a_slash_too_many_is_forgiven(browser: TestClient, path: str, to: str) -> None:
    answer = browser.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, to)


def test_a_healthy_house_says_so(browser: TestClient) -> None:
    answer = browser.get("/health")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("sqlite://", "no tables yet"),
        ("sqlite:////no/such/folder/house.db", "no database"),
        ("postgresql+psycopg://nobody@127.0.0.1:1/nothing", "no database"),
    ],
)
def test_a_house_without_its_database_says_what_is_missing(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, url: str, status: str
) -> None:
    monkeypatch.setattr(database, "engine", lambda: create_engine(url))
    answer = browser.get("/health")
    assert (answer.status_code, answer.json()) == (503, {"status": status})
