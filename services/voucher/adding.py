"""Handing in a voucher: examined by content, kept by its SHA-256, private at first (收票)."""

import io
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError
from sqlmodel import Session, select

from db import storage
from models.ledger import Book
from models.revision import Area
from models.voucher import Voucher, VoucherKind
from rules import voucher as rule
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.trail import record
from services.visitor import check, the_place
from services.voucher.paging import pages_of_pdf

FORMATS = {VoucherKind.JPEG: "JPEG", VoucherKind.PNG: "PNG"}


@dataclass(frozen=True)
class Paper:
    """A file that was found to be a voucher (待存票据)."""

    name: str
    kind: VoucherKind
    sha256: str
    content: bytes


def examined(name: str, content: bytes) -> Paper:
    """Open the file and see whether it is what it must be. Slow: before the transaction."""
    kind = rule.kind_of(content)
    if kind in FORMATS:
        _must_open(content, FORMATS[kind])
    elif kind is VoucherKind.PDF:
        pages_of_pdf(content)
    return Paper(rule.file_name(name), kind, storage.digest(content), content)


def _must_open(content: bytes, form: str) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=[form]) as picture:
            if picture.width * picture.height > rule.MOST_PIXELS:
                raise rule.too_large_a_picture()
            picture.load()
    except Image.DecompressionBombError as error:
        raise rule.too_large_a_picture() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise rule.damaged() from error


def original_name(voucher: Voucher | Paper) -> str:
    """What the private original is called where files are kept."""
    return f"{voucher.sha256}-original.{voucher.kind.value}"


def the_voucher(session: Session, voucher_id: int) -> tuple[Voucher, Book]:
    """A voucher with its book; refused when there is none."""
    voucher = session.get(Voucher, voucher_id)
    if voucher is None:
        raise Refused(N_("There is no such voucher."))
    return voucher, session.get_one(Book, voucher.book_id)


def add_voucher(session: Session, actor: Visitor, book_id: int, paper: Paper) -> Voucher:
    """Keep a voucher for the books; the same file twice is one."""
    book = session.get(Book, book_id)
    if book is None:
        raise Refused(N_("There are no such books."))
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    same = select(Voucher).where(Voucher.book_id == book_id, Voucher.sha256 == paper.sha256)
    if (known := session.exec(same).first()) is not None:
        return known
    keep(original_name(paper), paper.content)
    assert fresh.member_id is not None
    voucher = Voucher(
        book_id=book_id,
        sha256=paper.sha256,
        kind=paper.kind,
        name=paper.name,
        size=len(paper.content),
        added_by=fresh.member_id,
    )
    session.add(voucher)
    session.flush()
    after = {"sha256": paper.sha256, "kind": paper.kind.value, "size": voucher.size}
    about = f"voucher:{voucher.id}"
    record(session, fresh, "voucher.added", about, place, moves=(Area.LEDGER,), after=after)
    return voucher


def keep(name: str, content: bytes) -> None:
    """Put a file away, or refuse in one sentence: nothing is half kept."""
    try:
        storage.store(name, content)
    except OSError as error:
        raise rule.no_disk() from error
