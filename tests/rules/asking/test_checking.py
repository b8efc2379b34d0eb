"""A row against its table (整行校验): what is kept, and one clear reason for the rest."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.register import WorkOrder
from rules.asking import checked
from rules.condition import Facts
from rules.entity import Choice, Column, Entity, Kind, Scope

FACTS = Facts(user=1, today=date(2026, 6, 10))
STORED = "extra", True


def field(name: str, kind: Kind, **more: Any) -> Column:
    return Column(name, kind, name, name, writable=True, extra=True, **more)


def table(*columns: Column) -> Entity:
    return Entity("work_order", WorkOrder, "", "", columns, Scope())


CHOICES = (Choice("a", "A"), Choice("b", "B"))
KEPT = [
    (field("t", Kind.TEXT), "  a\n b ", "a b"),
    (field("t", Kind.TEXT), "", None),
    (field("t", Kind.LONG_TEXT), " a\n b ", "a\n b"),
    (field("t", Kind.TEXT, pattern="[0-9]{3}"), "123", "123"),
    (field("n", Kind.NUMBER), 5, 5),
    (field("n", Kind.NUMBER), "1,2０0", 1200),
    (field("n", Kind.NUMBER), 5.0, 5),
    (field("m", Kind.MONEY, least=0), 0, 0),
    (field("d", Kind.DATE), date(2026, 6, 1), "2026-06-01"),
    (field("d", Kind.DATE), "2026-06-01", "2026-06-01"),
    (replace(field("d", Kind.DATE), extra=False), "2026-06-01", date(2026, 6, 1)),
    (field("y", Kind.YES_NO), False, False),
    (field("c", Kind.CHOICE, choices=CHOICES), "b", "b"),
    (field("c", Kind.CHOICES, choices=CHOICES), ["b", "a", "b"], ["a", "b"]),
    (field("c", Kind.CHOICES, choices=CHOICES), [], None),
    (field("p", Kind.PERSON), 7, 7),
]
REFUSED = [
    (field("t", Kind.TEXT), 5, "kind"),
    (field("t", Kind.TEXT), "a\0", "kind"),
    (field("t", Kind.TEXT, longest=3), "abcd", "longest"),
    (field("t", Kind.TEXT, pattern="[0-9]{3}"), "12a", "pattern"),
    (field("n", Kind.NUMBER), True, "kind"),
    (field("n", Kind.NUMBER), "many", "kind"),
    (field("n", Kind.NUMBER), 1.5, "kind"),
    (field("n", Kind.NUMBER), float("nan"), "kind"),
    (field("n", Kind.NUMBER), float("inf"), "kind"),
    (field("n", Kind.NUMBER), 10**18, "most"),
    (field("m", Kind.MONEY, least=0), -1, "least"),
    (field("m", Kind.MONEY, most=100), 101, "most"),
    (field("d", Kind.DATE), "2026-02-30", "kind"),
    (field("d", Kind.DATE), "yesterday", "kind"),
    (field("y", Kind.YES_NO), "yes", "kind"),
    (field("y", Kind.YES_NO), 1, "kind"),
    (field("c", Kind.CHOICE, choices=CHOICES), "z", "choice"),
    (field("c", Kind.CHOICES, choices=CHOICES), ["a", "z"], "choice"),
    (field("c", Kind.CHOICES, choices=CHOICES), "a", "kind"),
    (field("p", Kind.PERSON), "7", "kind"),
    (field("p", Kind.PERSON), -1, "kind"),
]


@pytest.mark.parametrize(("column", "given", "kept"), KEPT)
def test_a_value_that_fits_is_kept_as_its_column_keeps_it(
    column: Column, given: Any, kept: Any
) -> None:
    found = checked(table(column), {column.name: given}, FACTS)
    assert (found.values[column.name], found.wrong) == (kept, ())
    assert type(found.values[column.name]) is type(kept)


@pytest.mark.parametrize(("column", "given", "code"), REFUSED)
def test_a_value_that_does_not_fit_is_told_why(column: Column, given: Any, code: str) -> None:
    found = checked(table(column), {column.name: given}, FACTS)
    assert [(one.column, one.code) for one in found.wrong] == [(column.name, code)]
    assert column.name not in found.values
    found.wrong[0].sentence.format(**found.wrong[0].facts)


YES = {"field": "y", "op": "is", "value": True}
WHY = field("why", Kind.TEXT, visible_if=YES, required_if=YES)
Y = field("y", Kind.YES_NO)


@pytest.mark.parametrize(
    ("values", "before", "wrong", "kept"),
    [
        ({"y": True}, None, {"why": "required"}, {"y": True}),
        ({"y": True, "why": "so"}, None, {}, {"y": True, "why": "so"}),
        ({"y": False}, None, {}, {"y": False}),
        ({"y": False, "why": "so"}, None, {}, {"y": False, "why": None}),
        ({"y": False}, {"y": True, "why": "so"}, {}, {"y": False, "why": None}),
        ({"y": True}, {"y": False}, {"why": "required"}, {"y": True}),
        ({"why": ""}, {"y": True, "why": "so"}, {"why": "required"}, {"why": None}),
        ({}, {"y": True}, {}, {}),
    ],
)
def test_what_is_asked_under_a_condition_comes_and_goes_with_it(
    values: dict[str, Any], before: dict[str, Any] | None, wrong: dict[str, str], kept: Any
) -> None:
    found = checked(table(Y, WHY), values, FACTS, before)
    assert {one.column: one.code for one in found.wrong} == wrong
    assert found.values == kept


def test_what_is_not_seen_is_not_wrong_either() -> None:
    narrow = replace(WHY, longest=2)
    found = checked(table(Y, narrow), {"y": False, "why": "far too long"}, FACTS)
    assert (found.wrong, found.values) == ((), {"y": False, "why": None})


def test_a_condition_between_columns_is_told_in_the_words_of_who_set_it() -> None:
    ends = field(
        "ends",
        Kind.DATE,
        valid_if={"field": "ends", "op": "ge", "value": {"fact": "today"}},
        valid_words="结束日期不能在今天之前 {x}",
    )
    assert not checked(table(ends), {"ends": "2026-06-10"}, FACTS).wrong
    (wrong,) = checked(table(ends), {"ends": "2026-06-09"}, FACTS).wrong
    assert wrong.sentence.format(**wrong.facts) == ends.valid_words


def test_a_new_row_needs_all_that_is_required_and_a_change_only_what_it_touches() -> None:
    both = table(field("a", Kind.TEXT, required=True), field("b", Kind.TEXT, required=True))
    assert {one.column for one in checked(both, {"a": "1"}, FACTS).wrong} == {"b"}
    assert not checked(both, {"a": "1"}, FACTS, before={"a": "0"}).wrong
    assert [w.code for w in checked(both, {"a": ""}, FACTS, {"a": "0"}).wrong] == ["required"]


def test_an_unknown_column_and_one_that_is_read_only_are_refused() -> None:
    shut = table(replace(field("a", Kind.TEXT), writable=False))
    assert [w.code for w in checked(shut, {"a": "1"}, FACTS).wrong] == ["read_only"]
    assert [w.code for w in checked(shut, {"z": "1"}, FACTS).wrong] == ["unknown"]
    assert not checked(shut, {"a": "1"}, FACTS, before={"a": "1"}).wrong
