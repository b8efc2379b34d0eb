"""The page that checks an export offline (核对页): one file, no network, kept by whoever cares."""

from functools import cache
from pathlib import Path

PAGE = Path(__file__).with_name("shipped") / "verify.html"


@cache
def verify_page() -> bytes:
    """``verify.html``, the same for every book."""
    return PAGE.read_bytes()
