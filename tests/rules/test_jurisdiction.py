"""The rules of a place: every body that ships is sound, and what is wrong is told."""

from copy import deepcopy
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.jurisdiction import Floor, FloorBase, FloorWhen, law_of, problems
from services.jurisdiction.shipping import shipped

BODIES = {kept["code"]: kept["body"] for kept in shipped()}


def body(**other: Any) -> dict[str, Any]:
    return deepcopy(BODIES["liaocheng"]) | other


@pytest.mark.parametrize("code", BODIES)
def test_what_ships_is_sound(code: str) -> None:
    assert problems(BODIES[code]) == []
    law = law_of(BODIES[code])
    assert law.petition_area == law.petition_heads == Fraction(1, 5)


def test_liaocheng_asks_what_its_articles_say() -> None:
    law = law_of(BODIES["liaocheng"])
    assert (law.publish_every, law.posting_days, law.reply_days) == (3, 30, 3)
    assert [use.code for use in law.uses] == ["fund", "fee", "assembly", "pay"]
    assert law.use("fee") is not None
    assert law.use("party") is None
    assert law.provisional == {"due_days"}
    assert law.articles["posting_days"] == "第五十三条"


PAIR = {"numerator": 1, "denominator": 2}
FLOOR = PAIR | {"strict": True, "of": "net", "months": 3, "when": "always", "below": None}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("publish_every", 5),
        ("publish_every", "季度"),
        ("posting_days", 0),
        ("posting_days", True),
        ("due_days", 400),
        ("due_months", 13),
        ("reply_days", None),
        ("petition", {"area": PAIR}),
        ("petition", {"area": PAIR, "heads": {"numerator": 3, "denominator": 2}}),
        ("uses", [{"code": "fund"}]),
        ("uses", BODIES["liaocheng"]["uses"] * 2),
        ("fund_floor", FLOOR | {"numerator": 0}),
        ("fund_floor", FLOOR | {"when": "fund_below"}),
        ("fund_floor", FLOOR | {"below": PAIR}),
        ("fund_floor", FLOOR | {"of": "gross"}),
        ("fund_floor", "50%"),
        ("prohibited", "投资"),
    ],
)
def test_a_wrong_value_is_named(key: str, value: Any) -> None:
    wrong = body(**{key: value})
    wrong["articles"][key] = "第一条"
    assert [problem.key for problem in problems(wrong)] == [key]


def test_what_has_no_source_has_to_say_so() -> None:
    wrong = body(fund_floor=FLOOR, prohibited=["投资"])
    del wrong["articles"]["posting_days"]
    assert {p.key for p in problems(wrong)} == {"posting_days", "fund_floor", "prohibited"}
    wrong["provisional"] += ["posting_days", "fund_floor", "prohibited"]
    assert problems(wrong) == []


def test_what_is_missing_or_unknown_is_named() -> None:
    wrong = body(anything=1)
    del wrong["uses"]
    assert [problem.key for problem in problems(wrong)] == ["uses", "anything"]


def floor(share: Fraction, strict: bool = False, **other: Any) -> Floor:
    facts = {"of": FloorBase.NET, "months": 3, "when": FloorWhen.ALWAYS, "below": None}
    return Floor(share=share, strict=strict, **(facts | other))


@pytest.mark.parametrize(
    ("strict", "base", "least"),
    [
        (False, 0, 0),
        (False, -5, 0),
        (False, 100, 50),
        (False, 101, 51),
        (True, 100, 51),
        (True, 101, 51),
        (True, 1, 1),
    ],
)
def test_the_least_sum_is_exact(strict: bool, base: int, least: int) -> None:
    assert floor(Fraction(1, 2), strict).least_fen(base) == least


@given(
    st.fractions(min_value=Fraction(1, 100), max_value=1),
    st.integers(1, 10**15),
)
def test_no_smaller_sum_would_do(share: Fraction, base: int) -> None:
    least = floor(share).least_fen(base)
    assert least >= share * base > least - 1
    if share < 1:
        more = floor(share, strict=True).least_fen(base)
        assert more - 1 <= share * base
        assert more > share * base or more == base


@pytest.mark.parametrize(
    ("when", "below", "facts", "holds"),
    [
        ("always", None, (None, None, True), True),
        ("undecided", None, (None, None, True), False),
        ("undecided", None, (None, None, False), True),
        ("fund_below", Fraction(3, 10), (29, 100, True), True),
        ("fund_below", Fraction(3, 10), (30, 100, True), False),
        ("fund_below", Fraction(3, 10), (None, 100, True), True),
        ("fund_below", Fraction(3, 10), (5, 0, True), True),
    ],
)
def test_a_floor_holds_when_the_law_says_so(
    when: str, below: Fraction | None, facts: tuple[int | None, int | None, bool], holds: bool
) -> None:
    rule = floor(Fraction(1, 2), when=FloorWhen(when), below=below)
    assert rule.holds(*facts) is holds
