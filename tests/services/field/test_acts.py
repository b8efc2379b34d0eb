"""What administrators ask of a meeting, a task or a result is asked when it is made."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from rules.refusal import Refused
from services.benefit.publishing import publish_benefit
from services.definition import append
from services.meeting.calling import call_meeting
from services.task.giving import give_task
from tests.neighbourhood import Neighbourhood
from tests.pages.test_benefits import DELIVERED
from tests.services.meeting.invitation import call
from tests.stage import at_step, decided, raised

Make = Callable[[Session, Neighbourhood, dict[str, Any]], Any]


def meeting(session: Session, here: Neighbourhood, own: dict[str, Any]) -> Any:
    return call_meeting(session, here.lin, here.fengyuan.id or 0, call(), [], own=own)


def task(session: Session, here: Neighbourhood, own: dict[str, Any]) -> Any:
    topic_id = decided(session, here).id or 0
    given = (topic_id, "清点设备", "安居物业", date(2026, 6, 12), 3_500_000)
    return give_task(session, here.lin, *given, own=own)


def benefit(session: Session, here: Neighbourhood, own: dict[str, Any]) -> Any:
    topic = at_step(session, raised(session, here), "xiang")
    return publish_benefit(session, here.lin, topic.id or 0, DELIVERED, own=own)


@pytest.mark.parametrize("make", [meeting, task, benefit])
def test_what_must_be_said_is_asked_by_the_act_itself(
    session: Session, here: Neighbourhood, make: Make
) -> None:
    table = make.__name__
    field = {"entity": table, "name": "x_n", "kind": "number", "label": "人手", "required": True}
    append(session, here.guan, DefinitionKind.FIELD, f"{table}.x_n", None, field)
    for wrong in ({}, {"x_n": "many"}, {"x_n": 3, "title": "别的"}):
        with pytest.raises(Refused), session.begin_nested():
            make(session, here, wrong)
    assert make(session, here, {"x_n": 3}).extra == {"x_n": 3}


@pytest.mark.parametrize("make", [meeting, task, benefit])
def test_nothing_is_asked_where_there_is_no_field(
    session: Session, here: Neighbourhood, make: Make
) -> None:
    assert make(session, here, {}).extra is None
