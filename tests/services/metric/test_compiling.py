"""Metrics count what they say, refuse what they cannot say, and never go beyond their columns."""

import os
import random
from typing import Any

import pytest
from sqlalchemy import Table, text
from sqlalchemy.sql import visitors
from sqlmodel import Session

from models.place import Place, PlaceKind
from rules.metric import Cell, Grain, made, read_metric
from rules.refusal import Refused
from services.entity import entities, entity
from services.metric import Asked, by, figure, series, table
from services.metric.asking import whole
from services.metric.compiling import compiled
from services.place import plant
from services.trail import HOUSE
from tests import metrics as sample
from tests.neighbourhood import Neighbourhood

CASES = int(os.environ.get("FUZZ", "600"))


def _rows_of(session: Session) -> Any:
    """Plain rows of a table, read by the names of its columns."""

    def of(key: str) -> list[dict[str, Any]]:
        table_of = entity(key).table
        names = [column.name for column in table_of.columns]
        rows = session.connection().execute(table_of.select()).all()
        return [dict(zip(names, row)) for row in rows]

    return of


def _read(body: dict[str, Any]) -> Any:
    return read_metric("probe", body, entity)


@pytest.fixture
def filled(session: Session, here: Neighbourhood) -> list[str]:
    """Rows in four places; the paths that may be asked for."""
    codes = ("fengyuan", "qinghe", "fengyuan-grid-1", "fengyuan-community")
    places = [here.places[code] for code in codes]
    sample.rows_here(session, places)
    return ["/", *(place.path for place in places)]


def test_every_figure_equals_what_counting_by_hand_gives(
    session: Session, filled: list[str]
) -> None:
    chance = random.Random(5)
    rows_of, read = _rows_of(session), 0
    kept = {key: rows_of(key) for key in sample.TABLES}
    for _n in range(120):
        metric = _read(sample.random_body(chance, entities()))
        asked = sample.random_asked(chance, metric, filled)
        expected = sample.counted(metric, asked, lambda key: kept[key])
        assert table(session, None, metric, asked) == expected, (metric, asked)
        read += len(expected)
    assert read > 500, "the samples must have something to count"


def test_hostile_metrics_are_refused_or_stay_within_their_columns(session: Session) -> None:
    chance = random.Random(11)
    every, refused = entities(), 0
    for _n in range(CASES):
        body = sample.spoilt(chance, sample.random_body(chance, every))
        try:
            metric = _read(body)
        except Refused as refusal:
            assert str(refusal)
            refused += 1
            continue
        _must_stay_inside(session, metric, chance)
    assert CASES / 3 < refused < CASES


def _must_stay_inside(session: Session, metric: Any, chance: random.Random) -> None:
    for measure in metric.measures:
        source = entities()[measure.entity]
        asked = sample.random_asked(chance, metric, ["/", "/1/2/"])
        question = compiled(whole(source), measure, asked, metric.cumulative)
        known = {"place", source.key}
        assert {one.name for one in _tables(question)} <= known
        described = {column.name for column in source.columns} | {"path", "id", "extra", "kind"}
        assert {one.name for one in _columns(question)} <= described
        words = str(question.compile(dialect=session.get_bind().dialect))
        assert "zq9" not in words and "drop table" not in words and ";" not in words


def _tables(question: Any) -> set[Any]:
    return {one for one in visitors.iterate(question) if one.__visit_name__ == "table"}


def _columns(question: Any) -> set[Any]:
    found = visitors.iterate(question)
    return {one for one in found if isinstance(getattr(one, "table", None), Table)}


def test_a_hostile_value_is_bound_and_counts_nothing(session: Session, filled: list[str]) -> None:
    value = f"{sample.MARK}; drop table work_order"
    where = {"field": "title", "op": "is", "value": value}
    metric = _read(
        {"label": "计数", "entity": "work_order", "numerator": {"op": "count", "where": where}}
    )
    asked = Asked(today=sample.TODAY)
    question = compiled(whole(entity("work_order")), metric.measures[0], asked)
    words = question.compile(dialect=session.get_bind().dialect)
    assert value not in str(words) and value in words.params.values()
    assert figure(session, None, metric, asked).value == 0
    assert session.connection().execute(text("SELECT count(*) FROM work_order")).scalar() == 60


def test_a_ratio_is_told_by_place_and_by_month(session: Session, filled: list[str]) -> None:
    metric = _read(
        {
            "label": "按期办结率",
            "entity": "work_order",
            "time": "received_on",
            "where": {"field": "on_time", "op": "filled"},
            "numerator": {
                "op": "share",
                "where": {"field": "on_time", "op": "is", "value": True},
            },
            "scale": "100",
            "dimensions": ["category"],
        }
    )
    start, end = sample.FIRST, sample.TODAY
    asked = Asked(today=end, start=start, end=end, grain=Grain.MONTH)
    whole_of = figure(session, None, metric, asked)
    months = series(session, None, metric, asked)
    assert len(months) == 14
    assert sum(point.figure.denominator or 0 for point in months) == whole_of.denominator
    assert sum(point.figure.numerator or 0 for point in months) == whole_of.numerator
    at = Asked(today=end, start=start, end=end, level=PlaceKind.COMPOUND, by=("category",))
    parts = by(session, None, metric, at)
    compounds = figure(session, None, metric, Asked(end, start, end, path=filled[1]))
    fengyuan = [part for part in parts if part.place_id == parts[0].place_id]
    assert sum(part.figure.n for part in fengyuan) == compounds.n


def test_a_percentile_of_nothing_is_nothing(session: Session, here: Neighbourhood) -> None:
    body = {"label": "中位", "entity": "work_order"}
    metric = _read({**body, "numerator": {"op": "percentile", "column": "cost_fen"}})
    assert figure(session, None, metric, Asked(today=sample.TODAY)).value is None
    assert made(metric, Cell(), None).value == 0


def test_too_few_rows_are_not_shown(session: Session, filled: list[str]) -> None:
    metric = _read(
        {
            "label": "纠纷",
            "entity": "dispute",
            "numerator": {"op": "count"},
            "dimensions": ["category"],
            "smallest": 9,
        }
    )
    found = by(session, None, metric, Asked(today=sample.TODAY, by=("category",)))
    assert all(part.figure.suppressed or part.figure.n >= 9 for part in found)
    assert sum(part.figure.suppressed for part in found) != 1


def test_more_groups_than_a_screen_can_show_are_refused(session: Session) -> None:
    metric = _read({"label": "天", "entity": "dispute", "numerator": {"op": "count"}})
    asked = Asked(sample.TODAY, sample.FIRST.replace(year=2000), sample.TODAY, grain=Grain.DAY)
    with pytest.raises(Refused, match="more than 800 groups"):
        series(session, None, metric, asked)
    with pytest.raises(Refused, match="not told apart"):
        table(session, None, metric, Asked(sample.TODAY, by=("category",)))


def test_every_metric_names_one_place_a_row(session: Session, here: Neighbourhood) -> None:
    """Two compounds side by side, one path the beginning of the other's digits."""
    street = here.places["zhelu"]
    for n in range(12):
        plant(session, HOUSE, PlaceKind.COMMUNITY, f"社区{n}", f"c{n}", street)
    metric = _read({"label": "地方", "entity": "place", "numerator": {"op": "count"}})
    parts = by(session, None, metric, Asked(sample.TODAY, level=PlaceKind.COMMUNITY))
    assert len(parts) == 13
    for part in parts:
        place = session.get_one(Place, part.place_id)
        own = figure(session, None, metric, Asked(sample.TODAY, path=place.path))
        assert own == part.figure
