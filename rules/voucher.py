"""What may prove an entry, and what everybody may see of it (票据).

What a file is, its content decides and never its name.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from models.voucher import VoucherKind
from rules.packed import BROKEN_ZIP
from rules.refusal import N_, Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024  # of an OFD, which is a zip
MOST_PARTS = 2_000
MOST_PIXELS = 60_000_000
MOST_PAGES = 20  # of a PDF
MOST_BOXES = 60
MOST_AT_ONCE = 20
LONGEST_NAME = 100
SMALLEST_BOX = 0.004  # of the page: less is a slip of the finger

_JPEG, _PNG, _PDF, _ZIP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"PK\x03\x04"
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"dex\n", b"\0asm")
_WEB_PAGE = re.compile(rb"[\s\xef\xbb\xbf]*<(!doctype|html|head|body|script|svg|\?xml|\?php)", re.I)

WANTED = N_("Give a JPG or PNG picture, a PDF, or an OFD invoice.")


def kind_of(content: bytes) -> VoucherKind:
    """What kind of file this is; refused when it is none of the four."""
    must_be_small_enough(len(content))
    if content.startswith(_JPEG):
        return VoucherKind.JPEG
    if content.startswith(_PNG):
        return VoucherKind.PNG
    if content.startswith(_PDF):
        return _whole_pdf(content)
    if content.startswith(_ZIP):
        return _sound_ofd(content)
    if content.startswith(_PROGRAMS):
        raise Refused(N_("This is a program, whatever its name says; it is no voucher."))
    if _WEB_PAGE.match(content):
        raise Refused(N_("This is a web page, whatever its name says; it is no voucher."))
    raise Refused(WANTED)


def must_be_small_enough(byte_count: int) -> None:
    """Refuse an empty file, and one that is too heavy, before anybody opens it."""
    if not byte_count:
        raise Refused(N_("The file is empty."))
    if byte_count > MOST_BYTES:
        raise Refused(N_("The file is larger than {most} MB."), most=MOST_BYTES // 1024 // 1024)


def _whole_pdf(content: bytes) -> VoucherKind:
    if b"%%EOF" not in content[-2048:]:
        raise Refused(N_("The PDF is cut off: its end is missing. Get it anew."))
    return VoucherKind.PDF


def _sound_ofd(content: bytes) -> VoucherKind:
    """An OFD (GB/T 33190) is a zip with ``OFD.xml`` on top; no other zip is a voucher."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if "OFD.xml" not in {part.filename for part in parts}:
                raise Refused(N_("This is a zip archive, and no OFD invoice."))
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused(N_("The file unpacks to far more than a voucher holds."))
            _must_hold_what_it_says(archive, parts)
    except BROKEN_ZIP as error:
        raise damaged() from error
    return VoucherKind.OFD


def _must_hold_what_it_says(archive: zipfile.ZipFile, parts: Sequence[zipfile.ZipInfo]) -> None:
    """Unpack every part, a little at a time: sizes in the list may be lies, sums may be wrong."""
    left = MOST_UNPACKED
    for part in parts:
        with archive.open(part) as stream:
            while piece := stream.read(1 << 16):
                left -= len(piece)
                if left < 0:
                    raise Refused(N_("The file unpacks to far more than a voucher holds."))


def damaged() -> Refused:
    """The refusal of a file that does not open as what it seems to be."""
    return Refused(N_("The file is damaged and cannot be opened. Get it anew, or photograph it."))


def too_large_a_picture() -> Refused:
    """The refusal of a picture that would fill the memory."""
    return Refused(
        N_("The picture has more than {n} million pixels. Choose a smaller one."),
        n=MOST_PIXELS // 1_000_000,
    )


def no_disk() -> Refused:
    """The refusal when what keeps the files is full or away: nothing was kept."""
    return Refused(
        N_(
            "The voucher could not be saved: the disk is full or the store does not answer. "
            "Tell the administrator."
        )
    )


def file_name(name: str) -> str:
    """The name as it was handed in, without a path, in one line, not too long."""
    last = re.split(r"[\\/]", name)[-1]
    bare = re.sub(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]", "", last).strip()
    return bare[-LONGEST_NAME:] or "voucher"


@dataclass(frozen=True)
class Box:
    """What is blacked out: its corners as parts of the page's width and height (遮盖框)."""

    left: float
    top: float
    right: float
    bottom: float
    page: int = 0

    @classmethod
    def between(cls, one: tuple[float, float], other: tuple[float, float], page: int = 0) -> "Box":
        """The box with these two corners, in whatever order they were tapped."""
        (left, right), (top, bottom) = (sorted(pair) for pair in zip(one, other))
        return cls(_within(left), _within(top), _within(right), _within(bottom), page)

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """The corners in pixels, outwards: half a digit must not look out."""
        left, top = int(self.left * width), int(self.top * height)
        return (
            left,
            top,
            min(width, int(self.right * width) + 1),
            min(height, int(self.bottom * height) + 1),
        )


def _within(part: float) -> float:
    return min(1.0, max(0.0, part))


def must_be_boxes(boxes: Sequence[Box], page_count: int) -> None:
    """Refuse boxes that no hand has drawn on these pages."""
    if len(boxes) > MOST_BOXES:
        raise Refused(N_("At most {n} places can be blacked out."), n=MOST_BOXES)
    for box in boxes:
        inside = 0 <= box.left < box.right <= 1 and 0 <= box.top < box.bottom <= 1
        wide = min(box.right - box.left, box.bottom - box.top) >= SMALLEST_BOX
        if not (inside and wide and 0 <= box.page < page_count):
            raise Refused(N_("A place to black out must lie on the page and be large enough."))
