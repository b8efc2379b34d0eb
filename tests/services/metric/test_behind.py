"""The rows behind a figure add up to it, and nobody counts or sees what is not his."""

import random
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import Session, select

from models.definition import DefinitionKind
from models.register import Organisation, OrganisationKind
from rules.condition import Facts, holds, read_condition
from rules.metric import Metric, Op, read_metric
from rules.permission import STRANGER
from rules.refusal import Refused
from services.definition import append
from services.entity import entities, entity, within
from services.metric import Asked, drill, figure, in_words, metric, rows_behind
from services.metric.figures import cells
from services.metric.rollup import build_all
from tests import metrics as sample
from tests.neighbourhood import Neighbourhood

ORDERS: dict[str, Any] = {
    "label": "工单",
    "entity": "work_order",
    "time": "received_on",
    "numerator": {"op": "count"},
    "dimensions": ["category"],
}
ASKED = Asked(today=sample.TODAY)


def _read(body: dict[str, Any]) -> Metric:
    return read_metric("probe", body, entity)


@pytest.fixture
def filled(session: Session, here: Neighbourhood) -> list[str]:
    """Rows in two compounds and a grid of the first."""
    places = [here.places[code] for code in ("fengyuan", "qinghe", "fengyuan-grid-1")]
    sample.rows_here(session, places)
    return ["/", *(place.path for place in places)]


def test_the_rows_behind_a_point_add_up_to_it(
    session: Session, here: Neighbourhood, filled: list[str]
) -> None:
    chance, seen = random.Random(2), 0
    for _n in range(80):
        body = sample.random_body(chance, entities()) | {"smallest": 0}
        told = _read(body)
        asked = replace(sample.random_asked(chance, told, filled), grain=None)
        viewer = chance.choice((None, here.qin, here.lin))
        points = cells(session, viewer, told, told.measures[0], asked)
        key, cell = chance.choice([*points.items()]) if points else (None, None)
        if key is None or cell is None:
            continue
        at = replace(asked, by=(), only=tuple(zip(asked.by, key.values)))
        found = rows_behind(session, viewer, told, at)
        counted = cell.n if told.measures[0].op is not Op.SHARE else cell.total
        assert found.n == counted or (told.cumulative and told.measures[0].op is Op.DISTINCT)
        if told.measures[0].op is not Op.PERCENTILE:
            assert found.total == cell.total
        assert len(found.rows) == min(found.n, 50)
        seen += found.n
        _must_be_the_same_rows(session, told, at, found.n)
    assert seen > 300


def _must_be_the_same_rows(session: Session, told: Metric, at: Asked, count: int) -> None:
    """The filter of the list finds as many, counted by hand."""
    of = entity(told.entity)
    link = drill(told, of, at)
    assert link is not None
    condition = read_condition(link.where, of)
    table_of = of.table
    lying = table_of.c.id.in_(select(table_of.c.id).where(within(of, link.within)))
    there = session.connection().execute(table_of.select().where(lying)).mappings()
    rows = [dict(row) for row in there]
    paths = dict(session.connection().execute(_places()).all())
    facts = Facts(today=sample.TODAY, paths=paths)
    found = [row for row in rows if holds(condition, row, facts)]
    assert len(found) == count, (link, at)


def _places() -> Any:
    table_of = entity("place").table
    return table_of.select().with_only_columns(table_of.c.id, table_of.c.path)


def test_everybody_counts_his_own_rows_alone(
    session: Session, here: Neighbourhood, filled: list[str]
) -> None:
    """The table of a secretary ends at his compound; whoever holds nothing counts nothing."""
    claims = _read({"label": "清收", "entity": "voter", "numerator": {"op": "count"}})
    with pytest.raises(Refused, match="does not allow"):
        figure(session, here.wai, claims, ASKED)
    proof = {"not": {"field": "evidence", "op": "is", "value": "nothing like it"}}
    told = {"op": "count", "where": proof}
    named = _read({"label": "欠款", "entity": "claim", "numerator": told})
    assert figure(session, here.shi, named, ASKED).value
    with pytest.raises(Refused, match="no such column"):
        figure(session, here.wai, named, ASKED)


def test_a_metric_compares_nothing_that_names_people() -> None:
    """It is kept and watched by the house, which sees everything: it would tell who owes."""
    by_debtor = {"op": "count", "where": {"field": "debtor", "op": "contains", "value": "物"}}
    with pytest.raises(Refused, match="cannot be used in a metric"):
        _read({"label": "欠款", "entity": "claim", "numerator": by_debtor})


def test_a_stranger_sees_what_is_public_and_nothing_else(
    session: Session, here: Neighbourhood, filled: list[str]
) -> None:
    with pytest.raises(Refused, match="sign in"):
        figure(session, STRANGER, _read(ORDERS), ASKED)
    public = _read({**ORDERS, "public": True})
    assert figure(session, STRANGER, public, ASKED).value == 60
    with pytest.raises(Refused, match="does not allow"):
        rows_behind(session, STRANGER, public, ASKED)
    cost = {"op": "sum", "column": "cost_fen"}
    with pytest.raises(Refused, match="no such column"):
        figure(session, STRANGER, _read({**ORDERS, "public": True, "numerator": cost}), ASKED)


def test_too_few_rows_are_not_drilled_into(session: Session, filled: list[str]) -> None:
    shy = _read({**ORDERS, "smallest": 61})
    with pytest.raises(Refused, match="Too few rows"):
        rows_behind(session, None, shy, ASKED)


def test_sums_and_rows_tell_everybody_the_same(
    session: Session, here: Neighbourhood, filled: list[str]
) -> None:
    rolled = {**ORDERS, "rolled": True, "public": True, "where": None}
    append(session, None, DefinitionKind.METRIC, "orders", None, rolled)
    build_all(session)
    told = metric(session, "orders")
    for name in ("chen", "zhou", "lin", "wu", "shi", "ma", "gao", "qin", "shen", "guan", "wai"):
        viewer = here.visitors[name]
        for path in filled:
            asked = replace(ASKED, path=path)
            kept = figure(session, viewer, told, asked)
            assert kept == figure(session, viewer, replace(told, rolled=False), asked)


@pytest.mark.parametrize("key", ["branch_coverage", "committee_coverage"])
def test_coverage_counts_compounds_alone_each_once(
    session: Session, here: Neighbourhood, key: str
) -> None:
    """Organisations stand in buildings, grids and communities, too: a share stays a share."""
    kinds = (OrganisationKind.PARTY_BRANCH, OrganisationKind.COMMITTEE)
    for code in ("fengyuan", "fengyuan", "qinghe", "fengyuan-grid-1", "fengyuan-community"):
        at = {"place_id": here.places[code].id or 0, "path": here.places[code].path}
        for kind in kinds:
            session.add(Organisation(**at, kind=kind, name=code, founded_on=sample.FIRST))
    session.flush()
    told = metric(session, key)
    found = figure(session, here.qin, told, ASKED)
    assert (found.numerator, found.denominator, found.value) == (2, 2, 100)
    rows = rows_behind(session, here.qin, told, ASKED)
    assert (rows.n, rows.total) == (3, 2)
    assert drill(told, rows.entity, ASKED) is None, "no list could say which places"
    assert "小区" in in_words(session, told, "zh_CN")


def test_only_places_are_of_a_kind() -> None:
    for told in (
        {"op": "count", "level": "compound"},
        {"op": "distinct", "column": "category", "level": "compound"},
        {"op": "distinct", "column": "place_id", "level": "galaxy"},
    ):
        with pytest.raises(Refused):
            _read({**ORDERS, "numerator": told})


def test_rows_whose_day_is_closed_are_not_told_by_time(
    session: Session, here: Neighbourhood
) -> None:
    """Marks are read without the moment they were given at: a drill by day would tell it."""
    told = metric(session, "rating_average")
    with pytest.raises(Refused, match="not listed by time"):
        rows_behind(session, here.lin, told, ASKED)
    with pytest.raises(Refused, match="does not allow"):
        rows_behind(session, here.chen, told, ASKED)
