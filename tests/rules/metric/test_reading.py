"""What a metric may say, and the one sentence for what it may not."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest

from models.metric import AlertLevel
from rules.metric import (
    Figure,
    Grain,
    Period,
    Standing,
    must_end,
    passed,
    periods,
    read_metric,
    rounded,
    standing,
)
from rules.refusal import Refused
from services.entity import entity

COUNT = {"op": "count"}
GOOD: dict[str, Any] = {
    "label": "工单",
    "entity": "work_order",
    "time": "received_on",
    "numerator": COUNT,
}
LATE = {"field": "due_on", "op": "lt", "value": {"fact": "today"}}
MINE = {"field": "place_id", "op": "within", "value": {"fact": "my_places"}}
WANG = {"field": "name", "op": "begins", "value": "王"}
SUM = {"op": "sum", "column": "cost_fen"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"label": ""}, "“label” is not written"),
        ({"label": "字" * 41}, "40 characters at most"),
        ({"sql": "select 1"}, "“sql” is not a word"),
        ({"entity": "secret"}, "no such table"),
        ({"entity": ["work_order"]}, "“entity” is not written"),
        ({"numerator": None}, "“numerator” is missing"),
        ({"numerator": {"op": "eval"}}, "“op” is not written"),
        ({"numerator": {"op": "count", "column": "id"}}, "“column” is not written"),
        ({"numerator": {"op": "sum"}}, "“column” is missing"),
        ({"numerator": {"op": "sum", "column": "path"}}, "no such column"),
        ({"numerator": {"op": "sum", "column": "id"}}, "cannot be used in a metric"),
        ({"numerator": {"op": "average", "column": "title"}}, "cannot be used in a metric"),
        ({"numerator": {"op": "distinct", "column": "title"}}, "cannot be used in a metric"),
        ({"numerator": {**SUM, "op": "percentile", "at": 100}}, "between 1 and 99"),
        ({"numerator": {"op": "share"}}, "which part of the rows"),
        ({"numerator": {"op": "share", "where": LATE}, "denominator": COUNT}, "divided by each"),
        ({"numerator": {"op": "count", "where": {"1": 1}}}, "not a condition"),
        ({"entity": "owner", "time": None, "where": WANG}, "cannot be used in a metric"),
        ({"where": MINE}, "cannot ask who is reading"),
        ({"time": "title"}, "cannot be used in a metric"),
        ({"time": 7}, "no such column"),
        ({"dimensions": ["title"]}, "cannot be used in a metric"),
        ({"dimensions": ["category", "category"]}, "“dimensions” is not written"),
        ({"scale": "0"}, "“scale” is not written"),
        ({"scale": 0.5}, "“scale” is not written"),
        ({"warning": "80", "alarm": "90"}, "must lie beyond"),
        ({"better": "down", "warning": "90", "alarm": "80"}, "must lie beyond"),
        ({"targets": [{"value": "9", "period": "2026-13"}]}, "A period is written like"),
        ({"targets": [{"value": "9", "period": "2026-02-30"}]}, "A period is written like"),
        ({"smallest": -1}, "“smallest” is not written"),
        ({"cumulative": True, "time": None}, "grow from the beginning"),
        ({"derived": {"op": "sum", "of": ["a", "b"]}}, "not both"),
        ({"rolled": True, "time": None}, "can be kept as sums"),
        ({"rolled": True, "where": LATE}, "changes with the day"),
        ({"rolled": True, "dimensions": ["category", "source", "on_time"]}, "two dimensions"),
        ({"rolled": True, "entity": "task", "time": "due_on"}, "know their own place"),
    ],
)
def test_what_is_not_of_the_closed_shape_is_refused_with_one_sentence(
    change: dict[str, Any], sentence: str
) -> None:
    assert read_metric("probe", GOOD, entity).numerator
    with pytest.raises(Refused, match=sentence):
        read_metric("probe", {**GOOD, **change}, entity)


@pytest.mark.parametrize("key", ["", "A", "x-y", "1a", "x" * 41, None, "a;b"])
def test_a_key_is_a_short_plain_word(key: Any) -> None:
    with pytest.raises(Refused, match="A key is small letters"):
        read_metric(key, GOOD, entity)


def test_a_chain_of_metrics_comes_to_an_end() -> None:
    def derived(key: str, *of: str) -> Any:
        body = {"label": key, "derived": {"op": "sum", "of": list(of)}}
        return read_metric(key, body, entity)

    known = {"a": derived("a", "b", "leaf"), "b": derived("b", "c", "leaf")}
    known["c"] = derived("c", "leaf", "leaf")
    known["leaf"] = read_metric("leaf", GOOD, entity)
    must_end(known["a"], known.__getitem__)
    known["c"] = derived("c", "a", "leaf")
    with pytest.raises(Refused, match="a → b → c → a"):
        must_end(known["a"], known.__getitem__)
    deep = {f"m{n}": derived(f"m{n}", f"m{n + 1}", "leaf") for n in range(6)}
    with pytest.raises(Refused, match="5 steps at most"):
        must_end(deep["m0"], lambda key: deep.get(key, known["leaf"]))
    with pytest.raises(Refused, match="cannot follow from itself"):
        derived("a", "a", "leaf")


@pytest.mark.parametrize(
    ("key", "start", "end"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-H2", date(2026, 7, 1), date(2027, 1, 1)),
        ("2026-Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 5)),
        ("2028-02-29", date(2028, 2, 29), date(2028, 3, 1)),
    ],
)
def test_a_period_is_read_and_written_alike(key: str, start: date, end: date) -> None:
    period = Period.read(key)
    assert (period.start, period.end, period.key) == (start, end, key)
    assert Period.of(start, period.grain) == period
    assert period.shifted(1).shifted(-1) == period
    assert period.shifted(1).start == end


@pytest.mark.parametrize("grain", list(Grain))
def test_periods_follow_each_other_without_a_gap(grain: Grain) -> None:
    found = periods(date(2025, 11, 30), date(2026, 3, 2), grain)
    assert found[0].start <= date(2025, 11, 30) and found[-1].end >= date(2026, 3, 2)
    assert all(one.end == two.start for one, two in pairwise(found))


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(2, 3), 1, "0.7"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1, 2), 0, "−1"),
        (Fraction(-1, 1000), 1, "0.0"),
        (Fraction(1234567, 1), 2, "1,234,567.00"),
        (Fraction(97995, 1000), 2, "98.00"),
    ],
)
def test_a_figure_is_rounded_half_away_from_nothing(
    value: Fraction, places: int, text: str
) -> None:
    assert rounded(value, places) == text


def test_a_line_itself_is_still_good_and_the_shortest_target_holds() -> None:
    lines = {"warning": "95", "alarm": "90", "targets": [{"value": "98"}]}
    targets = [*lines["targets"], {"value": "99", "period": "2026"}]
    targets.append({"value": "97", "period": "2026-06"})
    metric = read_metric("probe", {**GOOD, **lines, "targets": targets}, entity)
    june, may, before = (Period.read(key) for key in ("2026-06", "2026-05", "2025-05"))
    assert (metric.target_in(june), metric.target_in(may), metric.target_in(before)) == (97, 99, 98)
    assert passed(metric, Figure(Fraction(95))) is None
    assert passed(metric, Figure(Fraction(949, 10))) is AlertLevel.WARNING
    assert passed(metric, Figure(Fraction(899, 10))) is AlertLevel.ALARM
    assert standing(metric, Figure(Fraction(97)), june) is Standing.REACHED
    assert standing(metric, Figure(Fraction(97)), may) is Standing.SHORT
    assert standing(metric, Figure(), may) is None


def test_a_span_of_others_ends_above_its_beginning() -> None:
    span = {"label": "芜湖", "value": "300", "source": "新华网"}
    body = {"label": "网格", "entity": "grid_post", "numerator": {"op": "count"}}
    told = read_metric("k", {**body, "compare": [{**span, "most": "500"}]}, entity)
    assert told.comparisons[0].most == 500
    with pytest.raises(Refused, match="most"):
        read_metric("k", {**body, "compare": [{**span, "most": "300"}]}, entity)
