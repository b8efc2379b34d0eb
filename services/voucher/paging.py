"""The pages of a PDF as pictures, made in a process of its own (独立进程渲染).

A damaged or hostile PDF can crash the renderer or ask for more memory than there is. So it
runs in a child with a limit, and only the child ends.
``python -m services.voucher.paging < paper.pdf`` prints each page as a JPEG behind its length.
"""

import io
import os
import struct
import subprocess
import sys
from pathlib import Path

from rules.refusal import N_, Refused
from rules.voucher import MOST_PAGES, damaged
from services.child import limit_memory

MOST_SECONDS = 60
BROKEN, LOCKED, TOO_MANY = 3, 4, 5  # exit codes
LONGEST_SIDE, DOTS_PER_POINT = 1800, 150 / 72
QUALITY = 90
LENGTH = struct.Struct(">I")
ROOT = Path(__file__).parent.parent.parent


def pages_of_pdf(content: bytes) -> list[bytes]:
    """Each page as a JPEG. Raises ``Refused``."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "services.voucher.paging"],
            input=content,
            capture_output=True,
            cwd=ROOT,
            env=os.environ,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise damaged() from error
    if child.returncode == LOCKED:
        raise Refused(N_("The PDF is locked with a password. Save it without one."))
    if child.returncode == TOO_MANY:
        raise Refused(N_("The PDF has more than {n} pages. Split it."), n=MOST_PAGES)
    if child.returncode:
        raise damaged()
    return _split(child.stdout)


def _split(stream: bytes) -> list[bytes]:
    pages, at = [], 0
    while at < len(stream):
        (length,) = LENGTH.unpack_from(stream, at)
        at += LENGTH.size + length
        pages.append(stream[at - length : at])
    return pages


def main() -> int:
    """What the child does."""
    import pypdfium2 as pdfium  # noqa: PLC0415 in the child only

    limit_memory()
    try:
        paper = pdfium.PdfDocument(sys.stdin.buffer.read())
        if not 0 < len(paper) <= MOST_PAGES:
            return TOO_MANY if len(paper) else BROKEN
        paper.init_forms()  # what is written into a form's fields is part of the page
        for page in paper:
            scale = min(DOTS_PER_POINT, LONGEST_SIDE / max(*page.get_size(), 1.0))
            out = io.BytesIO()
            page.render(scale=scale).to_pil().convert("RGB").save(out, "JPEG", quality=QUALITY)
            sys.stdout.buffer.write(LENGTH.pack(out.tell()) + out.getvalue())
    except pdfium.PdfiumError as error:
        return LOCKED if "password" in str(error).lower() else BROKEN
    except (MemoryError, ValueError, OSError):
        return BROKEN
    return 0


if __name__ == "__main__":
    sys.exit(main())
