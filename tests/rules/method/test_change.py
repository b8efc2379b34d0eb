"""A draft is changed row by row, and what is not touched stays as it was."""

from decimal import Decimal

import pytest

from rules.method import problems, read_body
from rules.method.change import (
    changed,
    homes,
    moved,
    node,
    siblings,
    total,
    walk,
    with_group,
    with_indicator,
    with_sheet,
    without,
)
from tests.rules.method.bodies import body

NAMES = {"name": "新", "name_en": "New"}


def codes(given: dict[str, object], parent: str | None = None) -> list[str]:
    return [one["code"] for one in siblings(given, parent)]


def test_the_tree_is_walked_parents_first() -> None:
    walked = [(one["code"], depth) for one, depth in walk(body())]
    assert walked[:4] == [("satisfaction", 0), ("onsite", 0), ("outside", 0), ("street", 1)]
    assert len(walked) == len(body()["indicators"]) + len(body()["groups"])


def test_what_hangs_nowhere_is_still_walked() -> None:
    given = body()
    given["groups"][0]["parent"], given["groups"][1]["parent"] = "platform", "outside"
    assert {one["code"] for one, _depth in walk(given)} >= {"outside", "platform", "street"}


def test_a_new_indicator_is_sound_but_for_its_weight() -> None:
    given = with_indicator(body(), "outside", NAMES)
    assert codes(given, "outside")[-1] == "indicator1"
    assert [p.where for p in problems(given)] == ["outside"]
    given = with_indicator(given, "outside", NAMES)
    assert codes(given, "outside")[-2:] == ["indicator1", "indicator2"]


def test_a_new_indicator_among_points_brings_points() -> None:
    given = with_indicator(body("jinan"), "good", NAMES)
    assert problems(given) == []


def test_a_new_group_brings_an_indicator_with_it() -> None:
    given = with_group(body(), None, NAMES, NAMES)
    assert codes(given, "group1") == ["indicator1"]
    assert [p.sentence.format(**p.facts) for p in problems(given)] == [
        "The weights at the top sum to 110 %; they must sum to 100 %."
    ]


def test_removing_a_group_removes_what_is_in_it() -> None:
    given = without(body(), "platform")
    assert node(given, "hotline") is None
    assert codes(given) == ["satisfaction", "onsite", "outside"]
    assert len(body()["indicators"]) - len(given["indicators"]) == 4


def test_neighbours_change_places_and_the_ends_stay() -> None:
    given = moved(body(), "community", -1)
    assert codes(given, "outside") == ["community", "street", "branch", "committee"]
    assert moved(given, "community", -1) == given
    assert codes(moved(body(), "platform", -1))[-2:] == ["platform", "outside"]


def test_a_group_does_not_move_into_itself() -> None:
    given = with_group(body(), "outside", NAMES, NAMES)
    assert homes(given, "outside") == [None, "platform"]
    assert homes(given, "street") == [None, "outside", "platform", "group1"]


def test_a_scale_follows_the_total_of_its_sheet() -> None:
    given = body()
    sheet = dict(given["sheets"][0])
    sheet["items"] = [*sheet["items"], {"code": "new", "name": "新项", "points": "2.5"}]
    made = with_sheet(given, sheet)
    onsite = node(made, "onsite")
    assert onsite is not None
    assert onsite["normalise"]["high"] == "102.5"
    assert problems(made) == []
    assert (node(given, "onsite") or {})["normalise"]["high"] == 100  # what was given stays


def test_a_scale_that_never_was_the_total_is_left_alone() -> None:
    given = changed(body(), "onsite", {"normalise": {"kind": "goalpost", "low": 0, "high": 90}})
    sheet = dict(given["sheets"][0])
    sheet["items"] = sheet["items"][1:]
    assert (node(with_sheet(given, sheet), "onsite") or {})["normalise"]["high"] == 90


@pytest.mark.parametrize(("points", "expected"), [("2.5", Decimal("2.5")), ("two", None)])
def test_the_total_of_a_sheet(points: str, expected: Decimal | None) -> None:
    assert total({"items": [{"points": points}]}) == expected


def test_changing_never_touches_what_was_given() -> None:
    given = body()
    moved(without(with_group(given, None, NAMES, NAMES), "outside"), "onsite", -1)
    assert given == body()
    assert read_body(given) == read_body(body())
