"""Files that are handed in before a form is sent are counted by themselves."""

import pytest

from models import base
from rules.refusal import Refused
from services.field import file
from services.field.file import HOUR, MOST_AN_HOUR, keep
from tests.picture import picture


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


def test_a_member_does_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    content, begun = picture(), base.now()
    file._handed.clear()
    monkeypatch.setattr(file, "now", lambda: begun)
    for _ in range(MOST_AN_HOUR):
        keep("a.jpg", content, 7)
    with pytest.raises(Refused, match="very many files"):
        keep("a.jpg", content, 7)
    assert keep("a.jpg", content, 8).name == "a.jpg"  # another member
    monkeypatch.setattr(file, "now", lambda: begun + HOUR)
    assert keep("a.jpg", content, 7).name == "a.jpg"  # an hour later
