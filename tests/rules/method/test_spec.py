"""What the engine is told is what the method says."""

import json

from rules.method import read_body, spec_of
from tests.rules.method.bodies import body, branch


def test_a_full_score_is_a_group_above_all_that_is_worth_it() -> None:
    spec = spec_of(read_body(body()), seed=7)
    above = spec["groups"][-1]
    assert above == {"code": "score", "parent": None, "weight": 100, "aggregate": "arithmetic"}
    assert spec["aggregate"] == "sum"
    tops = {
        node["code"] for node in (*spec["groups"], *spec["indicators"]) if node["parent"] == "score"
    }
    assert tops == {"satisfaction", "onsite", "outside", "platform"}
    assert (spec["seed"], spec["draws"], spec["peers"]) == (7, 1000, "peers")


def test_points_that_add_up_need_no_group_above() -> None:
    spec = spec_of(read_body(body("jinan")))
    assert spec["aggregate"] == "sum"
    assert [group["code"] for group in spec["groups"]] == ["base", "good", "bad"]
    assert spec["tiers"][0] == ["AAA", 85]
    assert spec["peers"] is None


def test_the_group_above_all_takes_a_code_that_is_free() -> None:
    given = body()
    branch(given, "outside")["code"] = "score"
    for leaf in given["indicators"]:
        leaf["parent"] = "score" if leaf["parent"] == "outside" else leaf["parent"]
    assert spec_of(read_body(given))["groups"][-1]["code"] == "_score"


def test_without_draws_nobody_is_listed() -> None:
    assert spec_of(read_body(body()), draws=0)["listing"] is None


def test_a_spec_is_plain_json() -> None:
    spec = spec_of(read_body(body()))
    assert json.loads(json.dumps(spec)) == spec
    street = next(leaf for leaf in spec["indicators"] if leaf["code"] == "street")
    assert street["error"] == "street.error"
    assert street["normalise"] == {
        "kind": "goalpost",
        "low": 0,
        "high": 100,
        "cap": True,
        "log": False,
    }
