"""Too few rows stay out of sight however they are asked for: by value, by place, by month."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from models.place import Place, PlaceKind
from models.register import OrderSource, WorkOrder
from models.topic import Category
from rules.metric import Grain, Metric, read_metric
from services.entity import entity
from services.metric import Asked, Key, beside, by, figure, series
from tests.neighbourhood import Neighbourhood

YEAR = Asked(date(2026, 6, 10), date(2026, 1, 1), date(2027, 1, 1))
PARKING, LIGHT, PETS = list(Category)[:3]
BODY = {
    "label": "工单",
    "entity": "work_order",
    "time": "received_on",
    "numerator": {"op": "count"},
    "dimensions": ["category", "source"],
    "smallest": 5,
}


def _orders(session: Session, place: Place, category: Category, month: int, count: int) -> None:
    for n in range(count):
        session.add(
            WorkOrder(
                place_id=place.id,
                path=place.path,
                number=f"{place.id}-{category}-{month}-{n}",
                title="灯坏了",
                category=category,
                source=OrderSource.GRID if n % 2 else OrderSource.HOTLINE,
                received_on=date(2026, month, 3),
                due_on=None,
            )
        )


@pytest.fixture
def orders(session: Session, here: Neighbourhood) -> Metric:
    """One category with a single order; one compound, and one month, with few."""
    fengyuan, qinghe = here.places["fengyuan"], here.places["qinghe"]
    _orders(session, fengyuan, PARKING, 1, 20)
    _orders(session, fengyuan, LIGHT, 3, 12)
    _orders(session, fengyuan, PETS, 5, 1)
    _orders(session, qinghe, PARKING, 3, 2)
    session.flush()
    return read_metric("probe", BODY, entity)


def _on(category: Category) -> Asked:
    return replace(YEAR, only=(("category", category.value),))


def test_a_value_alone_tells_no_more_than_the_values_side_by_side(
    session: Session, orders: Metric
) -> None:
    side = {
        p.values[0]: p.figure for p in by(session, None, orders, replace(YEAR, by=("category",)))
    }
    alone = {one.value: figure(session, None, orders, _on(one)) for one in (PARKING, LIGHT, PETS)}
    assert side == alone
    assert [alone[one.value].suppressed for one in (PARKING, LIGHT, PETS)] == [False, True, True]
    assert figure(session, None, orders, YEAR).value == 35
    months = series(session, None, orders, replace(_on(LIGHT), grain=Grain.MONTH))
    assert all(point.figure.suppressed or not point.figure.n for point in months)


def test_a_place_alone_tells_no_more_than_the_places_side_by_side(
    session: Session, here: Neighbourhood, orders: Metric
) -> None:
    around = here.places["fengyuan"].path.rstrip("/").rpartition("/")[0] + "/"
    assert here.places["qinghe"].path.startswith(around)
    whole = figure(session, None, orders, replace(YEAR, path=around))
    one = figure(session, None, orders, replace(YEAR, path=here.places["fengyuan"].path))
    other = figure(session, None, orders, replace(YEAR, path=here.places["qinghe"].path))
    assert (whole.value, one.suppressed, other.suppressed) == (35, True, True)
    places = by(session, None, orders, replace(YEAR, level=PlaceKind.COMPOUND))
    assert [part.figure.suppressed for part in places] == [True, True]


def test_a_month_alone_tells_no_more_than_the_months_of_its_year(
    session: Session, orders: Metric
) -> None:
    asked = replace(YEAR, grain=Grain.MONTH)
    gone = {point.period.key: point.figure for point in series(session, None, orders, asked)}
    assert [gone[f"2026-0{n}"].suppressed for n in (1, 3, 5)] == [False, True, True]
    march = replace(YEAR, start=date(2026, 3, 1), end=date(2026, 4, 1))
    assert figure(session, None, orders, march).suppressed
    some = replace(asked, start=date(2026, 1, 1), end=date(2026, 4, 1))
    assert [p.figure.suppressed for p in series(session, None, orders, some)] == [
        False,
        False,
        True,
    ]


def test_small_multiples_and_crossed_values_withhold_alike(
    session: Session, orders: Metric
) -> None:
    asked = replace(YEAR, grain=Grain.MONTH, level=PlaceKind.COMPOUND)
    found = beside(session, None, orders, asked)
    march = [figure for key, figure in found.items() if key.period == "2026-03"]
    assert [one.suppressed for one in march] == [True, True]
    crossed = replace(_on(PARKING), by=("source",))
    for part in by(session, None, orders, crossed):
        both = (*crossed.only, ("source", part.values[0]))
        alone = figure(session, None, orders, replace(YEAR, only=both))
        assert alone == part.figure


def test_where_nothing_is_too_few_nothing_is_withheld(session: Session, orders: Metric) -> None:
    open_to_all = read_metric("probe", {**BODY, "smallest": 1}, entity)
    found = beside(session, None, open_to_all, replace(YEAR, by=("category",)))
    assert found[Key("", None, (PETS.value,))].value == 1
