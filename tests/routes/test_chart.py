"""Pictures as files: what the page shows, for whoever may see the page."""

import csv
import io
import threading

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from db.setting import setting
from routes import chart
from rules.permission import Visitor
from services import picture
from tests import dashboards as sample
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for


@pytest.fixture(autouse=True)
def drawn(here: Neighbourhood) -> None:
    with transaction() as session:
        sample.drawn_up(session, here)


def _client(who: Visitor | None) -> TestClient:
    client = TestClient(Starlette(routes=chart.ROUTES))
    if who is not None:
        client.cookies.set(setting().cookie, cookie_for(who))
    return client


def test_a_picture_is_a_png_of_what_the_page_shows(here: Neighbourhood) -> None:
    got = _client(here.qin).get("/chart/street/places.png?place=zhelu&period=2026")
    assert got.status_code == 200
    assert Image.open(io.BytesIO(got.content)).format == "PNG"
    assert got.headers["cache-control"] == "private, no-store"


def test_who_asks_for_too_many_pictures_at_once_is_asked_to_come_again(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "_queue", threading.BoundedSemaphore(1))
    client, address = _client(here.qin), "/chart/street/places.png?place=zhelu&period=2026"
    with picture._my_turn():
        assert client.get(address).status_code == 503
        assert client.get(address.replace(".png", ".csv")).status_code == 200
    assert client.get(address).status_code == 200


def test_an_svg_runs_nothing(here: Neighbourhood) -> None:
    got = _client(here.qin).get("/chart/street/trend.svg?place=zhelu&period=2026-06")
    assert "按期办结率" in got.text and "新规程" in got.text
    assert "default-src 'none'" in got.headers["content-security-policy"]


def test_a_table_has_every_line_with_the_exact_figure(here: Neighbourhood) -> None:
    got = _client(here.qin).get("/chart/street/places.csv?place=zhelu&period=2026&lang=zh_CN")
    rows = list(csv.reader(io.StringIO(got.text.removeprefix("\ufeff"))))
    assert rows[0] == ["地方", "数据", "精确值", "分子", "分母", "数量"]
    assert [row[1:] for row in rows[1:]] == [
        ["95.8%", "575/6", "23", "24", "24"],
        ["50.0%", "50", "5", "10", "10"],
    ]


def test_what_was_picked_counts_in_the_file_too(here: Neighbourhood) -> None:
    client = _client(here.qin)
    got = client.get("/chart/street/ways.csv?place=zhelu&period=2026&on=category:lift")
    counts = [row[-1] for row in csv.reader(io.StringIO(got.text))][1:]
    assert counts == ["0", "17", "0"]


@pytest.mark.parametrize(
    "address",
    [
        "/chart/street/nothing.png?place=zhelu",
        "/chart/nothing/rate.png?place=zhelu",
        "/chart/street/places.png?place=nowhere",
        "/chart/street/places.png?place=zhelu%00",
        "/chart/street/places.png",
        "/chart/street/places.png?place=zhelu&period=1' or 1",
        "/chart/street/rate.png?place=zhelu",
    ],
)
def test_a_picture_that_is_not_there_is_answered_in_words(
    here: Neighbourhood, address: str
) -> None:
    got = _client(here.qin).get(address)
    assert got.status_code == 404
    assert got.text and "Traceback" not in got.text


def test_a_stranger_gets_no_picture_of_what_is_for_members(here: Neighbourhood) -> None:
    for kind in ("png", "svg", "csv"):
        got = _client(None).get(f"/chart/street/places.{kind}?place=zhelu")
        assert got.status_code == 404 and "95.8" not in got.text


def test_a_member_without_the_right_gets_no_picture(here: Neighbourhood) -> None:
    got = _client(here.wai).get("/chart/street/cost.csv?place=zhelu&period=2026")
    assert got.status_code == 404


def test_a_figure_alone_is_a_line_of_a_table_too(here: Neighbourhood) -> None:
    got = _client(here.qin).get("/chart/street/rate.csv?place=zhelu&period=2026&lang=zh_CN")
    rows = list(csv.reader(io.StringIO(got.text.removeprefix("\ufeff"))))
    assert rows == [
        ["数据", "精确值", "分子", "分母", "数量"],
        ["82.4%", "1400/17", "28", "34", "34"],
    ]
