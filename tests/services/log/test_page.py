"""The checking page fits on any phone. ``tests/browser/test_verify.py`` tries it in Chromium."""

import pytest

from services.log.page import verify_page

LARGEST = 12_000


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


def test_the_page_is_small_and_stands_alone() -> None:
    page = verify_page()
    assert len(page) < LARGEST
    assert b"default-src 'none'" in page
    assert b"src=" not in page.replace(b"default-src=", b"")
