"""Custom fields that a subject's own act fills (自定义字段填写)."""

from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from models.topic import Category
from rules.refusal import Refused
from services.change.publishing import publish_at_once
from services.field.filling import own_columns
from services.topic.submitting import submit
from tests.neighbourhood import Neighbourhood

SMELL: dict[str, Any] = {
    "entity": "topic",
    "name": "x_smell",
    "kind": "yes_no",
    "label": "有异味",
    "visible_if": {"field": "category", "op": "is", "value": "green"},
    "required_if": {"field": "category", "op": "is", "value": "green"},
}


@pytest.fixture
def field(session: Session, here: Neighbourhood) -> None:
    given = ((DefinitionKind.FIELD, "topic.x_smell", SMELL),)
    publish_at_once(session, here.guan, "异味", here.places["fengyuan-community"].id, given)


def propose(session: Session, here: Neighbourhood, category: Category, own: Any) -> Any:
    title, place = f"垃圾房 {category.value}", here.fengyuan.id or 0
    words = "垃圾房每天早晨很难闻，请处理。"
    with session.begin_nested():
        return submit(session, here.chen, place, title, words, category, own=own)


@pytest.mark.usefixtures("field")
def test_what_is_asked_is_kept_with_the_topic(session: Session, here: Neighbourhood) -> None:
    topic = propose(session, here, Category.GREEN, {"x_smell": True})
    assert topic.extra == {"x_smell": True}


@pytest.mark.usefixtures("field")
def test_a_condition_decides_whether_it_is_asked(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="fill this in"):
        propose(session, here, Category.GREEN, {})
    assert propose(session, here, Category.PETS, {}).extra is None
    assert propose(session, here, Category.PARKING, {"x_smell": True}).extra is None


@pytest.mark.usefixtures("field")
def test_what_is_no_field_or_no_answer_is_refused(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="no such column"):
        propose(session, here, Category.GREEN, {"state": "done"})
    with pytest.raises(Refused, match="neither yes nor no"):
        propose(session, here, Category.GREEN, {"x_smell": "sure"})


@pytest.mark.usefixtures("field")
def test_it_is_asked_where_it_holds(session: Session, here: Neighbourhood) -> None:
    assert [c.name for c in own_columns(session, "topic", here.fengyuan.path)] == ["x_smell"]
    assert own_columns(session, "topic", here.places["zhelu"].path) == ()
    assert own_columns(session, "claim", here.fengyuan.path) == ()
