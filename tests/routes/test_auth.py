"""The cookie route: only for pages of ours, only for a fresh ticket, and never readable."""

from datetime import timedelta

import pytest
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import glance, transaction
from db.setting import setting
from models.base import clock_at
from models.sign_in import SignInSession
from routes.auth import ROUTES, XSRF
from services.sign_in import restore
from services.sign_in.session import new_ticket
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood

HOST = "http://house.example"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
OURS = {"Origin": HOST, "X-Xsrftoken": "2|abc", "User-Agent": FIREFOX}


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=ROUTES), base_url=HOST, cookies={XSRF: "2|abc"})


def ticket(here: Neighbourhood) -> str:
    with transaction() as session:
        return new_ticket(session, here.chen.member_id or 0)


def who(cookie: str | None) -> str:
    with glance() as session:
        return restore(session, cookie).username


def test_a_ticket_becomes_a_cookie_that_scripts_cannot_read(
    browser: TestClient, here: Neighbourhood
) -> None:
    answer = browser.post("/auth/session", content=ticket(here), headers=OURS)
    assert answer.status_code == 204
    said = answer.headers["set-cookie"]
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Max-Age=43200"} <= set(said.split("; "))
    assert who(browser.cookies["nb_session"]) == "chen"
    with glance() as session:
        assert session.exec(select(SignInSession.browser)).one() == "Firefox · Linux"


def test_over_tls_the_cookie_is_bound_to_this_host(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APP_HTTPS", "1")
    setting.cache_clear()
    try:
        secure = HOST.replace("http", "https")
        browser = TestClient(Starlette(routes=ROUTES), base_url=secure, cookies={XSRF: "2|abc"})
        headers = OURS | {"Origin": secure}
        answer = browser.post("/auth/session", content=ticket(here), headers=headers)
        assert answer.headers["set-cookie"].startswith("__Host-nb_session=")
        assert "Secure" in answer.headers["set-cookie"]
    finally:
        monkeypatch.undo()
        setting.cache_clear()


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Xsrftoken": "2|abc"},
        {"Origin": HOST},
        {"Origin": "http://evil.example", "X-Xsrftoken": "2|abc"},
        {"Origin": "null", "X-Xsrftoken": "2|abc"},
        {"Origin": HOST, "X-Xsrftoken": "2|other"},
        {"Origin": HOST, "X-Xsrftoken": ""},
    ],
)
def test_another_page_gets_nothing_and_ends_nothing(
    browser: TestClient, here: Neighbourhood, headers: dict[str, str]
) -> None:
    assert browser.post("/auth/session", content=ticket(here), headers=headers).status_code == 403
    browser.post("/auth/session", content=ticket(here), headers=OURS)
    assert browser.post("/auth/logout", headers=headers).status_code == 403
    assert who(browser.cookies["nb_session"]) == "chen"


def test_without_our_cookie_an_empty_token_is_no_token(here: Neighbourhood) -> None:
    bare = TestClient(Starlette(routes=ROUTES), base_url=HOST)
    headers = {"Origin": HOST, "X-Xsrftoken": ""}
    assert bare.post("/auth/session", content=ticket(here), headers=headers).status_code == 403


def test_a_used_late_or_made_up_ticket_is_refused(browser: TestClient, here: Neighbourhood) -> None:
    once = ticket(here)
    assert browser.post("/auth/session", content=once, headers=OURS).status_code == 204
    late = ticket(here)
    for asked in (once, "x" * 43, "", b"\xff\xfe", "x" * 100_000):
        assert browser.post("/auth/session", content=asked, headers=OURS).status_code == 403
    with clock_at(NOON + timedelta(seconds=31)):
        assert browser.post("/auth/session", content=late, headers=OURS).status_code == 403


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(
    browser: TestClient, here: Neighbourhood
) -> None:
    browser.post("/auth/session", content=ticket(here), headers=OURS)
    stolen = browser.cookies["nb_session"]
    assert browser.post("/auth/logout", headers=OURS).status_code == 204
    assert "nb_session" not in browser.cookies
    assert who(stolen) == ""
    assert browser.post("/auth/logout", headers=OURS).status_code == 204


def test_a_browser_has_one_session_at_a_time(browser: TestClient, here: Neighbourhood) -> None:
    browser.post("/auth/session", content=ticket(here), headers=OURS)
    first = browser.cookies["nb_session"]
    browser.post("/auth/session", content=ticket(here), headers=OURS)
    assert (who(first), who(browser.cookies["nb_session"])) == ("", "chen")


def test_only_post_opens_and_closes(browser: TestClient) -> None:
    assert browser.get("/auth/session").status_code == 405
    assert browser.get("/auth/logout").status_code == 405
