"""What a figure is held against (目标与对照): targets, and what others published."""

from typing import Any

from rules.metric.period import Period
from rules.metric.spec import Comparison, Target
from rules.metric.word import WRONG, closed, decimal, need, text
from rules.refusal import Refused


def target(told: Any) -> Target:
    """What is aimed at, in a period or always."""
    given = closed(told, frozenset({"period", "value"}), "targets")
    value = decimal(need(given, "value"), "value")
    assert value is not None, "a needed decimal is there"
    period = text(given, "period", 12)
    return Target(value, Period.read(period).key if period else "")


def comparison(told: Any) -> Comparison:
    """A figure published elsewhere; with ``most`` a span, which ends above its beginning."""
    words = frozenset({"label", "label_en", "value", "most", "source"})
    given = closed(told, words, "compare")
    value = decimal(need(given, "value"), "value")
    assert value is not None, "a needed decimal is there"
    most = decimal(given.get("most"), "most")
    if most is not None and most <= value:
        raise Refused(WRONG, field="most")
    return Comparison(
        label=text(given, "label", 60, True),
        label_en=text(given, "label_en", 120),
        value=value,
        source=text(given, "source", 120, True),
        most=most,
    )
