"""Formulas (公式): exact, closed, and told in one sentence when they are wrong."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.register import WorkOrder
from rules.entity import Choice, Column, Entity, Kind, Scope
from rules.formula import Type, in_order, read_formula, work, worked, worker
from rules.refusal import Refused

TODAY = date(2026, 6, 10)


def column(name: str, kind: Kind, **more: Any) -> Column:
    return Column(name, kind, name, name, extra=True, **more)


COLUMNS = {
    c.name: c
    for c in (
        column("n", Kind.NUMBER),
        column("k", Kind.NUMBER),
        column("fen", Kind.MONEY),
        column("more", Kind.MONEY),
        column("cm2", Kind.AREA),
        column("a", Kind.DATE),
        column("b", Kind.DATE),
        column("y", Kind.YES_NO),
        column("t", Kind.TEXT),
        column("c", Kind.CHOICE, choices=(Choice("open", "Open"),)),
        column("who", Kind.PERSON),
    )
}
ROW = {
    "n": 7,
    "k": 2,
    "fen": 10_001,
    "more": 5_000,
    "cm2": 905_500,
    "a": "2026-06-01",
    "b": date(2026, 6, 11),
    "y": True,
    "t": "东门",
    "c": "open",
}


def value(text: str, row: dict[str, Any] | None = None) -> Any:
    return work(read_formula(text, COLUMNS).part, ROW if row is None else row, TODAY)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) × 3", 9),
        ("7 ÷ 2 − 0.5", 3),
        ("-n + 1", -6),
        ("--n", 7),
        ("1/3 + 1/3 + 1/3", 1),
        ("0.1 + 0.2 = 0.3", True),
        ("50% * 4", 2),
        ("fen / 3 * 3", 10_001),
        ("fen / more", Fraction(10_001, 5_000)),
        ("yuan(fen)", Fraction(10_001, 100)),
        ("m2(cm2)", Fraction("90.55")),
        ("fen + more", 15_001),
        ("n / 0", None),
        ("n / (k - 2) + 1", None),
        ("if(k = 2, n, n / 0)", 7),
        ("如果（n ＞ 3，“多”，“少”）", "多"),
        ("min(n, k, 5)", 2),
        ("max(a, b)", date(2026, 6, 11)),
        ("days(a, b)", 10),
        ("b - a", 10),
        ("a + 30", date(2026, 7, 1)),
        ("days(a, today())", 9),
        ('date("2026-06-01") = a', True),
        ("round(10 / 3, 2)", Fraction("3.33")),
        ("round(5 / 2)", 3),
        ("round(-5 / 2)", -3),
        ('concat(t, " ", n, " ", a)', "东门 7 2026-06-01"),
        ('concat(10 / 4, "")', "2.5"),
        ('c = "open" and not (n < k)', True),
        ("y or n > 100", True),
        ("n <> 7", False),
        ("n ≥ 7 且 k ≤ 2", True),
        ("filled(t)", True),
        ("true", True),
    ],
)
def test_a_formula_gives_what_a_person_would_work_out(text: str, wanted: Any) -> None:
    assert value(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("n + 1", None),
        ("n > 1", False),
        ("not (n > 1)", True),
        ("n <> 1", False),
        ("default(n, 3) + 1", 4),
        ("min(n, 4)", 4),
        ("min(n, k)", None),
        ('concat(t, "")', None),
        ('concat(t, "x")', "x"),
        ("filled(n)", False),
        ("if(y, 1, 2)", 2),
        ("y and y", False),
        ("days(a, b)", None),
    ],
)
def test_what_is_empty_stays_empty_and_no_comparison_holds_with_it(text: str, wanted: Any) -> None:
    assert value(text, {}) == wanted


@pytest.mark.parametrize("stray", [True, "7", [], {}, float("nan"), float("inf"), 10**19])
def test_a_stored_value_that_is_no_number_counts_as_nothing(stray: Any) -> None:
    assert value("n + 1", {"n": stray}) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "ends too early"),
        ("1 +", "ends too early"),
        ("(1", "“\\)” is missing"),
        ("1 2", "cannot go on"),
        ("1 < 2 < 3", "cannot go on"),
        ("n ** 2", "ends too early"),
        ("n; drop", "not known: “;"),
        ("n.__class__", "not known: “.__class"),
        ("__import__", "no column"),
        ('__import__("os")', "no function"),
        ("eval(1)", "no function"),
        ("zzz + 1", "names “zzz”"),
        ("who", "cannot use the column"),
        ("fen + n", "cannot be mixed"),
        ("fen * more", "cannot be mixed"),
        ("n / fen", "cannot be mixed"),
        ("fen / cm2", "cannot be mixed"),
        ("a + b", "cannot be mixed"),
        ("t + t", "cannot be mixed"),
        ("n = t", "cannot be mixed"),
        ("if(n, 1, 2)", "cannot take"),
        ('if(y, 1, "a")', "cannot be mixed"),
        ("days(a)", "takes 2 values"),
        ("round(n, k)", "keeps 0 to 6"),
        ("round(n, 7)", "keeps 0 to 6"),
        ("min(t, t)", "cannot take"),
        ('date("2026-02-30")', "written like this"),
        ("date(t)", "written like this"),
        ("today(1)", "takes 0 values"),
        ("(" * 40 + "1" + ")" * 40, "levels deep"),
        ("-" * 60 + "1", "levels deep"),
        ("not " * 60 + "y", "levels deep"),
        ("1+" * 300 + "1", "characters at most"),
        ("n" * 60 + "n", "not known|names|cannot go on"),
        ("1" * 400, "cannot go on"),
    ],
)
def test_what_is_no_formula_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_formula(text, COLUMNS)


@given(st.text(alphabet='nkfeabyt()+-*/<>=,. 0123456789"×÷（）如果且', max_size=60))
def test_anything_written_is_a_formula_or_is_refused(text: str) -> None:
    try:
        formula = read_formula(text, COLUMNS)
    except Refused as refusal:
        assert str(refusal)
    else:
        work(formula.part, ROW, TODAY)
        work(formula.part, {}, TODAY)


@given(
    st.integers(-(10**12), 10**12),
    st.integers(-(10**12), 10**12),
    st.integers(-(10**12), 10**12),
)
def test_arithmetic_is_that_of_fractions(n: int, k: int, more: int) -> None:
    found = work(read_formula("(n + k) * n / 3 - k / 7", COLUMNS).part, {"n": n, "k": k}, TODAY)
    assert found == Fraction((n + k) * n, 3) - Fraction(k, 7)
    shared = work(read_formula("fen / 3 + fen / 3 + fen / 3", COLUMNS).part, {"fen": more}, TODAY)
    assert shared == more


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**4), st.integers(1, 6))
def test_a_result_is_rounded_half_up_to_its_digits(n: int, k: int, digits: int) -> None:
    formula = read_formula("n / k", COLUMNS)
    found = worked(formula, {"n": n, "k": k}, TODAY, Kind.FORMULA, digits)
    exact = Fraction(n, k)
    if abs(exact) * 10**digits < 10**15 - 1:
        kept = Fraction(Decimal(repr(found)))
        assert abs(kept - exact) * 2 * 10**digits <= 1
        assert (kept * 10**digits).denominator == 1
    else:
        assert found is None


def test_a_result_beyond_all_reason_is_none() -> None:
    big = {"n": 10**18 - 1}
    assert worked(read_formula("n * n", COLUMNS), big, TODAY, Kind.NUMBER) is None
    assert worked(read_formula("n", COLUMNS), big, TODAY, Kind.FORMULA, 2) is None
    assert worked(read_formula("a + 9999999", COLUMNS), ROW, TODAY, Kind.DATE) is None


def test_formulas_rest_on_each_other_and_never_in_a_circle() -> None:
    first = column("x_a", Kind.NUMBER, formula="x_b + 1")
    second = column("x_b", Kind.FORMULA, formula="n / 2", digits=1)
    entity = Entity("work_order", WorkOrder, "", "", (*COLUMNS.values(), first, second), Scope())
    assert worker(entity)({"n": 3}, TODAY) == {"x_b": 1.5, "x_a": 3}
    known = entity.by_name
    around = {"x_a": read_formula("x_b", known), "x_b": read_formula("x_a", known)}
    with pytest.raises(Refused, match="round in a circle: x_"):
        in_order(around)
    with pytest.raises(Refused, match="round in a circle"):
        in_order({"x_a": read_formula("x_a", known)})


def test_a_formula_knows_its_type_its_columns_and_whether_days_change_it() -> None:
    formula = read_formula("if(a < today(), fen, more)", COLUMNS)
    assert (formula.type, formula.looks_at_today) == (Type.MONEY, True)
    assert formula.names == {"a", "fen", "more"}
    assert not read_formula("n", COLUMNS).looks_at_today
