"""A metric as a definition (指标定义): what its own language cannot read does not hold."""

from collections.abc import Callable, Mapping
from typing import Any

from rules.definition.problem import Problem
from rules.entity import Entity
from rules.metric import Metric, must_end, read_metric
from rules.refusal import Refused


def problems(
    key: str,
    body: Mapping[str, Any],
    entity_of: Callable[[str], Entity],
    metric_of: Callable[[str], Metric],
) -> list[Problem]:
    """What stops a metric from holding: its shape, its columns, or a chain without an end.

    ``metric_of`` names the others as they would hold.
    """
    try:
        metric = read_metric(key, body, entity_of)
        must_end(metric, metric_of)
    except Refused as refused:
        return [Problem("", refused.sentence, refused.facts)]
    return []
