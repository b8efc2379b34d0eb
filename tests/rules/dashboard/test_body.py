"""What a dashboard may say, and what is refused with one sentence."""

from typing import Any

import pytest

from rules.dashboard import TileKind, read_dashboard
from rules.definition import dashboard as rule
from tests.dashboards import BOARD

METRICS = {"on_time": ("category",), "orders": ("category", "source"), "cost": ("category",)}


def _problems(body: dict[str, Any], public: tuple[str, ...] = ()) -> list[str]:
    return [one.sentence.format(**one.facts) for one in rule.problems(body, METRICS, public)]


def _tile(**changed: Any) -> dict[str, Any]:
    return {**BOARD, "tiles": [{"code": "a", "kind": "figure", "metric": "on_time"} | changed]}


def test_a_sound_dashboard_reads_as_it_was_written() -> None:
    assert _problems(BOARD) == []
    board = read_dashboard("street", BOARD)
    assert [tile.code for tile in board.tiles][:2] == ["rate", "cost"]
    tile = board.tile("ways")
    assert tile is not None and tile.kind is TileKind.FUNNEL
    assert tile.order == ("hotline", "grid", "whistle")
    assert board.tile("nothing") is None


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"metric": "gone"}, "There is no metric “gone”."),
        ({"kind": "pie"}, "is one of"),
        ({"kind": "heat", "by": "category"}, "level"),
        ({"kind": "heat", "level": "compound"}, "by"),
        ({"kind": "compare"}, "level / by"),
        ({"kind": "funnel", "by": "source"}, "not told apart by “source”"),
        ({"kind": "multiples"}, "level"),
        ({"level": "galaxy"}, "is one of"),
        ({"code": "A b"}, "signs that cannot stand there"),
        ({"sql": "select 1"}, "not known here"),
        ({"back": 10**6}, "whole number"),
        ({"metric": ["on_time"]}, "text"),
        ({"title": 7}, "text"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_sentence(changed: dict[str, Any], why: str) -> None:
    found = _problems(_tile(**changed))
    assert len(found) == 1
    assert why in found[0]


def test_a_public_dashboard_shows_public_metrics_only() -> None:
    assert "not public" in _problems({**_tile(), "public": True})[0]
    assert _problems({**_tile(), "public": True}, ("on_time",)) == []


def test_two_tiles_of_one_code_are_refused() -> None:
    twice = {**BOARD, "tiles": [*BOARD["tiles"], BOARD["tiles"][0]]}
    assert _problems(twice) == ["Two tiles have the same code."]


@pytest.mark.parametrize("body", [{}, {"title": "x"}, {"tiles": []}, {**BOARD, "tiles": "all"}])
def test_a_body_of_another_shape_is_refused(body: dict[str, Any]) -> None:
    assert _problems(body)


def test_what_nobody_would_read_is_not_accepted() -> None:
    assert _problems({**BOARD, "filters": ["category"]})
