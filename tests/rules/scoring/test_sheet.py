"""Score sheets: what a line may bring, what is offered to tap, when one may sign."""

from decimal import Decimal

import pytest

from rules.method.body import Item, SheetForm
from rules.refusal import Refused
from rules.scoring import sheet as rule


def item(code: str, points: str, head: str = "") -> Item:
    return Item(code, head, head, f"第 {code} 项", code, Decimal(points))


FORM = SheetForm(
    "s",
    "表",
    "s",
    ("expert",),
    2,
    (item("a", "2", "甲"), item("b", "20", "乙"), item("c", "3", "甲")),
)


@pytest.mark.parametrize(
    ("points", "offered"),
    [
        ("2", (200, 100, 0)),
        ("5", (500, 400, 300, 200, 100, 0)),
        ("20", (2000, 1600, 1200, 800, 400, 0)),
        ("7", (700, 600, 400, 300, 100, 0)),
        ("2.5", (250, 200, 150, 100, 50, 0)),
        ("0.01", (1, 0)),
    ],
)
def test_a_line_offers_at_most_six_steps_from_full_to_nothing(points, offered) -> None:
    assert rule.steps(item("a", points)) == offered


@pytest.mark.parametrize(("given", "kept"), [("2", 200), (0, 0), ("1.25", 125), (" 1 ", 100)])
def test_points_within_the_line_are_taken(given, kept) -> None:
    assert rule.must_be_points(item("a", "2"), given) == kept


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("2.01", "“第 a 项” brings 0 to 2 points, not 2.01."),
        (3, "“第 a 项” brings 0 to 2 points, not 3."),
        ("-1", "“第 a 项” brings 0 to 2 points, not -1."),
        ("优秀", "“优秀” is not a number."),
        ("", "“” is not a number."),
        (1.5, "“1.5” is not a number."),
        ("NaN", "“NaN” is not a number."),
        ("1.005", "Points have two decimals at most."),
    ],
)
def test_anything_else_is_refused_in_one_sentence(given, said) -> None:
    with pytest.raises(Refused) as refusal:
        rule.must_be_points(item("a", "2"), given)
    assert str(refusal.value) == said


def test_progress_is_counted_by_head_in_the_order_of_the_form() -> None:
    first, second = rule.heads(FORM, {"a": 150, "b": 0})
    assert (first.name, first.done, len(first.items), first.points, first.most) == (
        "甲",
        1,
        2,
        150,
        500,
    )
    assert not first.complete and second.complete


def test_a_sheet_is_signed_only_when_every_line_has_points() -> None:
    with pytest.raises(Refused, match="2 lines have no points yet, the first is “第 a 项”"):
        rule.must_be_complete(FORM, {"b": 100})
    rule.must_be_complete(FORM, {"a": 0, "b": 2000, "c": 300})
    with pytest.raises(Refused, match="brings 0 to 2 points, not 9"):
        rule.must_be_complete(FORM, {"a": 900, "b": 0, "c": 0})


def test_the_sum_knows_only_lines_of_the_form() -> None:
    assert rule.total(FORM, {"a": 150, "b": 2000, "gone": 500}) == 2150
