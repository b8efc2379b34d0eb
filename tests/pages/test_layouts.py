"""Drawing up a print layout: problems are said before anything is saved."""

import json

import pytest

from tests.neighbourhood import Neighbourhood
from tests.visit import visit


def test_a_layout_is_checked_as_it_is_written(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "layouts", here.guan, of="work_order")
    assert not page.exception
    assert not page.error
    body = json.loads(page.text_area[0].value)
    body["blocks"].append({"kind": "text", "text": "{{password}}"})
    page.text_area[0].set_value(json.dumps(body)).run()
    assert not page.exception
    assert "password" in page.error[0].value


def test_who_may_not_configure_finds_it_closed(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(monkeypatch, "layouts", here.chen, of="work_order")
    assert not page.text_area
