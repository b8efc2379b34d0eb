"""Of no table may a figure be made by who somebody is: not a holder of office either."""

from collections.abc import Iterator
from typing import Any

import pytest

from models.definition import DefinitionKind
from rules.entity import Column, Entity, Kind
from rules.metric import read_metric
from rules.refusal import Refused
from services.definition import shipped
from services.entity import entities, entity


def people() -> Iterator[tuple[Entity, Column]]:
    """Every column that leads to a member, as the database has it, and every personal one."""
    for key in sorted(entities()):
        of = entity(key)
        for column in of.columns:
            keys = of.table.c[column.name].foreign_keys
            if column.personal or any(one.column.table.name == "member" for one in keys):
                yield of, column


PEOPLE = [pytest.param(of, column, id=f"{of.key}.{column.name}") for of, column in people()]


def read(of: Entity, **change: Any) -> None:
    body = {"label": "样本", "entity": of.key, "numerator": {"op": "count"}}
    read_metric("probe", body | change, entity)


@pytest.mark.parametrize(("of", "column"), PEOPLE)
def test_a_person_is_not_counted_told_apart_by_or_compared_with(of: Entity, column: Column) -> None:
    value = 1 if column.kind is Kind.PERSON else "王"
    refused: list[dict[str, Any]] = [
        {"numerator": {"op": "distinct", "column": column.name}},
        {"dimensions": [column.name]},
    ]
    if column.kind in {Kind.PERSON, Kind.TEXT}:
        refused.append({"where": {"field": column.name, "op": "is", "value": value}})
    for change in refused:
        with pytest.raises(Refused, match="cannot be used in a metric"):
            read(of, **change)


@pytest.mark.parametrize(("of", "column"), PEOPLE)
def test_whether_somebody_is_named_may_be_asked(of: Entity, column: Column) -> None:
    read(of, where={"field": column.name, "op": "filled"})


def test_no_metric_that_ships_asks_who_somebody_is() -> None:
    every = shipped(DefinitionKind.METRIC)
    assert len(every) > 10
    for key, one in every.items():
        read_metric(key, one.body, entity)


def test_those_in_office_are_among_them() -> None:
    names = {f"{of.key}.{column.name}" for of, column in people()}
    assert {"task.set_by", "work_report.reported_by", "approval.member_id"} < names
    assert len(names) > 80
