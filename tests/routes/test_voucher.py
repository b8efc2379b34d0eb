"""Copies are for everybody while they count; originals for those who keep or check the books."""

import pytest
from sqlmodel import select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import session as database
from db import storage
from db.setting import setting
from models.ledger import Book
from models.trail import TrailLine
from models.voucher import VoucherKind
from routes.voucher import ROUTES
from services.voucher.attaching import attach_vouchers
from services.voucher.copying import Copy, drawn, publish_copy
from tests import ledgers
from tests.neighbourhood import Neighbourhood
from tests.papers import handed_in, pdf, photographed
from tests.visit import cookie_for

CLIENT = TestClient(Starlette(routes=ROUTES))


@pytest.fixture
def shown(here: Neighbourhood) -> tuple[int, Copy]:
    """A voucher of a posted entry, and the copy of it that everybody may see."""
    with database.transaction() as session:
        book = ledgers.opened(session, here)
        entry = ledgers.posted(session, here, book, ledgers.receipt(30_000))
        voucher = handed_in(session, here, session.get_one(Book, entry.book_id))
        attach_vouchers(session, here.wu, entry.id or 0, [voucher.id or 0])
        copy = drawn(voucher.kind, photographed(), [])
        publish_copy(session, here.wu, voucher.id or 0, copy)
        return voucher.id or 0, copy


def test_everybody_sees_the_copy_that_counts(shown: tuple[int, Copy]) -> None:
    _, copy = shown
    answer = CLIENT.get(f"/voucher/{copy.sha256}.jpg")
    assert (answer.status_code, answer.content) == (200, copy.content)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert CLIENT.get(f"/voucher/{copy.sha256}-small.jpg").content == copy.small


def test_a_copy_that_was_replaced_is_gone(here: Neighbourhood, shown: tuple[int, Copy]) -> None:
    number, first = shown
    with database.transaction() as session:
        voucher = Copy(first.of, VoucherKind.PDF, *_pdf(), 0)
        publish_copy(session, here.wu, number, voucher)
    assert CLIENT.get(f"/voucher/{first.sha256}.jpg").status_code == 404
    answer = CLIENT.get(f"/voucher/{voucher.sha256}.pdf")
    assert answer.headers["content-type"] == "application/pdf"
    assert CLIENT.get(f"/voucher/{voucher.sha256}.jpg").status_code == 404


def _pdf() -> tuple[bytes, bytes, str]:
    made = drawn(VoucherKind.PDF, pdf(1), [])
    return made.content, made.small, made.sha256


@pytest.mark.parametrize("name", ["0" * 64 + ".jpg", "..%2F..%2Fhouse.db", "x.jpg"])
def test_nothing_else_is_a_copy(shown: tuple[int, Copy], name: str) -> None:
    assert CLIENT.get(f"/voucher/{name}").status_code == 404


def test_an_original_never_goes_out_by_its_hash(shown: tuple[int, Copy]) -> None:
    of = shown[1].of
    assert storage.fetch(f"{of}-original.jpg") is not None
    for name in (f"{of}-original.jpg", f"{of}.jpg"):
        assert CLIENT.get(f"/voucher/{name}").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("wu", 200), ("shen", 200), ("zhou", 403), ("", 403)])
def test_an_original_is_for_those_who_keep_or_check(
    here: Neighbourhood, shown: tuple[int, Copy], who: str, status: int
) -> None:
    cookies = {setting().cookie: cookie_for(here.visitors[who])} if who else {}
    client = TestClient(Starlette(routes=ROUTES), cookies=cookies)
    answer = client.get(f"/voucher/original/{shown[0]}")
    assert answer.status_code == status
    assert answer.headers["cache-control"] == "no-store"
    with database.glance() as session:
        told = session.exec(select(TrailLine).where(TrailLine.code == "voucher.read")).all()
    assert len(told) == (status == 200)
    if status == 200:
        assert answer.content == photographed()
        assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("number", [2**31, 2**63, 10**20])
def test_a_number_beyond_all_rows_is_refused_like_any_other(
    here: Neighbourhood, shown: tuple[int, Copy], number: int
) -> None:
    cookies = {setting().cookie: cookie_for(here.visitors["wu"])}
    client = TestClient(Starlette(routes=ROUTES), cookies=cookies)
    assert client.get(f"/voucher/original/{number}").status_code == 403
