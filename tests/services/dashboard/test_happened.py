"""What happened stands on a chart as far as one may read it, and none is left out unsaid."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from models.metric import ChartNote
from rules.metric import Grain
from rules.permission import STRANGER, Visitor
from services.dashboard.happened import SIGNS, happened
from services.definition import append
from tests.neighbourhood import Neighbourhood

MAY = (date(2026, 5, 1), date(2026, 6, 1))


def note(session: Session, here: Neighbourhood, code: str, on: date, words: str) -> None:
    place = here.places[code]
    row = ChartNote(place_id=place.id or 0, path=place.path, day=on, words=words, words_en="x")
    session.add(row)
    session.flush()


def told(session: Session, who: Visitor | None, here: Neighbourhood, code: str) -> Any:
    path = here.places[code].path
    notes, more = happened(session, who, path, MAY, (Grain.MONTH, "zh_CN"))
    return [(one.sign, one.words) for one in notes], more


@pytest.fixture(autouse=True)
def _noted(session: Session, here: Neighbourhood) -> None:
    note(session, here, "zhelu", date(2026, 5, 8), "新规程")
    note(session, here, "fengyuan", date(2026, 5, 3), "加装电梯")
    note(session, here, "fengyuan", date(2026, 6, 1), "下月的事")
    note(session, here, "qinghe", date(2026, 5, 4), "隔壁的事")


def test_events_here_and_above_stand_in_the_order_of_their_days(
    session: Session, here: Neighbourhood
) -> None:
    for who in (here.qin, STRANGER, None):
        assert told(session, who, here, "fengyuan")[0] == [("①", "加装电梯"), ("②", "新规程")]
        assert told(session, who, here, "zhelu")[0] == [("①", "新规程")]


def test_an_event_that_may_not_be_read_stands_on_no_chart(
    session: Session, here: Neighbourhood
) -> None:
    late = {"field": "day", "op": "ge", "value": "2026-05-05"}
    for rights, expected in (
        ({"tables": ["chart_note"], "actions": ["read"], "rows": late}, [("①", "新规程")]),
        ({"tables": ["chart_note"], "actions": ["read"], "fields": ["place_id", "day"]}, []),
        (None, []),
    ):
        body = {"role": "everyone", "rights": [rights] if rights else []}
        append(session, None, DefinitionKind.RIGHT, "everyone.chart_note", None, body)
        assert told(session, STRANGER, here, "fengyuan")[0] == expected
        assert told(session, None, here, "fengyuan")[0] == expected
    assert len(told(session, here.qin, here, "fengyuan")[0]) == 2


def test_it_is_said_how_many_events_have_no_sign(session: Session, here: Neighbourhood) -> None:
    for n in range(len(SIGNS) - 2):
        note(session, here, "fengyuan", date(2026, 5, 10) + timedelta(days=n), f"第{n}件")
    notes, more = told(session, STRANGER, here, "fengyuan")
    assert len(notes) == len(SIGNS) and more == ()
    for n in range(2):
        note(session, here, "fengyuan", date(2026, 5, 30), f"末{n}")
    notes, more = told(session, STRANGER, here, "fengyuan")
    assert len(notes) == len(SIGNS)
    assert more == ("未在图上标出的事件：2 件",)
