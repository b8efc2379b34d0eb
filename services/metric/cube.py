"""Which sums are kept while writing (日汇总口径): one a measure of a metric that asks for it.

A cube adds up the rows of one table by day, place and up to two dimensions; beside the days it
keeps the months, which are what most charts ask for. Two metrics that count alike share one.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from rules.condition import AllOf, holds, written
from rules.condition import Facts as ConditionFacts
from rules.metric import Measure, Metric, Op
from services.metric.asking import Value
from services.metric.catalogue import metrics

BUILT = "built"  # lines of this name say, in their first value, which sums are complete
LONG_AGO = date(1, 1, 1)  # their day
MONTHLY = "~m"
NO_FACTS = ConditionFacts()


@dataclass(frozen=True)
class Cube:
    """One sum that is kept (汇总表)."""

    name: str
    measure: Measure
    dimensions: tuple[str, ...]

    @property
    def entity(self) -> str:
        """The table whose rows it adds up."""
        return self.measure.entity

    def counts(self, row: dict[str, object]) -> tuple[int, int] | None:
        """What one row adds: how many, and how much; ``None`` where it does not count."""
        measure = self.measure
        if row.get(measure.time) is None or not holds(measure.among, row, NO_FACTS):
            return None
        if measure.op is Op.COUNT:
            return 1, 1
        if measure.op is Op.SHARE:
            return 1, int(holds(measure.where, row, NO_FACTS))
        value = row.get(measure.column)
        return None if value is None else (1, int(str(value)))


def cube_of(metric: Metric, measure: Measure) -> Cube:
    """The cube that answers for ``measure`` of ``metric``."""
    facts = {
        "op": measure.op.value,
        "column": measure.column,
        "time": measure.time,
        "among": written(AllOf((measure.among,))),
        "where": written(AllOf((measure.where,))),
        "by": metric.dimensions,
    }
    digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
    return Cube(f"{measure.entity}:{digest[:16]}", measure, metric.dimensions)


def cubes(session: Session) -> dict[str, Cube]:
    """Every cube that a metric asks for now, by its name."""
    found = (
        cube_of(metric, measure)
        for metric in metrics(session)
        if metric.rolled
        for measure in metric.measures
    )
    return {cube.name: cube for cube in found}


def text_of(value: object) -> str:
    """A value of a dimension as a cube keeps it."""
    plain = getattr(value, "value", value)
    if isinstance(plain, bool):
        return "yes" if plain else "no"
    return "" if plain is None else str(plain)


def value_of(text: str, yes_no: bool) -> Value:
    """The value that a cube keeps as ``text``."""
    if yes_no:
        return {"yes": True, "no": False}.get(text)
    return text or None
