"""What the child does that makes pictures of a PDF's pages (渲染).

``python -P services/child.py services/voucher/rendering.py PAGES < paper.pdf`` prints each page as
a JPEG behind its length.
"""

import io
import struct
import sys

BROKEN, LOCKED, TOO_MANY = 3, 4, 5  # exit codes
LONGEST_SIDE, DOTS_PER_POINT = 1800, 150 / 72
QUALITY = 90
LENGTH = struct.Struct(">I")


def main(most_pages: int) -> int:
    """Read the paper, write its pages; the exit code says what is wrong with it."""
    import pypdfium2 as pdfium  # noqa: PLC0415 in the child only

    try:
        paper = pdfium.PdfDocument(sys.stdin.buffer.read())
        if not 0 < len(paper) <= most_pages:
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
    sys.exit(main(int(sys.argv[1])))
