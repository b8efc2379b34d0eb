"""A figure says its unit as people do (指标用语)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from rules.metric import read_metric
from services.entity import entity
from services.metric.words import counted, shown

BODY = {
    "label": "居民提出的议题",
    "entity": "topic",
    "numerator": {"op": "count"},
    "unit": "件",
    "unit_en": "topic|topics",
}
TOPICS = read_metric("raised", BODY, entity)
SHOWN = (
    (0, "0 件", "0 topics"),
    (1, "1 件", "1 topic"),
    (-1, "−1 件", "−1 topic"),
    (2, "2 件", "2 topics"),
    (1001, "1,001 件", "1,001 topics"),
)


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


@pytest.mark.parametrize(("value", "chinese", "english"), SHOWN)
def test_english_tells_one_from_many(value: int, chinese: str, english: str) -> None:
    assert shown(TOPICS, Fraction(value), "zh_CN") == chinese
    assert shown(TOPICS, Fraction(value), "en") == english


def test_it_is_the_number_that_is_shown_that_counts() -> None:
    one_decimal = replace(TOPICS, precision=1)
    assert shown(TOPICS, Fraction(11, 10), "en") == "1 topic"
    assert shown(one_decimal, Fraction(11, 10), "en") == "1.1 topics"


def test_a_unit_that_is_always_the_same_stands_as_it_is() -> None:
    assert [counted("of 5", number) for number in ("1", "4")] == ["of 5", "of 5"]
