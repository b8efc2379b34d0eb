"""Custom fields are shown and filled in where their subject is dealt with, whatever it is."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlmodel import Session

from db.session import transaction
from models.definition import DefinitionKind
from services.benefit.publishing import publish_benefit
from services.definition import append
from services.meeting.calling import call_meeting
from services.row.changing import change_row
from services.table.detail import detail
from services.task.giving import give_task
from tests.neighbourhood import Neighbourhood
from tests.pages.test_benefits import DELIVERED
from tests.services.meeting.invitation import call
from tests.stage import at_step, decided, raised
from tests.visit import visit

Made = tuple[int, str, dict[str, str]]  # its number, the page, and what the address says


def meeting(session: Session, here: Neighbourhood) -> Made:
    found = call_meeting(session, here.lin, here.fengyuan.id or 0, call(), [])
    return found.id or 0, "meeting", {"id": str(found.id)}


def task(session: Session, here: Neighbourhood) -> Made:
    topic = decided(session, here)
    given = (topic.id or 0, "清点设备", "安居物业", date(2026, 6, 12), 3_500_000)
    found = give_task(session, here.lin, *given)
    return found.id or 0, "topic", {"id": str(topic.id)}


def benefit(session: Session, here: Neighbourhood) -> Made:
    topic = at_step(session, raised(session, here), "xiang")
    found = publish_benefit(session, here.lin, topic.id, DELIVERED)
    return found.id or 0, "topic", {"id": str(topic.id)}


def unit(session: Session, here: Neighbourhood) -> Made:
    number = here.units["fengyuan-1-101"].id or 0
    return number, "roll", {"place": "fengyuan", "unit": str(number)}


def place(session: Session, here: Neighbourhood) -> Made:
    return here.fengyuan.id or 0, "places", {"place": "fengyuan"}


@pytest.mark.parametrize("make", [meeting, task, benefit, unit, place])
def test_a_field_is_shown_and_filled_in_on_the_page_of_its_subject(
    monkeypatch: pytest.MonkeyPatch,
    here: Neighbourhood,
    make: Callable[[Session, Neighbourhood], Made],
) -> None:
    table = make.__name__
    who = here.guan if table == "place" else here.lin
    with transaction() as session:
        number, page, asked = make(session, here)
    button = f"nb_own_{table}_{number}"
    before = visit(monkeypatch, page, who, **asked)
    assert button not in [one.key for one in before.button]
    field = {"entity": table, "name": "x_note", "kind": "text", "label": "备忘"}
    with transaction() as session:
        append(session, here.guan, DefinitionKind.FIELD, f"{table}.x_note", None, field)
    at = visit(monkeypatch, page, who, **asked)
    assert not at.exception
    assert "还没填：备忘" in [one.value for one in at.caption]
    at.button(key=button).click().run()
    assert at.text_input(key=f"nb_ask_own_{table}_{number}_x_note").label == "备忘"
    with transaction() as session:
        row = detail(session, who, table, number)
        change_row(session, who, table, number, {"x_note": "已核对"}, row.seen)
    after = visit(monkeypatch, page, who, **asked)
    assert any("已核对" in str(one.value) for one in after.markdown)
    assert "已核对" not in str(visit(monkeypatch, page, None, **asked).markdown)


@pytest.mark.parametrize(("make", "opener"), [(task, "nb_give_task"), (meeting, "nb_call_meeting")])
def test_a_field_is_asked_where_its_subject_is_begun(
    monkeypatch: pytest.MonkeyPatch,
    here: Neighbourhood,
    make: Callable[[Session, Neighbourhood], Made],
    opener: str,
) -> None:
    table = make.__name__
    field = {"entity": table, "name": "x_note", "kind": "text", "label": "备忘"}
    with transaction() as session:
        append(session, here.guan, DefinitionKind.FIELD, f"{table}.x_note", None, field)
        _number, page, asked = make(session, here)
    shown = ("meetings", {}) if table == "meeting" else (page, asked)
    at = visit(monkeypatch, shown[0], here.lin, **shown[1])
    at.button(key=opener).click().run()
    assert not at.exception
    assert at.text_input(key=f"nb_ask_own_{table}_x_note").label == "备忘"
