"""From a change set to the editor of what it changes, and told in words (变更集与编辑页)."""

import pytest
from streamlit.testing.v1 import AppTest

from components.change.editor import EDITORS
from components.change.pick import HOUSE
from components.change.words import KINDS
from db.session import glance, transaction
from models.definition import DefinitionKind
from models.procedure import Procedure
from rules.definition.policy import KEY
from services.definition import one
from services.procedure.publishing import body_of
from tests.changes import drafted
from tests.forms import body, formed
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import words
from tests.visit import visit

FIELD = {
    "entity": "work_order",
    "name": "x_weather",
    "label": "天气",
    "kind": "choice",
    "choices": [{"code": "sun", "label": "晴"}],
}


def test_every_kind_has_its_page() -> None:
    assert set(EDITORS) == set(DefinitionKind) == set(KINDS)


def test_a_form_in_a_set_is_drawn_up_further(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        formed(session, here, "taste", here.fengyuan)
        change = (DefinitionKind.FORM, "taste", body(name="饮食调查"))
        number = drafted(session, here.lin, here.fengyuan.id, change).id or 0
    page = visit(monkeypatch, "change", here.lin, id=str(number))
    assert not page.exception
    (way,) = [x.proto for x in page.get("page_link") if x.proto.label == "去编辑"]
    assert (way.page, way.query_string) == ("forming", f"key=taste&set={number}")
    page = visit(monkeypatch, "forming", here.lin, key="taste", set=str(number))
    assert page.title[0].value == "饮食调查"
    assert ("change", f"id={number}") in leads(page)
    page = visit(monkeypatch, "forming", here.lin, key="taste")
    assert page.title[0].value == "口味调查"
    assert "change" not in dict(leads(page))


def test_who_publishes_what_is_asked_where_the_set_says_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    key = f"{KEY}.{here.fengyuan.code}"
    with transaction() as session:
        change = (DefinitionKind.POLICY, key, {"two_people": ["form", "metric"]})
        number = drafted(session, here.guan, here.fengyuan.id, change).id or 0
    page = visit(monkeypatch, "change", here.guan, id=str(number))
    assert ("changes", f"rule={key}&set={number}") in leads(page)
    page = visit(monkeypatch, "changes", here.guan, rule=key, set=str(number))
    assert not page.exception
    (where,) = [one for one in page.selectbox if one.key == f"nb_policy_place_{key}"]
    assert where.value == here.fengyuan.id
    (picked,) = page.multiselect
    assert set(picked.value) == {"form", "metric"}
    page.run()
    assert not page.multiselect, "what was closed stays closed"


@pytest.mark.parametrize("rule", ["two_people.nowhere", "x" * 500, "../..", "[x](//e.test)"])
def test_a_rule_that_nobody_knows_begins_with_the_first_place(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, rule: str
) -> None:
    page = visit(monkeypatch, "changes", here.guan, rule=rule, set="9")
    assert not page.exception
    (where,) = [one for one in page.selectbox if str(one.key).startswith("nb_policy_place_")]
    assert where.value == HOUSE
    assert "change" not in dict(leads(page))


def leads(page: AppTest) -> list[tuple[str, str]]:
    """Where the links of a page lead."""
    return [(x.proto.page, x.proto.query_string) for x in page.get("page_link")]


def test_a_field_that_only_a_set_knows_is_changed_there(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        change = (DefinitionKind.FIELD, "work_order.x_weather", FIELD)
        number = drafted(session, here.guan, None, change).id or 0
    asked = {"of": "work_order", "part": "fields", "field": "x_weather"}
    page = visit(monkeypatch, "table", here.guan, **asked, set=str(number))
    assert not page.exception
    assert page.title[0].value == "天气"
    assert ("change", f"id={number}") in leads(page)
    assert visit(monkeypatch, "table", here.guan, **asked).title[0].value != "天气"


def test_whoever_may_not_configure_there_reads_no_draft(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        formed(session, here, "taste", None)
        change = (DefinitionKind.FORM, "taste", body(name="饮食调查"))
        number = drafted(session, here.guan, None, change).id or 0
    page = visit(monkeypatch, "forming", here.lin, key="taste", set=str(number))
    assert page.title[0].value == "口味调查"


def test_the_steps_of_a_procedure_are_told_by_their_names(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        from sqlmodel import select  # noqa: PLC0415

        procedure = session.exec(select(Procedure)).first()
        assert procedure is not None
        told = body_of(session, procedure)
        assert told is not None
        steps = [dict(step) for step in told["steps"]]
        steps[0]["deadline_days"] = 77
        steps[1]["on_failure"] = steps[0]["code"]
        change = (DefinitionKind.PROCEDURE, procedure.code, told | {"steps": steps})
        number = drafted(session, here.guan, None, change).id or 0
    table = visit(monkeypatch, "change", here.guan, id=str(number)).dataframe[0].value
    parts, after = list(table["哪一处"]), list(table["之后"])
    assert any(steps[0]["name"] in part for part in parts)
    assert not any(f"› {steps[0]['code']} ›" in part for part in parts)
    assert steps[0]["name"] in after


def test_a_right_is_told_in_words(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    right = {
        "tables": ["work_order"],
        "actions": ["read"],
        "fields": ["number", "handled_on"],
        "rows": {"field": "handled_on", "op": "empty"},
    }
    with transaction() as session:
        given = {"role": "resident", "rights": [right]}
        change = (DefinitionKind.RIGHT, "resident.work_order", given)
        number = drafted(session, here.guan, None, change).id or 0
    page = visit(monkeypatch, "change", here.guan, id=str(number))
    assert not page.exception
    assert "居民" in words(page)
    (row,) = page.table[0].value.to_dict("records")
    assert row["数据表"] == "诉求工单"
    assert "查看" in row["之后"] and "工单号" in row["之后"] and "办结日期" in row["之后"]
    for raw in ("handled_on", "empty", "read", "work_order"):
        assert raw not in str(row)
    with glance() as session:
        assert one(session, DefinitionKind.RIGHT, "resident.work_order") is None
