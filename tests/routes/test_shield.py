"""Headers on every answer, doors that stay shut, and bodies that are too large."""

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from routes.page import index
from routes.shield import ENVELOPE, LARGEST_BODY, LARGEST_UPLOAD, Shield, policy
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for

UPLOAD = "/_stcore/upload_file/session/file"


async def size(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


async def own(request: Request) -> PlainTextResponse:
    return PlainTextResponse("", headers={"Content-Security-Policy": "default-src 'none'"})


@pytest.fixture
def browser() -> TestClient:
    anywhere = ["GET", "POST", "PUT"]
    routes = [Route("/own", own), Route("/{path:path}", size, methods=anywhere)]
    return TestClient(
        Starlette(routes=routes, middleware=[Middleware(Shield, page=index("zh_CN"))])
    )


def test_every_answer_carries_the_headers(browser: TestClient) -> None:
    for path in ("/board", "/_stcore/metrics"):
        headers = browser.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert "strict-transport-security" not in headers  # not over TLS here
    assert browser.get("/own").headers["content-security-policy"] == "default-src 'none'"


def test_the_policy_allows_no_eval_and_no_foreign_script() -> None:
    said = policy("<html><script>one()</script><script src='x.js'></script></html>")
    assert "'unsafe-eval'" not in said
    script = next(part for part in said.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in script
    assert script.count("sha256-") == 1
    assert "http" not in said
    assert "frame-ancestors 'none'" in said


@pytest.mark.parametrize(
    "path",
    ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent", "/_stcore/agent/x"],
)
def test_streamlits_side_doors_stay_shut(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404
    assert browser.post(path).status_code == 404


def test_a_sign_that_no_database_keeps_goes_no_further(browser: TestClient) -> None:
    for path in ("/notice/%00", "/board?place=%00", "/ledger/a%00b/proof"):
        assert browser.get(path).status_code == 404
    assert browser.get("/board?place=%200").status_code == 200


def test_a_large_body_is_refused_by_what_it_says_of_itself(browser: TestClient) -> None:
    assert browser.post("/any", content=b"x" * LARGEST_BODY).text == str(LARGEST_BODY)
    answer = browser.post("/any", content=b"x" * (LARGEST_BODY + 1))
    assert answer.status_code == 413
    assert browser.post("/any", headers={"Content-Length": "-1"}).status_code == 413
    assert browser.post("/any", headers={"Content-Length": "many"}).status_code == 413


def test_a_large_body_is_refused_by_counting(browser: TestClient) -> None:
    read = 0

    def endless() -> Iterator[bytes]:
        nonlocal read
        for _ in range(1_000):
            read += 65_536
            yield b"x" * 65_536

    assert browser.post("/any", content=endless()).status_code == 413


def test_a_hundred_megabytes_are_refused_before_they_are_read(
    browser: TestClient, here: Neighbourhood
) -> None:
    browser.cookies["nb_session"] = cookie_for(here.lin)
    announced = {"Content-Length": str(100 * 1024 * 1024)}
    answer = browser.put(UPLOAD, content=b"x", headers=announced)
    assert answer.status_code == 413
    assert "20 MB" in answer.text
    fits = browser.put(UPLOAD, content=b"x" * LARGEST_UPLOAD)
    assert fits.text == str(LARGEST_UPLOAD)
    assert LARGEST_UPLOAD + ENVELOPE < 21 * 1024 * 1024


def test_a_stranger_uploads_nothing(browser: TestClient, here: Neighbourhood) -> None:
    assert browser.put(UPLOAD, content=b"x").status_code == 403
    browser.cookies["nb_session"] = "made up"
    assert browser.put(UPLOAD, content=b"x").status_code == 403
