"""The copy for everybody: pixels only, blacked out where somebody drew a box (公开副本).

Whatever is under a box is painted over before the picture is encoded; no text layer, no
metadata, no second version of the page goes out with it.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageDraw
from sqlmodel import Session, col, select

from db import storage
from models.ledger import Book, Entry
from models.log import LeafKind
from models.revision import Area
from models.voucher import EntryVoucher, PublicCopy, Voucher, VoucherKind
from rules import voucher as rule
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.log.tree import append
from services.photo import upright
from services.trail import record
from services.visitor import check, the_place
from services.voucher.adding import keep, original_name, the_voucher
from services.voucher.paging import pages_of_pdf

LONGEST_SIDE, SMALL_SIDE, QUALITY = 2000, 360, 86
INK = (24, 22, 20)


@dataclass(frozen=True)
class Copy:
    """A public copy, ready to be kept (公开副本成品)."""

    of: str  # the SHA-256 of the original it was made from
    kind: VoucherKind
    content: bytes
    small: bytes
    sha256: str
    box_count: int


def pages(kind: VoucherKind, content: bytes) -> list[Image.Image]:
    """The voucher as upright pictures, one for each page. Slow: before the transaction."""
    if kind is VoucherKind.OFD:
        raise Refused(N_("An OFD cannot be drawn on. Print it as PDF, and hand that in as well."))
    if kind is VoucherKind.PDF:
        return [Image.open(io.BytesIO(page)).convert("RGB") for page in pages_of_pdf(content)]
    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        return [upright(picture, LONGEST_SIDE)]


def drawn(kind: VoucherKind, content: bytes, boxes: Sequence[rule.Box]) -> Copy:
    """The copy with ``boxes`` burnt in. Slow: before the transaction."""
    sheets = pages(kind, content)
    rule.must_be_boxes(boxes, len(sheets))
    for box in boxes:
        sheet = sheets[box.page]
        left, top, right, bottom = box.pixels(*sheet.size)
        ImageDraw.Draw(sheet).rectangle((left, top, right - 1, bottom - 1), fill=INK)
    out, small = io.BytesIO(), io.BytesIO()
    if kind is VoucherKind.PDF:
        nothing = {"creationDate": None, "modDate": None}
        rest = sheets[1:]
        sheets[0].save(out, "PDF", save_all=True, append_images=rest, resolution=150, **nothing)
    else:
        kind = VoucherKind.JPEG
        sheets[0].save(out, "JPEG", quality=QUALITY, optimize=True)
    thumbnail = sheets[0].copy()
    thumbnail.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    thumbnail.save(small, "JPEG", quality=QUALITY)
    found = out.getvalue()
    return Copy(
        storage.digest(content),
        kind,
        found,
        small.getvalue(),
        storage.digest(found),
        len(boxes),
    )


def publish_copy(session: Session, actor: Visitor, voucher_id: int, copy: Copy) -> PublicCopy:
    """Let everybody see ``copy`` of a voucher, in place of an earlier one (公开票据)."""
    voucher, book = the_voucher(session, voucher_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.POST_ENTRY, place)
    assert fresh.member_id is not None
    if copy.of != voucher.sha256:
        raise Refused(N_("This copy was made from another voucher."))
    keep(f"{copy.sha256}.{copy.kind.value}", copy.content)
    keep(f"{copy.sha256}-small.jpg", copy.small)
    public = PublicCopy(
        voucher_id=voucher_id,
        sha256=copy.sha256,
        kind=copy.kind,
        box_count=copy.box_count,
        made_by=fresh.member_id,
    )
    session.add(public)
    session.flush()
    _log(session, book, voucher, public)
    after = {"sha256": copy.sha256, "boxes": copy.box_count}
    about = f"voucher:{voucher_id}"
    record(session, fresh, "voucher.published", about, place, moves=(Area.LEDGER,), after=after)
    return public


def _log(session: Session, book: Book, voucher: Voucher, public: PublicCopy) -> None:
    """A copy of what proves a posted entry goes into the log; before that, nothing refers to it."""
    numbers = select(Entry.number).join(EntryVoucher, col(EntryVoucher.entry_id) == col(Entry.id))
    bound = list(session.exec(numbers.where(col(EntryVoucher.voucher_id) == voucher.id)))
    if bound:
        session.refresh(book, with_for_update=True)
        body = {"entries": sorted(bound), "voucher": voucher.sha256, "copy": public.sha256}
        append(session, book, LeafKind.VOUCHER, body)


def read_original(session: Session, actor: Visitor, voucher_id: int) -> tuple[Voucher, bytes]:
    """The private original, for who keeps or checks the books; it leaves a line (调阅原件)."""
    voucher, book = the_voucher(session, voucher_id)
    place = the_place(session, book.place_id)
    wanted = Permission.POST_ENTRY if actor.may(Permission.POST_ENTRY, place.path) else None
    fresh = check(session, actor, wanted or Permission.AUDIT, place)
    content = storage.fetch(original_name(voucher))
    if content is None:
        raise Refused(N_("The file of this voucher is lost. Tell the administrator."))
    about, after = f"voucher:{voucher_id}", {"sha256": voucher.sha256}
    record(session, fresh, "voucher.read", about, place, moves=(), after=after)
    return voucher, content
