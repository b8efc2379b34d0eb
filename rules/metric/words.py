"""A metric as people say it (指标用语): cells that ``services.wording`` puts in a language."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from rules.condition import ALWAYS, Test, cell
from rules.condition import Op as Compare
from rules.entity import Entity, Kind
from rules.metric.figure import rounded
from rules.metric.period import Grain
from rules.metric.spec import Derivation, Measure, Metric, Op
from rules.refusal import N_

Cell = Any

_OPS = {
    Op.COUNT: N_("the number of “{table}”"),
    Op.SUM: N_("the sum of “{column}” in “{table}”"),
    Op.AVERAGE: N_("the average of “{column}” in “{table}”"),
    Op.SHARE: N_("the share of “{table}” where {part}"),
    Op.DISTINCT: N_("how many different “{column}” there are in “{table}”"),
    Op.PERCENTILE: N_("the value of “{column}” in “{table}” that {at}% do not exceed"),
}
OP_WORDS = {
    Op.COUNT: N_("Number of rows"),
    Op.SUM: N_("Added up"),
    Op.AVERAGE: N_("Average"),
    Op.SHARE: N_("Share"),
    Op.DISTINCT: N_("Number of different values"),
    Op.PERCENTILE: N_("Percentile"),
}
GRAIN_WORDS = {
    Grain.DAY: N_("By day"),
    Grain.WEEK: N_("By week"),
    Grain.MONTH: N_("By month"),
    Grain.QUARTER: N_("By quarter"),
    Grain.HALF: N_("By half-year"),
    Grain.YEAR: N_("By year"),
}
_WHERE = N_("{measure} (only where {where})")
_TIME = N_("{measure}, by “{column}”")
_GROWS = N_("{measure}, from the beginning")
_RATIO = N_("{top} ÷ {bottom}")
_TIMES = N_("{formula} × {scale}")
_JOINED = {
    Derivation.SUM: N_("{first} + {rest}"),
    Derivation.DIFFERENCE: N_("{first} − {rest}"),
    Derivation.RATIO: _RATIO,
}
EntityOf = Callable[[str], Entity]


def formula(metric: Metric, entity_of: EntityOf, label_of: Callable[[str], Cell]) -> Cell:
    """What is counted, and what it is divided by; ``label_of`` names another metric."""
    if metric.derivation is not None:
        found = _derived(metric, label_of)
    else:
        cells = [measure_cell(one, entity_of, metric.cumulative) for one in metric.measures]
        found = cells[0] if len(cells) == 1 else _say(_RATIO, top=cells[0], bottom=cells[1])
    if metric.scale == 1:
        return found
    return _say(_TIMES, formula=found, scale={"said": number_text(metric.scale)})


def measure_cell(measure: Measure, entity_of: EntityOf, cumulative: bool = False) -> Cell:
    """One measure in words, with the rows it counts."""
    entity = entity_of(measure.entity)
    facts: dict[str, Cell] = {"table": {"named": [entity.label, entity.english]}}
    if measure.column:
        facts["column"] = _column(entity, measure.column)
    if measure.op is Op.SHARE:
        facts["part"] = cell(measure.where, entity)
    if measure.op is Op.PERCENTILE:
        facts["at"] = measure.at
    found = _say(_OPS[measure.op], **facts)
    if measure.among != ALWAYS:
        found = _say(_WHERE, measure=found, where=cell(measure.among, entity))
    if measure.level is not None:
        of_kind = Test("kind", Kind.CHOICE, Compare.IS, measure.level.value)
        found = _say(_WHERE, measure=found, where=cell(of_kind, entity_of("place")))
    if measure.time:
        found = _say(_TIME, measure=found, column=_column(entity, measure.time))
        found = _say(_GROWS, measure=found) if cumulative else found
    return found


def number_text(value: Fraction) -> str:
    """A decimal as it was written: 100, 0.01, 97.7."""
    for places in range(10):
        if (value * 10**places).denominator == 1:
            return rounded(value, places)
    return f"{value.numerator} ÷ {value.denominator}"


def _derived(metric: Metric, label_of: Callable[[str], Cell]) -> Cell:
    assert metric.derivation is not None, "asked of a derived metric alone"
    cells = [label_of(key) for key in metric.parts]
    found = cells[-1]
    for one in reversed(cells[:-1]):
        first, rest = one, found
        if metric.derivation is Derivation.RATIO:
            found = _say(_RATIO, top=first, bottom=rest)
        else:
            found = _say(_JOINED[metric.derivation], first=first, rest=rest)
    return found


def _column(entity: Entity, name: str) -> Cell:
    column = entity.by_name[name]
    return {"named": [column.label, column.english]}


def _say(sentence: str, **facts: Cell) -> Cell:
    return {"sentence": sentence, "facts": facts}
