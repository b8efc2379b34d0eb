"""All formulas of a table, each worked out after those it rests on (公式次序)."""

from collections.abc import Iterable, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from rules.entity import Column, Entity
from rules.formula.reading import Formula, read_formula
from rules.formula.rounded import worked
from rules.refusal import N_, Refused


class Worker:
    """The formulas of one entity, made ready for any number of rows (公式计算器).

    Formulas that cannot be read any more, because the code has changed under them, give nothing.
    """

    def __init__(self, entity: Entity) -> None:
        known = entity.by_name
        read = {c.name: found for c in entity.columns if c.formula and (found := _read(c, known))}
        self.formulas = [(known[name], read[name]) for name in _sorted(read)]
        self.looks_at_today = any(formula.looks_at_today for _c, formula in self.formulas)
        self.names = tuple(column.name for column, _f in self.formulas)

    def __call__(self, row: Mapping[str, Any], today: date) -> dict[str, Any]:
        """The value of each formula for ``row``, by name; ``row`` itself is left alone."""
        known = dict(row)
        for column, formula in self.formulas:
            known[column.name] = worked(formula, known, today, column.kind, column.digits)
        return {name: known[name] for name in self.names}


def worker(entity: Entity) -> Worker:
    """The formulas of ``entity`` made ready; kept with it, for entities are shared."""
    known: Worker | None = entity.__dict__.get("worker")
    if known is None:
        known = entity.__dict__["worker"] = Worker(entity)
    return known


def in_order(formulas: Mapping[str, Formula]) -> list[str]:
    """The names of ``formulas``, each behind those it looks at.

    Raises:
        Refused: they go round in a circle.
    """
    rests_on: dict[str, Iterable[str]] = {
        name: sorted(formula.names & formulas.keys()) for name, formula in formulas.items()
    }
    try:
        return list(TopologicalSorter(rests_on).static_order())
    except CycleError as error:
        circle = " → ".join(map(str, error.args[1]))
        raise Refused(N_("The formulas go round in a circle: {names}."), names=circle) from None


def _sorted(read: Mapping[str, Formula]) -> list[str]:
    try:
        return in_order(read)
    except Refused:
        return []


def _read(column: Column, known: Mapping[str, Column]) -> Formula | None:
    try:
        return read_formula(column.formula, known)
    except Refused:
        return None
