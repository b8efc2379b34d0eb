"""Each fault of a method is one clear sentence; what ships has none."""

from collections.abc import Callable
from typing import Any

import pytest

from rules.method import must_be_sound, problems
from rules.refusal import Refused
from services.method.shipping import shipped
from tests.rules.method.bodies import body, branch, leaf

Change = Callable[[dict[str, Any]], object]


def sentences(given: dict[str, Any]) -> list[str]:
    return [p.sentence.format(**p.facts) for p in problems(given)]


@pytest.mark.parametrize("kept", shipped(), ids=lambda kept: kept["code"])
def test_what_ships_is_sound(kept: dict[str, Any]) -> None:
    assert problems(kept["body"]) == []
    assert must_be_sound(kept["body"]).indicators


FAULTS: list[tuple[str, Change, str]] = [
    ("liaocheng", lambda b: leaf(b, "onsite").update(weight=31), "top sum to 101 %"),
    ("liaocheng", lambda b: leaf(b, "street").update(weight="29.5"), "sum to 99.5 %"),
    ("liaocheng", lambda b: leaf(b, "street").update(weight=0), "must be above zero"),
    ("liaocheng", lambda b: leaf(b, "street").update(weight=-3), "must be above zero"),
    ("liaocheng", lambda b: leaf(b, "street").update(weight="NaN"), "is not a number"),
    ("liaocheng", lambda b: leaf(b, "street").update(weight=0.3), "is not a number"),
    ("liaocheng", lambda b: leaf(b, "street").update(parent="else"), "which does not exist"),
    ("liaocheng", lambda b: branch(b, "outside").update(parent="outside"), "within itself"),
    ("liaocheng", lambda b: branch(b, "outside").update(aggregate="best"), "no known way"),
    ("liaocheng", lambda b: b["groups"].append(branch(b, "outside") | {"code": "void"}), "nothing"),
    ("liaocheng", lambda b: leaf(b, "street").update(code="branch"), "more than once"),
    ("liaocheng", lambda b: leaf(b, "street").update(code="街道"), "small letters"),
    ("liaocheng", lambda b: leaf(b, "street").update(name=" "), "needs a name"),
    ("liaocheng", lambda b: leaf(b, "street").update(direction=0), "more is better"),
    ("liaocheng", lambda b: leaf(b, "street")["source"].update(name="x"), "“x”, which does not"),
    ("liaocheng", lambda b: leaf(b, "street")["source"].update(kind="guess"), "come from"),
    ("liaocheng", lambda b: leaf(b, "complaints")["source"].update(name="x"), "does not have (x)"),
    ("liaocheng", lambda b: leaf(b, "satisfaction")["source"].update(name="x"), "not ask that"),
    ("liaocheng", lambda b: leaf(b, "satisfaction")["normalise"].update(high=10), "1 to 5"),
    ("liaocheng", lambda b: leaf(b, "onsite")["normalise"].update(high=90), "bring 100 points"),
    ("liaocheng", lambda b: leaf(b, "onsite")["normalise"].update(low=100), "below its highest"),
    ("liaocheng", lambda b: leaf(b, "onsite")["normalise"].update(kind="star"), "known scale"),
    ("liaocheng", lambda b: leaf(b, "onsite")["normalise"].pop("low"), "both ends"),
    ("liaocheng", lambda b: leaf(b, "hotline")["normalise"].update(log=True), "logarithmic"),
    ("liaocheng", lambda b: leaf(b, "hotline")["normalise"].update(kind="zscore"), "full score"),
    ("jinan", lambda b: b.update(full=100), "no fixed range"),
    ("jinan", lambda b: branch(b, "bad").update(aggregate="geometric"), "below zero"),
    ("jinan", lambda b: b["grades"].reverse(), "from the highest to the lowest"),
    ("jinan", lambda b: b["grades"][4].update(needs="fame"), "“C” asks for a record"),
    ("jinan", lambda b: leaf(b, "standard")["normalise"].update(high=79), "bring 80 points"),
    ("liaocheng", lambda b: b.update(indicators=[]), "at least one indicator"),
    ("liaocheng", lambda b: b.pop("indicators"), "does not say “indicators”"),
    ("liaocheng", lambda b: b.update(indicators=3), "cannot be read"),
    ("liaocheng", lambda b: b.update(ties="luck"), "“ties” is “luck”"),
    ("liaocheng", lambda b: b.update(missing="zero"), "“missing” is “zero”"),
    ("liaocheng", lambda b: b.update(peers=["colour"]), "type, age and size"),
    ("liaocheng", lambda b: b.update(round=9), "0 to 6 decimals"),
    ("liaocheng", lambda b: b.update(draws=10), "100 to 10000 draws"),
    ("liaocheng", lambda b: b.update(peer_minimum=1), "at least 2"),
    ("liaocheng", lambda b: b.update(consecutive=0), "in a row"),
    ("liaocheng", lambda b: b.update(coverage="1.1"), "must be measured"),
    ("liaocheng", lambda b: b.update(turnout=50), "turnout"),
    ("liaocheng", lambda b: b.update(spread=-1), "Weights move"),
    ("liaocheng", lambda b: b.update(full=0), "full score"),
    ("liaocheng", lambda b: b["black"].update(probability="0.5"), "surely right"),
    ("liaocheng", lambda b: b["black"].update(share="0.5"), "less than half"),
    ("liaocheng", lambda b: b["terms"].update(objection_days=0), "1 to 90 working days"),
    ("liaocheng", lambda b: b["gates"][0].update(effect="grey"), "black or not red"),
    ("liaocheng", lambda b: b["gates"][0].update(code="forged"), "more than once"),
    ("liaocheng", lambda b: b["questions"][0].update(name=""), "needs words"),
    ("liaocheng", lambda b: b["questions"][0].update(code="clean"), "more than once"),
    (
        "liaocheng",
        lambda b: leaf(b, "satisfaction").update(source={"kind": "entered"}),
        "no indica",
    ),
    ("liaocheng", lambda b: b["sheets"][0]["items"][0].update(points="2.005"), "two decimals"),
    ("liaocheng", lambda b: b["sheets"][0]["items"][0].update(code="x02"), "the same code"),
    ("liaocheng", lambda b: b["sheets"][0]["items"][0].update(name=""), "says nothing"),
    ("liaocheng", lambda b: b["sheets"][0].update(items=[]), "needs 1 to 200 lines"),
    ("liaocheng", lambda b: b["sheets"][0].update(roles=["manager"]), "Say who fills in"),
    ("liaocheng", lambda b: b["sheets"][1].update(drawn=2), "Only experts are drawn"),
    ("liaocheng", lambda b: b["sheets"].append(b["sheets"][0] | {"code": "spare"}), "for nothing"),
]


@pytest.mark.parametrize(("code", "change", "said"), FAULTS, ids=[said for *_, said in FAULTS])
def test_a_fault_is_one_clear_sentence(code: str, change: Change, said: str) -> None:
    given = body(code)
    change(given)
    assert any(said in sentence for sentence in sentences(given)), sentences(given)
    with pytest.raises(Refused):
        must_be_sound(given)


def test_groups_that_go_in_a_circle_are_named() -> None:
    given = body()
    given["groups"][0]["parent"], given["groups"][1]["parent"] = "platform", "outside"
    found = sentences(given)
    assert sum("go in a circle" in sentence for sentence in found) == 2


def test_a_float_anywhere_is_refused_for_it_cannot_be_hashed() -> None:
    assert problems(body() | {"remark": 0.5})[0].sentence == "A part of the method cannot be read."


def test_the_sheet_of_the_site_has_forty_lines_in_eight_heads_and_a_hundred_points() -> None:
    sheet = must_be_sound(body()).sheet("onsite")
    assert sheet is not None
    assert len(sheet.items) >= 40
    assert len({line.head for line in sheet.items}) == 8
    assert (sheet.most, sheet.drawn, sheet.roles) == (100, 2, ("expert",))


def test_everything_that_ships_speaks_both_languages() -> None:
    for kept in shipped():
        given = kept["body"]
        named = [*given["indicators"], *given["groups"], *given["gates"], *given["questions"]]
        named += [*given["sheets"], *(line for s in given["sheets"] for line in s["items"])]
        assert all(part["name_en"].isascii() and part["name"] for part in [*named, kept])
        assert {f"{word}_en" for word in given["words"] if word[-3:] != "_en"} <= set(
            given["words"]
        )
