"""The vouchers of a compound in one archive: the copies that count today, and nothing else."""

import csv
import io
import zipfile
from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import storage
from db.session import transaction
from models.voucher import Voucher
from routes import open_data
from rules.voucher import Box
from services.book import the_book
from services.voucher.attaching import attach_vouchers
from services.voucher.copying import drawn, publish_copy
from tests.ledgers import OPENED, opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.papers import handed_in
from tests.picture import picture

CLIENT = TestClient(Starlette(routes=open_data.ROUTES))
BUNDLE = "/open-data/ledger/fengyuan/vouchers.zip"
TOP = Box(0.0, 0.0, 1.0, 0.5)


@dataclass
class Kept:
    """One voucher with a copy in each of two periods, one that was replaced, one without a copy."""

    book_id: int
    first: Voucher
    second: Voucher
    private: Voucher
    size_before: int  # before the second entry had its voucher
    replaced: str
    content: bytes


@pytest.fixture
def kept(here: Neighbourhood) -> Kept:
    with transaction() as session:
        book = opened(session, here)
        entries = [
            posted(session, here, book, opening(1_000_000, OPENED)),
            posted(session, here, book, receipt(474_454)),
            posted(session, here, book, payment(30_005)),
        ]
        contents = [picture(60 + n, 40) for n in range(3)]
        papers = [handed_in(session, here, book, content) for content in contents]
        attach_vouchers(session, here.wu, entries[0].id or 0, [papers[0].id or 0])
        copy = drawn(papers[0].kind, contents[0], [])
        publish_copy(session, here.wu, papers[0].id or 0, copy)
        size = the_book(session, book.id or 0).leaf_count
        attach_vouchers(session, here.wu, entries[1].id or 0, [papers[1].id or 0])
        replaced = drawn(papers[1].kind, contents[1], [])
        publish_copy(session, here.wu, papers[1].id or 0, replaced)
        covered = drawn(papers[1].kind, contents[1], [TOP])
        publish_copy(session, here.wu, papers[1].id or 0, covered)
        attach_vouchers(
            session, here.wu, entries[2].id or 0, [papers[0].id or 0, papers[2].id or 0]
        )
        return Kept(book.id or 0, *papers, size, replaced.sha256, copy.content)


def taken(query: str = "") -> tuple[zipfile.ZipFile, list[dict[str, str]]]:
    answer = CLIENT.get(f"{BUNDLE}{query}")
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == "*"
    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    text = packed.read("vouchers.csv").decode("utf-8-sig")
    return packed, list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_copy_is_there_once_with_its_hash(kept: Kept) -> None:
    packed, rows = taken()
    assert [(row["entry"], row["sha256"]) for row in rows] == [
        ("1", kept.first.sha256),
        ("2", kept.second.sha256),
        ("3", kept.first.sha256),
    ]
    assert packed.namelist() == ["vouchers.csv", rows[0]["copy"], rows[1]["copy"]]
    assert packed.read(rows[0]["copy"]) == kept.content
    for row in rows:
        assert storage.digest(packed.read(row["copy"])) == row["copy_sha256"]


def test_neither_an_original_nor_a_replaced_copy_goes_out(kept: Kept) -> None:
    packed, rows = taken()
    shown = {storage.digest(packed.read(name)) for name in packed.namelist()}
    originals = {kept.first.sha256, kept.second.sha256, kept.private.sha256}
    assert not shown & {kept.replaced, *originals}
    assert kept.private.sha256 not in {row["sha256"] for row in rows}
    assert rows[1]["blacked_out"] == "1"


def test_a_period_or_an_older_size_can_be_asked_for(kept: Kept) -> None:
    assert [row["entry"] for row in taken("?period=1")[1]] == ["1"]
    assert [row["entry"] for row in taken("?period=2")[1]] == ["2", "3"]
    assert taken("?period=9")[1] == []
    assert [row["entry"] for row in taken(f"?size={kept.size_before}")[1]] == ["1"]


def test_it_is_sent_anew_only_when_another_copy_counts(kept: Kept, here: Neighbourhood) -> None:
    tag = CLIENT.get(BUNDLE).headers["etag"]
    assert CLIENT.get(BUNDLE, headers={"If-None-Match": tag}).status_code == 304
    assert CLIENT.head(BUNDLE).headers["etag"] == tag
    with transaction() as session:
        again = drawn(kept.first.kind, picture(60, 40), [TOP])
        publish_copy(session, here.wu, kept.first.id or 0, again)
    assert CLIENT.get(BUNDLE, headers={"If-None-Match": tag}).status_code == 200


def test_a_lost_copy_is_named(kept: Kept) -> None:
    name = taken()[1][0]["copy"]
    storage.where(name).unlink()
    packed, rows = taken()
    assert packed.namelist() == ["vouchers.csv", rows[1]["copy"], "lost.txt"]
    assert packed.read("lost.txt").decode() == f"{name}\n"


@pytest.mark.parametrize(
    ("query", "status"),
    [("?period=x", 400), ("?period=-1", 400), ("?period=1&period=2", 400), ("?size=999", 404)],
)
def test_a_hostile_question_is_answered_in_one_sentence(
    kept: Kept, query: str, status: int
) -> None:
    answer = CLIENT.get(f"{BUNDLE}{query}")
    assert (answer.status_code, len(answer.text.splitlines())) == (status, 1)
    assert CLIENT.get("/open-data/ledger/qinghe/vouchers.zip").status_code == 404
    assert CLIENT.get("/open-data/ledger/%2e%2e/vouchers.zip").status_code == 404
