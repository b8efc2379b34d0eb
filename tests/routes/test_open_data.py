"""The books for everybody's own programs: whole, cacheable, reproducible, and no way in."""

import csv
import io
import threading
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from models.base import clock_at
from models.ledger import Book
from routes import open_data
from routes.open_data import answer as answering
from routes.open_data import files as files_of_books
from rules.export import REPRODUCED
from rules.log.verdict import Verdict, verify
from services.book import book_of, the_book
from services.log.exporting import write_export
from services.log.key import log_keys
from services.log.page import verify_page
from tests.emptied import NOON
from tests.ledgers import opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.oracle import run

CLIENT = TestClient(Starlette(routes=open_data.ROUTES))
LEDGER = "/open-data/ledger/fengyuan"


@pytest.fixture
def book(here: Neighbourhood) -> Book:
    with transaction() as session:
        made = opened(session, here)
        posted(session, here, made, opening(1_000_000))
        posted(session, here, made, receipt(474_454))
        posted(session, here, made, payment(30_005))
    return made


def more(here: Neighbourhood, count: int) -> None:
    with clock_at(NOON + timedelta(hours=1)), transaction() as session:
        book = book_of(session, here.fengyuan.id or 0)
        assert book is not None
        for number in range(count):
            posted(session, here, book, receipt(100 + number))


def test_the_entries_are_there_for_every_program(book: Book) -> None:
    answer = CLIENT.get(f"{LEDGER}.csv")
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "entries-fengyuan-4.csv" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["effect_yuan"] for row in rows] == ["10000.00", "4744.54", "-300.05"]
    told = CLIENT.get(f"{LEDGER}.json").json()
    assert [entry["effect_fen"] for entry in told["entries"]] == [1_000_000, 474_454, -30_005]
    assert told["statement"][-1]["yuan"] == "14444.49"


def test_the_index_says_whose_books_there_are(book: Book) -> None:
    answer = CLIENT.get("/open-data/ledger.json")
    (listed,) = answer.json()["ledgers"]
    assert (listed["code"], listed["name"], listed["size"]) == ("fengyuan", "枫园小区", 4)
    assert listed["files"]["csv"].endswith(f"{LEDGER}.csv")
    assert answer.headers["access-control-allow-origin"] == "*"


def unpacked(query: str = "") -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(CLIENT.get(f"{LEDGER}.zip{query}").content)) as packed:
        assert packed.testzip() is None
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_archive_holds_what_the_command_writes(
    book: Book, here: Neighbourhood, tmp_path: Path
) -> None:
    packed = unpacked("?size=3")
    more(here, 1)
    with transaction() as session:
        write_export(session, the_book(session, book.id or 0), tmp_path, 3)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert packed == written | {"ledger.xlsx": packed["ledger.xlsx"]}
    for name in ("ledger.xlsx", *REPRODUCED):
        assert CLIENT.get(f"{LEDGER}/{name}?size=3").content == packed[name]


def test_the_archive_can_be_checked_without_us(book: Book, here: Neighbourhood) -> None:
    first, checkpoint = unpacked(), unpacked()["checkpoint.txt"].decode()
    assert verify(first, verify_page()).ok
    more(here, 2)
    later = unpacked()
    assert verify(later, verify_page(), checkpoint) == Verdict(6, ())
    forged = later | {"entries.jsonl": later["entries.jsonl"].replace(b"474454", b"474455")}
    assert not verify(forged, verify_page(), checkpoint).ok


def test_a_key_that_is_kept_elsewhere_signs_nothing_here(book: Book) -> None:
    with transaction() as session:
        for key in log_keys(session, book):
            key.private = None
            session.add(key)
    packed = unpacked()
    assert "checkpoint.txt" not in packed
    assert "entries.jsonl" in packed


@pytest.mark.parametrize("name", [*REPRODUCED, "ledger.json", "entries.jsonl", "ledger.zip"])
def test_what_was_handed_over_can_be_had_again(book: Book, here: Neighbourhood, name: str) -> None:
    before = CLIENT.get(f"{LEDGER}/{name}")
    more(here, 3)
    again = CLIENT.get(f"{LEDGER}/{name}", params={"size": before.headers["x-log-size"]})
    assert again.content == before.content
    assert again.headers["etag"] == before.headers["etag"]
    assert again.headers["last-modified"] == before.headers["last-modified"]
    now = CLIENT.get(f"{LEDGER}/{name}")
    assert (now.content != before.content) or name == "vouchers.csv"
    assert now.headers["etag"] != before.headers["etag"]
    assert now.headers["last-modified"] != before.headers["last-modified"]


def test_nothing_is_sent_twice(book: Book, here: Neighbourhood) -> None:
    first = CLIENT.get(f"{LEDGER}.csv")
    for header, value in (
        ("If-None-Match", first.headers["etag"]),
        ("If-None-Match", f'"other", W/{first.headers["etag"]}'),
        ("If-None-Match", "*"),
        ("If-Modified-Since", first.headers["last-modified"]),
    ):
        answer = CLIENT.get(f"{LEDGER}.csv", headers={header: value})
        assert (answer.status_code, answer.content) == (304, b""), header
    for header, value in (
        ("If-None-Match", '"other"'),
        ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("If-Modified-Since", "next week"),
    ):
        assert CLIENT.get(f"{LEDGER}.csv", headers={header: value}).status_code == 200, header
    more(here, 1)
    answer = CLIENT.get(f"{LEDGER}.csv", headers={"If-None-Match": first.headers["etag"]})
    assert answer.status_code == 200


def test_asking_for_the_head_makes_nothing(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_of_books, "_made", pytest.fail)
    answer = CLIENT.head(f"{LEDGER}.zip")
    assert (answer.status_code, answer.headers["x-log-size"]) == (200, "4")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("size=0", 404),
        ("size=5", 404),
        ("size=999999999", 404),
        ("size=1000000000", 400),
        ("size=-1", 400),
        ("size=", 400),
        ("size=1.5", 400),
        ("size=٣", 400),
        ("size=4%00", 400),
        ("size=1;drop table leaf", 400),
        ("size=1&size=2", 400),
        ("size=" + "9" * 5_000, 400),
    ],
)
def test_a_hostile_size_is_answered_in_one_sentence(book: Book, query: str, status: int) -> None:
    answer = CLIENT.get(f"{LEDGER}.csv?{query}", headers={"accept-language": "en"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")
    assert len(answer.text.splitlines()) == 1
    assert "size" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "qinghe.csv",  # keeps no books
        "jiangcheng.json",  # is no compound
        "nowhere.csv",
        "fengyuan.exe",
        "fengyuan",
        "FENGYUAN.csv",
        "fengyuan.csv.json",
        "%2e%2e%2fsecrets.json",
        "fengyuan/..%2f..%2fhouse.db",
        "fengyuan/secrets.json",
        "fengyuan/",
        "'%20or%201=1--.csv",
        "枫园.csv",
        "a" * 5_000 + ".csv",
        "fengyuan%00.csv",
    ],
)
def test_there_is_nothing_else(book: Book, path: str) -> None:
    answer = CLIENT.get(f"/open-data/ledger/{path}")
    assert answer.status_code == 404


def test_nobody_writes_here(book: Book) -> None:
    for verb in ("post", "put", "delete", "patch"):
        assert getattr(CLIENT, verb)(f"{LEDGER}.csv").status_code == 405


def test_the_house_makes_only_so_many_exports_at_once(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "turns", threading.BoundedSemaphore(1))
    for _ in range(3):  # each gives its turn back
        assert CLIENT.get(f"{LEDGER}.csv").status_code == 200
    assert answering.turns.acquire(blocking=False)
    answer = CLIENT.get(f"{LEDGER}.csv", headers={"accept-language": "en"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert CLIENT.head(f"{LEDGER}.csv").status_code == 200
    answering.turns.release()
    monkeypatch.setattr("rules.export.MOST_ENTRIES", 1)
    assert CLIENT.get(f"{LEDGER}.xlsx").status_code == 413
    assert CLIENT.get(f"{LEDGER}.csv").status_code == 200


def test_what_is_served_passes_frictionless_and_beancount(book: Book, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(CLIENT.get(f"{LEDGER}.zip").content)) as packed:
        packed.extractall(tmp_path)
    ran = run("bean-check", "--no-cache", str(tmp_path / "ledger.beancount"))
    assert (ran.returncode, ran.stderr) == (0, "")
    ran = run("frictionless", "validate", str(tmp_path / "datapackage.json"))
    assert ran.returncode == 0, ran.stdout
