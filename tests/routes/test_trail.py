"""The trail as a file: the same lines, the same doors, nothing that runs."""

import csv
import io

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from db.setting import setting
from routes import trail
from routes.trail import ROUTES
from rules.permission import Visitor
from services.trail import record
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for


def get(visitor: Visitor | None, query: str = "") -> tuple[int, list[list[str]]]:
    client = TestClient(Starlette(routes=ROUTES))
    if visitor is not None:
        client.cookies.set(setting().cookie, cookie_for(visitor))
    answer = client.get(f"/trail.csv{query}", headers={"accept-language": "zh-CN"})
    if answer.status_code == 200:
        assert answer.headers["cache-control"] == "no-store"
        assert "attachment" in answer.headers["content-disposition"]
    return answer.status_code, list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def say(here: Neighbourhood, name: str, code: str = "place.renamed") -> None:
    with transaction() as session:
        after = {"name": name}
        about = f"place:{here.fengyuan.id}"
        record(session, here.guan, code, about, here.fengyuan, moves=(), after=after)


def test_an_auditor_takes_the_lines_home(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "CSV_ROWS", 2)
    for number in range(5):
        say(here, f"名 {number}")
    status, rows = get(here.shen, "?code=place.renamed")
    assert (status, len(rows)) == (200, 6)
    assert rows[0][:4] == ["编号", "时间", "谁", "做了什么"]
    assert rows[1][2:6] == ["管理员", "地方改名", "place.renamed", "枫园小区"]
    assert rows[1][8] == '{"name": "名 4"}'


def test_nothing_in_the_file_runs(here: Neighbourhood) -> None:
    with transaction() as session:
        member = Visitor(here.guan.member_id, "=cmd()", "guan", here.guan.held)
        record(session, member, "place.renamed", "place:1", here.fengyuan, moves=())
    rows = get(here.shen, "?code=place.renamed")[1]
    assert rows[1][2] == "'=cmd()"


@pytest.mark.parametrize("who", ["chen", "lin", "wu", "ma", "wai"])
def test_the_file_is_closed_to_others(here: Neighbourhood, who: str) -> None:
    assert get(here.visitors[who])[0] == 403


def test_a_stranger_and_a_foreign_place_are_refused(here: Neighbourhood) -> None:
    assert get(None)[0] == 403
    assert get(here.shen, "?place=jiangcheng")[0] == 403
    assert get(here.shen, "?place=fengyuan&from=nonsense&to=2026-99-99")[0] == 200
