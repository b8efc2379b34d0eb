"""An edition for everybody's own programs: whole, the same hashes, and nothing before its time."""

import csv
import hashlib
import io
import json
from typing import Any

import jsonschema
import pytest
from sqlalchemy import update
from sqlmodel import col
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from models.edition import Entrant
from models.place import Place
from routes import open_data
from rules.ranking import method_of, rank, table_of
from services import press
from services.ranking import edition, listing
from tests import editions
from tests import street as streets
from tests.editions import BODY, Rated
from tests.neighbourhood import Neighbourhood
from tests.street import Size

CLIENT = TestClient(Starlette(routes=open_data.ROUTES))
FILES = (".csv", ".json", *(f"/{name}" for name in ("values.csv", "method.json", "inputs.json")))
ALL = (*FILES, "/result.json", "/poster.pdf")
PEERS = BODY | {"peers": ["type"], "peer_minimum": 4}
NUMBER = {"type": ["integer", "null"]}
TEXT = {"type": "string"}
RANKED = ("peers", "rank", "rank_low", "rank_high", "score", "list", "values", "contributions")
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["format", "licence", "edition", "method", "computation", "rows", "unit"],
    "properties": {
        "format": {"const": 1},
        "edition": TEXT,
        "published_at": {"type": "string", "format": "date-time"},
        "computation": {
            "type": "object",
            "required": ["seed", "draws", "inputs_sha256", "result_sha256", "program"],
            "properties": {"seed": TEXT, "result_sha256": {"pattern": "^[0-9a-f]{64}$"}},
        },
        "rows": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["compound", "code", "firm", "kind"],
                "properties": {
                    "kind": {"enum": ["rated", "party_led", "unserved"]},
                    "rank": NUMBER,
                    "score": NUMBER,
                    "list": {"enum": ["red", "black", "none", "unranked"]},
                    "contributions": {"additionalProperties": {"type": "integer"}},
                    "values": {"additionalProperties": TEXT},
                },
                "if": {"properties": {"kind": {"const": "rated"}}},
                "then": {"required": list(RANKED)},
            },
        },
    },
}


@pytest.fixture
def street(here: Neighbourhood) -> Rated:
    with transaction() as session:
        return streets.twice(session, here, Size(body=PEERS))[1]


def address(made: Rated) -> str:
    assert made.edition is not None
    return f"/open-data/ranking/{made.edition.code}"


def rows_of(made: Rated) -> list[dict[str, str]]:
    text = CLIENT.get(f"{address(made)}.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_the_table_has_every_compound_and_its_points_sum_to_the_score(street: Rated) -> None:
    answer = CLIENT.get(f"{address(street)}.csv")
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    rows = rows_of(street)
    assert len(rows) == 38
    points = [name for name in rows[0] if name.startswith("points_")]
    for row in rows:
        if row["kind"] == "rated":
            assert abs(sum(float(row[name]) for name in points) - float(row["score"])) < 1e-9
        else:
            assert not row["score"] and not row["list"]


def test_no_cell_of_the_table_runs_in_a_spreadsheet(street: Rated) -> None:
    with transaction() as session:
        first = streets.first_placing(session, street)
        wanted = edition.results(session, street.id)
        assert wanted is not None
        row = listing.rows(session, listing.Wanted(street.id, wanted.made.id), 0, 1)[0]
        hostile = {"name": "=HYPERLINK(1)", "firm_name": "@SUM(1)"}
        session.execute(update(Entrant).where(col(Entrant.id) == row.entrant_id).values(**hostile))
        community = col(Place.code) == "fengyuan-community"
        session.execute(update(Place).where(community).values(name="+社区"))
        assert first
    cells = [cell for row in rows_of(street) for cell in row.values()]
    assert "'=HYPERLINK(1)" in cells and "'@SUM(1)" in cells and "'+社区" in cells
    assert not [cell for cell in cells if cell[:1] in set("=+@\t\r")]


def test_the_document_has_the_shape_that_is_promised(street: Rated) -> None:
    document = CLIENT.get(f"{address(street)}.json").json()
    jsonschema.validate(document, SCHEMA)
    for row in document["rows"]:
        if row["kind"] == "rated":
            assert sum(row["contributions"].values()) == row["score"]
    assert document["previous"] != document["edition"]
    listed = CLIENT.get("/open-data/ranking.json").json()["editions"]
    assert [one["code"] for one in listed] == [document["edition"], document["previous"]]


def test_inputs_and_result_are_the_very_texts_that_were_hashed(street: Rated) -> None:
    told = CLIENT.get(f"{address(street)}.json").json()["computation"]
    for name in ("inputs", "result"):
        content = CLIENT.get(f"{address(street)}/{name}.json").content
        assert hashlib.sha256(content).hexdigest() == told[f"{name}_sha256"]


def test_the_package_gives_the_same_scores_ranks_and_intervals(street: Rated) -> None:
    values = CLIENT.get(f"{address(street)}/values.csv").content
    method = method_of(json.loads(CLIENT.get(f"{address(street)}/method.json").content))
    again = {row.unit: row for row in rank(table_of(values, method), method).rows}
    shown = [row for row in rows_of(street) if row["kind"] == "rated"]
    assert len(again) == len(shown) == 36
    for row in shown:
        mine = again[row["compound"]]
        assert mine.score == float(row["score"])
        known = (mine.rank, mine.low, mine.high)
        assert known == tuple(int(row[name]) for name in ("rank", "rank_low", "rank_high"))


def test_whoever_has_it_already_gets_a_short_answer(street: Rated) -> None:
    for name in ALL:
        first = CLIENT.get(f"{address(street)}{name}")
        assert first.status_code == 200, name
        tag = {"If-None-Match": first.headers["etag"]}
        assert CLIENT.get(f"{address(street)}{name}", headers=tag).status_code == 304


def test_an_edition_that_is_not_published_has_no_file(here: Neighbourhood) -> None:
    with transaction() as session:
        made, _moment = editions.heard(session, here)
    for name in ALL:
        answer = CLIENT.get(f"{address(made)}{name}", headers={"Accept-Language": "en"})
        assert answer.status_code == 404
        assert answer.text == "This edition is not published yet.\n"
    assert CLIENT.get("/open-data/ranking.json").json()["editions"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/open-data/ranking/nowhere.csv",
        "/open-data/ranking/nowhere/values.csv",
        "/open-data/ranking/%00.csv",
        "/open-data/ranking/a'b.json",
        "/open-data/ranking/..%2F..%2Fetc.csv",
        "/open-data/ranking/zhelu-2026h1/secret.json",
        "/open-data/ranking/zhelu-2026h1/edition.csv",
        "/open-data/ranking/zhelu-2026h1.xml",
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(street: Rated, path: str) -> None:
    answer = CLIENT.get(path)
    assert answer.status_code == 404
    assert answer.text.count("\n") <= 1


def test_the_poster_is_the_same_bytes_each_time(street: Rated) -> None:
    first = CLIENT.get(f"{address(street)}/poster.pdf", headers={"Accept-Language": "zh"}).content
    assert first.startswith(b"%PDF") and b"pdfuaid" in first
    press._kept.clear()
    again = CLIENT.get(f"{address(street)}/poster.pdf", headers={"Accept-Language": "zh"})
    assert again.content == first
    assert again.headers["content-type"] == "application/pdf"
    other = CLIENT.get(f"{address(street)}/poster.pdf", headers={"Accept-Language": "en"}).content
    assert other != first


def test_nothing_that_people_wrote_runs_in_the_poster(street: Rated) -> None:
    with transaction() as session:
        hostile = {"name": '#panic("x")', "firm_name": '$ #read("/etc/passwd") $ [*b*]'}
        session.execute(update(Entrant).values(**hostile))
    answer = CLIENT.get(f"{address(street)}/poster.pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
    source = (press.TEMPLATES / "poster.typ").read_text("utf-8")
    for word in ("eval(", "read(", "plugin(", "include ", "import "):
        assert word not in source
