"""Metrics go through change sets: what cannot be counted is not published, sums come and go."""

from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from rules.refusal import Refused
from services.change import publish_change, undo_change
from services.change.checking import check
from services.metric import Asked, figure, metric, metrics
from services.metric.cube import cubes
from services.metric.rollup import built, prove
from tests import metrics as sample
from tests.changes import drafted
from tests.neighbourhood import Neighbourhood

METRIC = DefinitionKind.METRIC
LATE: dict[str, Any] = {
    "label": "超期工单",
    "entity": "work_order",
    "time": "received_on",
    "numerator": {"op": "count", "where": {"field": "on_time", "op": "is", "value": False}},
    "dimensions": ["category"],
    "rolled": True,
}


def test_a_published_metric_counts_at_once_and_is_rolled_back(
    session: Session, here: Neighbourhood
) -> None:
    sample.rows_here(session, [here.places["fengyuan"]])
    found = drafted(session, here.guan, None, (METRIC, "late", LATE))
    publish_change(session, here.guan, found.id or 0, found.edit_count)
    told = metric(session, "late")
    value = figure(session, here.lin, told, Asked(today=sample.TODAY)).value
    assert value and told.number == 1
    mine = [cube for cube in cubes(session).values() if cube.name in built(session)]
    assert mine and all(prove(session, cube) for cube in mine)
    undo_change(session, here.guan, found.id or 0)
    with pytest.raises(Refused, match="no such metric"):
        metric(session, "late")


def test_a_formula_that_changes_moves_the_sums_that_rest_on_it(
    session: Session, here: Neighbourhood
) -> None:
    sample.rows_here(session, [here.places["fengyuan"]])
    dear = {"entity": "work_order", "name": "x_dear", "label": "超额", "kind": "formula"}
    for formula in ("yuan(cost_fen) >= 0", "yuan(cost_fen) < 0"):
        field = {**dear, "result": "yes_no", "formula": formula}
        found = drafted(
            session, here.guan, None, (DefinitionKind.FIELD, "work_order.x_dear", field)
        )
        publish_change(session, here.guan, found.id or 0, found.edit_count)
        where = {"field": "x_dear", "op": "is", "value": True}
        body = {**LATE, "numerator": {"op": "count", "where": where}}
        if formula.endswith(">= 0"):
            found = drafted(session, here.guan, None, (METRIC, "dear", body))
            publish_change(session, here.guan, found.id or 0, found.edit_count)
        mine = [cube for cube in cubes(session).values() if cube.name in built(session)]
        assert mine and all(prove(session, cube) for cube in mine)


def _problems(session: Session, here: Neighbourhood, *given: Any) -> list[str]:
    found = drafted(session, here.guan, None, *given)
    report = check(session, here.guan, found.id or 0)
    problems = [problem for one in report.found for problem in one.problems]
    return [problem.sentence.format(**problem.facts) for problem in problems]


def test_what_cannot_be_counted_is_named_before_it_is_published(
    session: Session, here: Neighbourhood
) -> None:
    wrong = {**LATE, "numerator": {"op": "sum", "column": "title"}}
    assert "cannot be used" in _problems(session, here, (METRIC, "wrong", wrong))[0]
    one = {"label": "甲", "derived": {"op": "sum", "of": ["other", "grids"]}}
    other = {"label": "乙", "derived": {"op": "sum", "of": ["one", "grids"]}}
    both = _problems(session, here, (METRIC, "one", one), (METRIC, "other", other))
    assert "follow from each other" in both[0]


def test_a_metric_that_others_rest_on_stays(session: Session, here: Neighbourhood) -> None:
    told = _problems(session, here, (METRIC, "revenue_booked", None))
    assert told == ["The metric “清回公共收益” follows from it."]
    assert "revenue_booked" in {one.key for one in metrics(session)}
