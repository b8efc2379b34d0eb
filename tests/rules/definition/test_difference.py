"""Before and after, part by part (前后对照)."""

from typing import Any

import pytest

from rules.definition.difference import differences

OLD = {"name": "旧", "steps": [{"code": "a", "days": 3}, {"code": "b", "gates": ["x", "y"]}]}


def told(before: Any, after: Any) -> list[tuple[str, str | None, str | None]]:
    return [(".".join(d.part), d.before, d.after) for d in differences(before, after)]


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        (OLD, []),
        (OLD | {"name": "新"}, [("name", "旧", "新")]),
        (OLD | {"on": True}, [("on", None, "yes")]),
        (
            OLD | {"steps": [OLD["steps"][1], OLD["steps"][0]]},  # the order alone
            [],
        ),
        (
            OLD | {"steps": [{"code": "a", "days": 5}, OLD["steps"][1]]},
            [("steps.a.days", "3", "5")],
        ),
        (
            OLD | {"steps": [OLD["steps"][0], {"code": "b", "gates": ["x"]}]},
            [("steps.b.gates", "x, y", "x")],
        ),
        (
            OLD | {"steps": [OLD["steps"][0]]},
            [("steps.b.code", "b", None), ("steps.b.gates", "x, y", None)],
        ),
    ],
)
def test_only_what_differs_is_told(after: Any, wanted: list[Any]) -> None:
    assert told(OLD, after) == wanted


def test_what_is_new_and_what_goes_is_told_in_full() -> None:
    assert told(None, {"name": "新"}) == [("name", None, "新")]
    assert told({"name": "旧"}, None) == [("name", "旧", None)]
    assert told(None, None) == []


def test_parts_without_names_of_their_own_are_counted() -> None:
    assert told({"rows": [{"n": 1}, {"n": 1}]}, {"rows": [{"n": 1}, {"n": 2}]}) == [
        ("rows.2.n", "1", "2")
    ]
    assert told({"all": [[1], [2]]}, {"all": [[1], [3]]}) == [("all.2", "2", "3")]
