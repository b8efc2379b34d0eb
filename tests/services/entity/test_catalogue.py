"""A table with what was added to it (实体目录): at once, at its place, and never looser."""

from typing import Any

import pytest
from sqlmodel import Session

from db.session import glance, transaction
from models.definition import DefinitionKind
from rules.entity import Kind
from rules.refusal import Refused
from services.definition import append, supposing
from services.definition.reading import Defined
from services.entity import entity, entity_for
from tests.neighbourhood import Neighbourhood

FIELD, OVERRIDE = DefinitionKind.FIELD, DefinitionKind.OVERRIDE
SMELL: dict[str, Any] = {"entity": "topic", "name": "x_smell", "kind": "yes_no", "label": "有异味"}


def add(session: Session, here: Neighbourhood, body: dict[str, Any], place: str | None) -> None:
    at = here.places[place] if place else None
    append(session, here.guan, FIELD, f"{body['entity']}.{body['name']}", at, body)


def test_a_table_without_additions_is_the_codes_own(session: Session, here: Neighbourhood) -> None:
    assert entity_for(session, "topic", here.fengyuan.path) is entity("topic")


def test_an_unknown_table_is_refused(session: Session) -> None:
    for key in ("nothing", "form:nothing"):
        with pytest.raises(Refused, match="no such table"):
            entity_for(session, key)


def test_a_field_holds_at_its_place_and_the_whole_house_knows_all(
    session: Session, here: Neighbourhood
) -> None:
    add(session, here, SMELL, "fengyuan")
    assert "x_smell" in entity_for(session, "topic", here.places["fengyuan-1"].path).by_name
    assert "x_smell" not in entity_for(session, "topic", here.places["qinghe"].path).by_name
    assert "x_smell" in entity_for(session, "topic").by_name
    assert "x_smell" not in entity_for(session, "claim").by_name


def test_a_field_is_there_in_another_session_when_it_is_committed(here: Neighbourhood) -> None:
    with glance() as session:
        assert "x_smell" not in entity_for(session, "topic").by_name
    with transaction() as session:
        add(session, here, SMELL, None)
    with glance() as session:
        found = entity_for(session, "topic").by_name["x_smell"]
        assert (found.kind, found.extra, found.writable) == (Kind.YES_NO, True, True)
    with transaction() as session:
        append(session, here.guan, FIELD, "topic.x_smell", None, None)
    with glance() as session:
        assert "x_smell" not in entity_for(session, "topic").by_name


def test_a_supposed_field_is_seen_inside_and_not_kept(here: Neighbourhood) -> None:
    supposed = Defined(FIELD, "topic.x_smell", None, "/", 1, SMELL, "")
    with glance() as session:
        with supposing(session, [(FIELD, "topic.x_smell", supposed)]):
            assert "x_smell" in entity_for(session, "topic").by_name
        assert "x_smell" not in entity_for(session, "topic").by_name


def test_fields_stand_in_their_order_behind_the_codes_own(
    session: Session, here: Neighbourhood
) -> None:
    add(session, here, SMELL | {"name": "x_b", "position": 1}, None)
    add(session, here, SMELL | {"name": "x_a", "position": 2, "listed": True}, None)
    found = entity_for(session, "topic")
    assert [c.name for c in found.columns][-2:] == ["x_b", "x_a"]
    assert found.listed == (*entity("topic").listed, "x_a")


def test_a_field_named_like_a_column_of_the_code_gives_way(
    session: Session, here: Neighbourhood
) -> None:
    add(session, here, SMELL | {"name": "title"}, None)
    assert entity_for(session, "topic").by_name["title"].kind is Kind.TEXT


def test_a_formula_is_a_column_of_the_kind_of_its_result(
    session: Session, here: Neighbourhood
) -> None:
    whole = {"entity": "work_order", "name": "x_n", "kind": "formula", "label": "数"}
    add(session, here, whole | {"formula": "1 + 1"}, None)
    add(session, here, whole | {"name": "x_d", "formula": "1 / 2", "digits": 1}, None)
    add(session, here, whole | {"name": "x_m", "formula": "cost_fen", "result": "money"}, None)
    found = entity_for(session, "work_order").by_name
    assert [found[n].kind for n in ("x_n", "x_d", "x_m")] == [
        Kind.NUMBER,
        Kind.FORMULA,
        Kind.MONEY,
    ]
    assert not any(found[n].writable for n in ("x_n", "x_d", "x_m"))


def test_an_override_tightens_and_never_loosens(session: Session, here: Neighbourhood) -> None:
    body = {"entity": "work_order", "column": "title", "label": "标题", "longest": 500}
    append(session, here.guan, OVERRIDE, "work_order.title", here.fengyuan, body)
    own = entity("work_order").by_name["title"]
    found = entity_for(session, "work_order", here.fengyuan.path).by_name["title"]
    assert (found.label, found.longest, found.required) == ("标题", own.longest, own.required)
    narrow = body | {"longest": 20, "hidden": True}
    append(session, here.guan, OVERRIDE, "work_order.title", here.fengyuan, narrow)
    inside = entity_for(session, "work_order", here.fengyuan.path)
    assert inside.by_name["title"].longest == 20
    assert "title" not in inside.listed
    assert entity_for(session, "work_order").by_name["title"].longest == own.longest


def test_an_override_of_the_one_topmost_place_holds_for_the_whole_house(
    session: Session, here: Neighbourhood
) -> None:
    body = {"entity": "work_order", "column": "source", "choices": ["grid"], "required": True}
    append(session, here.guan, OVERRIDE, "work_order.source", here.places["jiangcheng"], body)
    assert [c.code for c in entity_for(session, "work_order").by_name["source"].choices] == ["grid"]


def test_the_answers_to_a_form_are_a_table_of_their_own(
    session: Session, here: Neighbourhood
) -> None:
    asked = {"name": "noise", "kind": "text", "label": "噪声来自哪里"}
    body = {"name": "噪声调查", "sections": [{"title": "", "fields": [asked]}]}
    append(session, here.guan, DefinitionKind.FORM, "noise", None, body)
    found = entity_for(session, "form:noise")
    assert found.by_name["noise"].extra
    assert (found.label, found.only) == ("噪声调查", (("form_key", "noise"),))
