"""Vouchers for tests, made on the spot (票据样本)."""

import io
import zipfile

from PIL import Image
from sqlmodel import Session

from models.ledger import Book
from models.voucher import Voucher
from services.voucher.adding import add_voucher, examined
from tests.neighbourhood import Neighbourhood
from tests.picture import picture


def photographed(width: int = 60, height: int = 40) -> bytes:
    """A JPEG that says where it was taken and with which camera."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "NB-Phone", 6  # maker; turned by a quarter
    exif.get_ifd(0x8825)[2] = (31.0, 20.0, 0.0)  # latitude
    return picture(width, height, exif=exif)


def pdf(pages: int = 2, side: int = 300) -> bytes:
    """A PDF of white pages with a black bar on top of each."""
    sheets = []
    for _ in range(pages):
        sheet = Image.new("RGB", (side, side), "white")
        sheet.paste("black", (0, 0, side, side // 5))
        sheets.append(sheet)
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], author="张会计")
    return out.getvalue()


def archive(**parts: bytes) -> bytes:
    """A zip of these parts; ``OFD_xml`` becomes ``OFD.xml``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("_", "."), content)
    return out.getvalue()


def ofd() -> bytes:
    """An electronic invoice."""
    return archive(OFD_xml=b"<ofd:OFD/>", Document_xml=b"<ofd:Document/>")


def handed_in(
    session: Session, here: Neighbourhood, book: Book, content: bytes = b"", name: str = "收据.jpg"
) -> Voucher:
    """A voucher in the books."""
    return add_voucher(session, here.wu, book.id or 0, examined(name, content or photographed()))
