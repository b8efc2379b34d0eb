"""The pages of a PDF as pictures, made in a process of its own (独立进程渲染).

A damaged or hostile PDF can crash the renderer or ask for more memory than there is. So it
runs in a child with a limit (``services.voucher.rendering``), and only the child ends.
"""

import os
import subprocess
import sys
from pathlib import Path

from rules.refusal import N_, Refused
from rules.voucher import MOST_PAGES, damaged
from services.voucher import rendering
from services.voucher.rendering import LENGTH, LOCKED, TOO_MANY

MOST_SECONDS = 60
ROOT = Path(__file__).parent.parent.parent
CHILD = str(ROOT / "services" / "child.py")


def pages_of_pdf(content: bytes) -> list[bytes]:
    """Each page as a JPEG. Raises ``Refused``."""
    try:
        child = subprocess.run(
            [sys.executable, "-P", CHILD, rendering.__file__, str(MOST_PAGES)],
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
