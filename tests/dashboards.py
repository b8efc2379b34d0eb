"""A dashboard over work orders of two compounds: one is on time, the other is late (样例看板)."""

from datetime import date
from typing import Any

from sqlmodel import Session, select

from models.definition import DefinitionKind
from models.metric import ChartNote
from models.register import OrderSource, WorkOrder
from models.topic import Category
from services.definition import append
from tests.neighbourhood import Neighbourhood

ON_TIME: dict[str, Any] = {
    "label": "按期办结率",
    "label_en": "Handled on time",
    "words": "按期办结的工单占已办结工单的比例。",
    "words_en": "The share of handled orders that were handled in time.",
    "public": True,
    "entity": "work_order",
    "time": "received_on",
    "numerator": {"op": "share", "where": {"field": "on_time", "op": "is", "value": True}},
    "unit": "%",
    "scale": "100",
    "precision": 1,
    "dimensions": ["category", "source"],
    "targets": [{"value": "95"}],
    "warning": "90",
    "alarm": "60",
    "compare": [{"label": "聊城", "label_en": "Liaocheng", "value": "98.9", "source": "公开报道"}],
}
ORDERS = {
    "label": "工单数",
    "label_en": "Work orders",
    "words": "受理的工单。",
    "words_en": "Orders received.",
    "entity": "work_order",
    "time": "received_on",
    "numerator": {"op": "count"},
    "unit": "件",
    "unit_en": "orders",
    "dimensions": ["category", "source"],
}
COST = {
    "label": "办理花费",
    "entity": "work_order",
    "time": "received_on",
    "numerator": {"op": "sum", "column": "cost_fen"},
    "unit": "¥",
    "scale": "0.01",
    "dimensions": ["category"],
}
BOARD: dict[str, Any] = {
    "title": "街道治理看板",
    "title_en": "The street at a glance",
    "audience": "street",
    "public": False,
    "tiles": [
        {"code": "rate", "kind": "figure", "metric": "on_time"},
        {"code": "cost", "kind": "compare", "metric": "cost", "by": "category"},
        {"code": "trend", "kind": "trend", "metric": "on_time", "back": 6},
        {"code": "places", "kind": "compare", "metric": "on_time", "level": "compound"},
        {"code": "small", "kind": "multiples", "metric": "orders", "level": "compound"},
        {
            "code": "map",
            "kind": "heat",
            "metric": "orders",
            "level": "compound",
            "by": "category",
        },
        {
            "code": "ways",
            "kind": "funnel",
            "metric": "orders",
            "by": "source",
            "order": ["hotline", "grid", "whistle"],
        },
    ],
}


def drawn_up(session: Session, here: Neighbourhood, **changed: Any) -> None:
    """Orders of May and June, three metrics and a dashboard, as if they had been published."""
    rows(session, here)
    append(session, None, DefinitionKind.METRIC, "on_time", None, ON_TIME)
    append(session, None, DefinitionKind.METRIC, "orders", None, ORDERS)
    append(session, None, DefinitionKind.METRIC, "cost", None, COST)
    append(session, None, DefinitionKind.DASHBOARD, "street", None, BOARD | changed)
    street = here.places["zhelu"]
    session.add(
        ChartNote(place_id=street.id or 0, path=street.path, day=date(2026, 5, 8), words="新规程")
    )
    session.flush()


def rows(session: Session, here: Neighbourhood) -> None:
    """Fengyuan: 19 of 20 on time; Qinghe: 5 of 10. April lies before, with four of four."""
    for code, on_time, late in (("fengyuan", 19, 1), ("qinghe", 5, 5)):
        for n in range(on_time + late):
            _order(session, here, f"{code}-{n}", code, date(2026, 5 + n % 2, 3), n < on_time)
    for n in range(4):
        _order(session, here, f"april-{n}", "fengyuan", date(2026, 4, 3), True)


def _order(
    session: Session, here: Neighbourhood, number: str, code: str, on: date, on_time: bool
) -> None:
    place = here.places[code]
    lift = number[-1] in "02468"
    session.add(
        WorkOrder(
            number=number,
            place_id=place.id or 0,
            path=place.path,
            title="楼道灯不亮",
            category=Category.LIFT if lift else Category.PARKING,
            source=OrderSource.GRID if lift else OrderSource.HOTLINE,
            received_on=on,
            handled_on=on,
            on_time=on_time,
        )
    )


def drawn_up_once(session: Session, here: Neighbourhood, public: dict[str, Any]) -> None:
    """The same in a house that lives longer than one test, with one dashboard for everybody."""
    if session.exec(select(WorkOrder)).first() is not None:
        return
    drawn_up(session, here)
    append(session, None, DefinitionKind.DASHBOARD, "open", None, BOARD | public)
