"""Bodies are typed, bounded and closed (定义结构)."""

from typing import Any

import pytest

from rules.definition import must_be_key
from rules.definition.shape import (
    anything,
    distinct,
    listed,
    maybe,
    one_of,
    parts,
    text,
    whole,
    yes_no,
)
from rules.refusal import Refused

SHAPE = parts(
    {"name": text(5), "n": whole(1, 9), "on": yes_no()},
    {
        "kind": one_of(("a", "b")),
        "kinds": distinct(("a", "b"), 1),
        "rows": listed(parts({"code": text(3, 1, "[a-z]+")}), 2),
        "later": maybe(whole(0, 1)),
        "free": anything(),
    },
)
GOOD: dict[str, Any] = {"name": "名", "n": 9, "on": False}


@pytest.mark.parametrize(
    "more",
    [{}, {"kinds": ["b", "a"], "rows": [{"code": "x"}], "later": None, "free": [1]}, {"kind": "a"}],
)
def test_a_body_of_this_shape_has_no_problem(more: dict[str, Any]) -> None:
    assert SHAPE(GOOD | more, "") == []


@pytest.mark.parametrize(
    ("more", "where", "why"),
    [
        ({"name": "  "}, "name", "text of"),
        ({"name": "六个字太长了"}, "name", "text of"),
        ({"name": 1}, "name", "text of"),
        ({"n": 0}, "n", "whole number"),
        ({"n": True}, "n", "whole number"),
        ({"n": "1"}, "n", "whole number"),
        ({"on": 1}, "on", "yes or no"),
        ({"kind": "c"}, "kind", "one of"),
        ({"kind": None}, "kind", "one of"),
        ({"kinds": []}, "kinds", "list of"),
        ({"kinds": "ab"}, "kinds", "list of"),
        ({"kinds": ["a", "a"]}, "kinds", "twice"),
        ({"rows": [{"code": "x"}] * 3}, "rows", "list of"),
        ({"rows": [{"code": "X"}]}, "rows 1.code", "signs"),
        ({"rows": ["x"]}, "rows 1", "named parts"),
        ({"rows": [{}]}, "rows 1.code", "missing"),
        ({"later": 2}, "later", "whole number"),
        ({"extra": 1}, "extra", "not known"),
    ],
)
def test_a_body_of_another_shape_says_where_and_why(
    more: dict[str, Any], where: str, why: str
) -> None:
    (problem,) = SHAPE(GOOD | more, "")
    assert problem.where == where and why in problem.sentence.format(**problem.facts)


def test_what_is_no_mapping_and_what_lacks_everything() -> None:
    assert len(SHAPE([], "")) == 1
    assert [problem.where for problem in SHAPE({}, "")] == ["name", "n", "on"]


@pytest.mark.parametrize("key", ["", "A", "ä", "a b", "-a", "a/b", "a" * 81, "a\n", "._"])
def test_a_key_is_small_letters_and_digits(key: str) -> None:
    with pytest.raises(Refused):
        must_be_key(key)
    assert must_be_key("council:topic.x_depth-2") == "council:topic.x_depth-2"
