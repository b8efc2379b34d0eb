"""A voucher is examined, kept once by its hash, or refused with nothing left behind."""

import errno
import os

import pytest
from sqlmodel import Session, select

from db import storage
from models.trail import TrailLine
from models.voucher import Voucher, VoucherKind
from rules.refusal import Refused
from services.voucher.adding import add_voucher, examined, original_name
from tests import ledgers
from tests.neighbourhood import Neighbourhood
from tests.papers import handed_in, ofd, pdf, photographed
from tests.picture import bomb, picture


def test_a_voucher_is_kept_as_it_was_handed_in(session: Session, here: Neighbourhood) -> None:
    book = ledgers.opened(session, here)
    voucher = handed_in(session, here, book)
    assert (voucher.kind, voucher.name) == (VoucherKind.JPEG, "收据.jpg")
    kept = storage.fetch(original_name(voucher))
    assert kept == photographed() and storage.digest(kept) == voucher.sha256
    line = session.exec(select(TrailLine).where(TrailLine.code == "voucher.added")).one()
    assert "收据" not in str(line.after)


def test_the_same_file_twice_is_one_voucher(session: Session, here: Neighbourhood) -> None:
    book = ledgers.opened(session, here)
    assert handed_in(session, here, book) == handed_in(session, here, book, name="又一次.png")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (bomb(20_000, 20_000), "million pixels"),
        (picture(200, 200)[:900], "damaged"),
        (b"\xff\xd8\xff\xe0MZ\x90 a program that begins like a picture", "damaged"),
        (b"%PDF-1.7\nnothing in it\n%%EOF", "damaged"),
        (pdf(21, 20), "more than 20 pages"),
    ],
    ids=["bomb", "cut", "program", "no-pdf", "book"],
)
def test_what_does_not_open_is_no_voucher(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        examined("收据.jpg", content)


@pytest.mark.parametrize("content", [picture(form="PNG"), pdf(), ofd()])
def test_each_kind_is_taken(content: bytes) -> None:
    assert examined("x", content).content == content


def test_a_full_disk_leaves_the_books_as_they_were(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = ledgers.opened(session, here)
    paper = examined("x.jpg", picture(71, 37))
    storage.where(original_name(paper)).unlink(missing_ok=True)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="disk is full"):
        add_voucher(session, here.wu, book.id or 0, paper)
    folder = storage.where(original_name(paper)).parent
    assert not list(folder.glob(".half-*")) and not storage.where(original_name(paper)).exists()
    assert session.exec(select(Voucher)).all() == []


@pytest.mark.parametrize("who", ["chen", "shen", "lin", "wai"])
def test_only_who_keeps_the_books_hands_in(session: Session, here: Neighbourhood, who: str) -> None:
    book = ledgers.opened(session, here)
    paper = examined("x.jpg", picture(72, 37))
    with pytest.raises(Refused, match="role does not allow"):
        add_voucher(session, here.visitors[who], book.id or 0, paper)
    with pytest.raises(Refused, match="no such books"):
        add_voucher(session, here.wu, 9_999, paper)
