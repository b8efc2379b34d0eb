"""Nobody stands on the black list by chance, for what was not measured, or for having no peers."""

import numpy as np
import pytest

from rules.ranking import ListingRule, Row, listing
from tests.rankings import ranked

BASE = {
    "score": 1.0,
    "rank": 9,
    "low": 9,
    "high": 9,
    "contributions": {"a": 1.0},
    "coverage": 1.0,
    "worst": 0.0,
    "best": 0.0,
    "group": None,
    "adverse": ("a",),
}


@pytest.mark.parametrize(
    ("figures", "colour", "reason"),
    [
        ({"worst": 0.9}, "black", "sure"),
        ({"worst": 0.899}, None, "unsure"),
        ({"worst": 0.3}, None, "middle"),
        ({"worst": 1.0, "coverage": 0.5}, "black", "sure"),
        ({"worst": 1.0, "coverage": 0.49}, None, "coverage"),
        ({"worst": 1.0, "adverse": ()}, None, "missing"),
        ({"best": 0.9}, "red", "sure"),
        ({"best": 0.9, "adverse": ()}, "red", "sure"),
        ({"best": 0.89}, None, "unsure"),
        ({"best": 1.0, "coverage": 0.1}, None, "coverage"),
        ({"worst": None, "best": None}, None, "undrawn"),
        ({"score": None, "rank": None, "worst": None, "best": None}, None, "unranked"),
    ],
)
def test_every_row_has_a_mark_and_its_reason(
    figures: dict[str, object], colour: str | None, reason: str
) -> None:
    row = Row(unit="甲", **(BASE | figures))  # type: ignore[arg-type]
    (mark,) = listing([row], ListingRule())
    assert (mark.unit, mark.colour, mark.reason) == ("甲", colour, reason)
    assert mark.sentence


def test_missing_data_alone_lists_nobody() -> None:
    """In a sum what is missing adds nothing, so that a gap looks like a bad score."""
    spec = {"indicators": [{"code": "a"}, {"code": "b"}], "aggregate": "sum", "draws": 50}
    values = {"a": [60.0] * 20, "b": [None, *[30.0 + n for n in range(19)]]}
    last = ranked(spec, values).rows[-1]
    assert (last.unit, last.worst, last.coverage, last.adverse) == ("u0", 1, 0.5, ())
    assert listing([last], ListingRule())[0].reason == "missing"


def test_what_the_method_filled_in_speaks_against_nobody() -> None:
    spec = {
        "indicators": [{"code": "a", "weight": 9}, {"code": "b"}],
        "missing": "mean",
        "draws": 50,
    }
    values = {"a": [50.0] * 10 + [90.0] * 10, "b": [None, *[99.0] * 19]}
    row = next(row for row in ranked(spec, values).rows if row.unit == "u0")
    assert row.adverse == ("a",)
    assert row.coverage == 0.9


def test_a_middle_is_that_of_the_peers() -> None:
    spec = {"indicators": [{"code": "a"}], "peers": "type"}
    values = {"a": [1.0, 2, 3, 11, 12, 13]}
    rows = ranked(spec, values, groups=("x", "x", "x", "y", "y", "y")).rows
    assert {row.unit for row in rows if row.adverse} == {"u0", "u3"}


def test_a_town_is_listed_end_to_end() -> None:
    spec = {"indicators": [{"code": "a", "error": "e", "shrink": True}], "draws": 400}
    values = {"a": [20.0, *np.linspace(60, 90, 38), 130.0]}
    rows = ranked(spec, values, errors=np.full((40, 1), 3.0)).rows
    marks = {mark.unit: mark.colour for mark in listing(rows, ListingRule())}
    assert marks["u0"] == "black" and marks["u39"] == "red" and marks["u20"] is None
