"""A method file is read, or refused in one sentence that says where the fault is."""

from typing import Any

import pytest

from rules.ranking import Indicator, Method, Normalise, method_of, must_sum
from rules.refusal import Refused

ONE: dict[str, Any] = {"code": "a"}


def with_(**more: Any) -> dict[str, Any]:
    return {"indicators": [ONE | more]}


def scale(**rule: Any) -> dict[str, Any]:
    return with_(normalise=rule)


def tree(*groups: dict[str, Any]) -> dict[str, Any]:
    return {"indicators": [ONE], "groups": list(groups)}


def test_what_is_left_out_or_null_has_its_default() -> None:
    plain = Method(indicators=(Indicator("a"),))
    assert method_of({"indicators": [ONE]}) == plain
    keys = ("groups", "aggregate", "missing", "round", "ties", "draws", "seed", "tiers", "listing")
    empty = dict.fromkeys(("weight", "direction", "parent", "normalise", "per"))
    assert method_of({"indicators": [ONE | empty], **dict.fromkeys(keys)}) == plain


def test_a_method_may_carry_names_and_sources() -> None:
    named = {"title": "红黑榜", "indicators": [ONE | {"name": "满意度", "source": "调查"}]}
    assert method_of(named).indicators == (Indicator("a"),)


def test_a_group_without_a_rule_of_its_own_takes_that_of_the_whole() -> None:
    spec = tree({"code": "g"}, {"code": "h", "aggregate": "sum"}) | {"aggregate": "geometric"}
    assert [group.aggregate for group in method_of(spec).groups] == ["geometric", "sum"]


def test_min_and_max_have_ends_of_their_own() -> None:
    found = method_of(scale(kind="minmax", high=100)).indicators[0].normalise
    assert found == Normalise("minmax", 0.0, 100.0)


def test_a_large_seed_is_kept_to_the_last_digit() -> None:
    assert method_of({"indicators": [ONE], "seed": 2**64 - 1}).seed == 2**64 - 1


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ([], "A method is a JSON object"),
        ({}, "at least one indicator"),
        ({"indicators": "a"}, "method: indicators cannot be “a”"),
        ({"indicators": ["a"]}, r"indicators\[0\] is not a JSON object"),
        ({"indicators": [{}]}, r"indicators\[0\]: code cannot be “None”"),
        (with_(code=" "), "code cannot be"),
        (with_(code="unit"), "unit: code cannot be “unit”"),
        ({"indicators": [ONE, ONE]}, "The code a is there 2 times"),
        (tree({"code": "a"}), "The code a is there 2 times"),
        (with_(wieght=2), "a: “wieght” is not a key; “weight” is"),
        ({"indicators": [ONE], "group": []}, "method: “group” is not a key; “groups” is"),
        (scale(kind="minmax", hight=3), "a: “hight” is not a key; “high” is"),
        (with_(normalize={"kind": "minmax"}), "“normalise” is"),
        (with_(weight=-1), "a: weight cannot be “-1.0”"),
        (with_(weight=float("nan")), "a: weight cannot be “nan”"),
        (with_(weight=10**400), "a: weight cannot be"),
        (with_(weight="1"), "a: weight cannot be “1”"),
        (with_(weight=True), "a: weight cannot be “True”"),
        (with_(weight=0), "The weights of a sum to 0, which cannot be shared out"),
        (
            tree({"code": "g"}, {"code": "h", "parent": "g", "weight": 0}),
            "The weights of h sum to 0",
        ),
        (with_(direction=0), "a: direction cannot be “0”"),
        (with_(direction="up"), "a: direction cannot be “up”"),
        (with_(parent="nobody"), "The parent of a is “nobody”, and no group has that code"),
        (with_(parent="a"), "The parent of a is “a”, and no group"),
        (tree({"code": "g", "parent": "g"}), "in a circle: g → g"),
        (
            tree(
                {"code": "x", "parent": "g"},
                {"code": "g", "parent": "h"},
                {"code": "h", "parent": "g"},
            ),
            "in a circle: g → h → g",
        ),
        (tree({"code": "g", "aggregate": "median"}), "g: aggregate is “median”; it must be one"),
        ({"indicators": [ONE], "aggregate": ["sum"]}, "method: aggregate is"),
        ({"indicators": [ONE], "missing": "zero"}, "missing is “zero”"),
        ({"indicators": [ONE], "ties": "dense"}, "ties is “dense”"),
        ({"indicators": [ONE], "round": -1}, "round cannot be “-1”"),
        ({"indicators": [ONE], "round": 1.5}, "round cannot be “1.5”"),
        ({"indicators": [ONE], "draws": -5}, "draws cannot be “-5”"),
        ({"indicators": [ONE], "draws": True}, "draws cannot be “True”"),
        ({"indicators": [ONE], "seed": "x"}, "seed cannot be “x”"),
        ({"indicators": [ONE], "spread": 1.5}, "spread cannot be “1.5”"),
        (scale(kind="log"), "a: kind is “log”; it must be one of minmax"),
        (with_(normalise=5), "a is not a JSON object"),
        (scale(kind="goalpost", low=1), "a: a goalpost scale needs both"),
        (scale(kind="goalpost", low=5, high=5), "a: low is 5 and high is 5"),
        (scale(kind="minmax", low=2), "a: low is 2 and high is 1"),
        (scale(kind="goalpost", low=0, high=5, log=True), "above zero, and low is 0"),
        (scale(kind="minmax", log="yes"), "a: log cannot be “yes”"),
        (with_(shrink=True), "a: to shrink it"),
        (with_(sample="n", error="e"), "a: a share of a sample"),
        ({"indicators": [ONE], "tiers": ["AAA"]}, "tiers cannot be “AAA”"),
        ({"indicators": [ONE], "tiers": [["A", "1"]]}, "tiers cannot be “1”"),
        ({"indicators": [ONE], "tiers": [["A", 1], ["B", 1]]}, "“B” does not stand below"),
        ({"indicators": [ONE], "listing": {}}, "needs draws"),
        ({"indicators": [ONE], "listing": {"tail": 2}, "draws": 9}, "listing: tail cannot be"),
    ],
)
def test_a_fault_is_one_sentence(spec: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        method_of(spec)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("weights", [(0.1, 0.2, 0.7), (20, 30, 50), (1,)])
def test_a_published_method_shares_out_all_of_it(weights: tuple[float, ...]) -> None:
    must_sum(
        method_of({"indicators": [{"code": f"i{n}", "weight": w} for n, w in enumerate(weights)]})
    )


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        (
            {"indicators": [{"code": "a", "weight": 0.5}, {"code": "b", "weight": 0.6}]},
            "The weights of a, b sum to 1.1; they must sum to 100 %",
        ),
        (tree({"code": "g", "weight": 0}) | {"indicators": [ONE | {"weight": 1}]}, "g has nothing"),
    ],
)
def test_a_published_method_that_does_not_is_refused(spec: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        must_sum(method_of(spec))


def test_points_have_no_shares_to_sum() -> None:
    must_sum(method_of({"indicators": [ONE, {"code": "b"}], "aggregate": "sum"}))
