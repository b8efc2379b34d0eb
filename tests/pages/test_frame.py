"""The frame: menu by role, language by choice."""

import pytest

from tests.neighbourhood import Neighbourhood
from tests.visit import visit


def test_a_stranger_reads_the_board(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    page = visit(monkeypatch, "board")
    assert not page.exception
