"""The public copy: upright, without metadata, black where a box was drawn; the original apart."""

import io
import json

import pytest
from PIL import Image
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from db import storage
from models.ledger import Book, Entry
from models.log import Leaf, LeafKind
from models.trail import TrailLine
from models.voucher import PublicCopy, VoucherKind
from rules.refusal import Refused
from rules.voucher import Box
from services.voucher.adding import original_name
from services.voucher.attaching import attach_vouchers
from services.voucher.copying import drawn, pages, publish_copy, read_original
from services.voucher.reading import lying_loose, public_copy, vouchers_of
from tests import ledgers
from tests.neighbourhood import Neighbourhood
from tests.papers import handed_in, ofd, pdf, photographed
from tests.picture import picture

HALF = Box(0.0, 0.0, 1.0, 0.5)


def _pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_a_copy_is_upright_without_metadata_and_black_where_it_was_drawn_on() -> None:
    copy = drawn(VoucherKind.JPEG, photographed(60, 40), [Box(0.0, 0.0, 0.5, 0.5)])
    image = Image.open(io.BytesIO(copy.content))
    assert image.size == (40, 60)  # turned as the camera said
    assert not image.getexif() and b"NB-Phone" not in copy.content
    plain = image.convert("RGB")
    assert max(plain.getpixel((5, 5))) < 60 and max(plain.getpixel((35, 50))) > 100
    assert copy.of == storage.digest(photographed(60, 40)) and copy.box_count == 1
    assert Image.open(io.BytesIO(copy.small)).size == (40, 60)


def test_a_png_with_see_through_parts_becomes_paper() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(out, "PNG", pnginfo=None)
    copy = drawn(VoucherKind.PNG, out.getvalue(), [])
    assert copy.kind is VoucherKind.JPEG
    assert min(_pixels(copy.content).getpixel((25, 25))) > 240


def test_a_pdf_becomes_pictures_of_its_pages_with_nothing_under_them() -> None:
    copy = drawn(VoucherKind.PDF, pdf(2), [Box(0.0, 0.5, 1.0, 1.0, page=1)])
    assert copy.kind is VoucherKind.PDF and copy.content.startswith(b"%PDF-")
    assert "张会计".encode() not in copy.content and b"CreationDate" not in copy.content
    first, second = pages(VoucherKind.PDF, copy.content)
    low = (first.width // 2, first.height * 3 // 4)
    assert min(first.getpixel(low)) > 200 and max(second.getpixel(low)) < 60
    again = drawn(VoucherKind.PDF, pdf(2), [Box(0.0, 0.5, 1.0, 1.0, page=1)])
    assert again.sha256 == copy.sha256


def test_an_ofd_stays_private() -> None:
    with pytest.raises(Refused, match="cannot be drawn on"):
        drawn(VoucherKind.OFD, ofd(), [])


def _posted(session: Session, here: Neighbourhood) -> Entry:
    book = ledgers.opened(session, here)
    return ledgers.posted(session, here, book, ledgers.receipt(30_000))


def test_a_voucher_that_came_later_is_a_leaf_of_the_log(
    session: Session, here: Neighbourhood
) -> None:
    entry = _posted(session, here)
    book = session.get_one(Book, entry.book_id)
    voucher = handed_in(session, here, book)
    assert [one.id for one in lying_loose(session, book.id or 0)] == [voucher.id]
    leaf = attach_vouchers(session, here.wu, entry.id or 0, [voucher.id or 0])
    body = json.loads(leaf.body)
    assert (body["kind"], body["entry"]) == ("voucher", entry.number)
    assert body["vouchers"] == [voucher.sha256] and "收据" not in leaf.body
    assert [one.id for one in vouchers_of(session, entry.id or 0)] == [voucher.id]
    assert lying_loose(session, book.id or 0) == []
    with pytest.raises(Refused, match="does not lie beside"):
        attach_vouchers(session, here.wu, entry.id or 0, [voucher.id or 0])
    with pytest.raises(Refused, match="in these books"):
        attach_vouchers(session, here.wu, entry.id or 0, [9_999])
    with pytest.raises(Refused, match="no such entry"):
        attach_vouchers(session, here.wu, 9_999, [voucher.id or 0])
    with pytest.raises(Refused, match="role does not allow"):
        attach_vouchers(session, here.shen, entry.id or 0, [voucher.id or 0])


def test_a_copy_is_public_once_its_entry_is_posted_and_the_newest_counts(
    session: Session, here: Neighbourhood
) -> None:
    entry = _posted(session, here)
    book = session.get_one(Book, entry.book_id)
    content = picture(90, 60)
    voucher = handed_in(session, here, book, content)
    first = drawn(voucher.kind, content, [])
    publish_copy(session, here.wu, voucher.id or 0, first)
    assert public_copy(session, first.sha256) is None  # proves nothing yet
    leaves = select(Leaf).where(Leaf.kind == LeafKind.VOUCHER)
    assert session.exec(leaves).all() == []
    attach_vouchers(session, here.wu, entry.id or 0, [voucher.id or 0])
    assert public_copy(session, first.sha256) is not None
    second = drawn(voucher.kind, content, [HALF])
    publish_copy(session, here.wu, voucher.id or 0, second)
    assert public_copy(session, first.sha256) is None
    shown = vouchers_of(session, entry.id or 0)[0]
    assert (shown.copy_sha256, shown.box_count) == (second.sha256, 1)
    told = json.loads(session.exec(leaves.order_by(Leaf.index.desc())).first().body)
    assert told["copy"] == second.sha256 and told["entries"] == [entry.number]
    with pytest.raises(DBAPIError, match="append-only"), session.begin_nested():
        session.delete(session.exec(select(PublicCopy)).first())
        session.flush()


def test_a_copy_belongs_to_its_voucher(session: Session, here: Neighbourhood) -> None:
    book = ledgers.opened(session, here)
    voucher = handed_in(session, here, book)
    other = drawn(VoucherKind.JPEG, picture(33, 44), [])
    with pytest.raises(Refused, match="another voucher"):
        publish_copy(session, here.wu, voucher.id or 0, other)
    with pytest.raises(Refused, match="role does not allow"):
        publish_copy(session, here.lin, voucher.id or 0, other)
    with pytest.raises(Refused, match="no such voucher"):
        publish_copy(session, here.wu, 9_999, other)


@pytest.mark.parametrize("who", ["wu", "ma", "lin", "shi", "qin", "shen"])
def test_the_original_is_for_those_who_keep_or_check_and_leaves_a_line(
    session: Session, here: Neighbourhood, who: str
) -> None:
    voucher = handed_in(session, here, ledgers.opened(session, here))
    found, content = read_original(session, here.visitors[who], voucher.id or 0)
    assert found == voucher and storage.digest(content) == voucher.sha256
    line = session.exec(select(TrailLine).where(TrailLine.code == "voucher.read")).one()
    assert line.about == f"voucher:{voucher.id}"


@pytest.mark.parametrize("who", ["chen", "zhou", "gao", "wai"])
def test_the_original_is_for_nobody_else(session: Session, here: Neighbourhood, who: str) -> None:
    voucher = handed_in(session, here, ledgers.opened(session, here))
    with pytest.raises(Refused, match="role does not allow"):
        read_original(session, here.visitors[who], voucher.id or 0)


def test_a_lost_file_is_told_as_lost(session: Session, here: Neighbourhood) -> None:
    voucher = handed_in(session, here, ledgers.opened(session, here), picture(39, 41))
    storage.where(original_name(voucher)).unlink()
    with pytest.raises(Refused, match="is lost"):
        read_original(session, here.wu, voucher.id or 0)
