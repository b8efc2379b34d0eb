"""The workbench of a form (表单设计器): from nothing to a form, and on to the next version."""

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.session import transaction
from models.definition import ChangeItem, DefinitionKind
from services.definition import one
from tests.forms import formed
from tests.neighbourhood import Neighbourhood
from tests.visit import visit


def keyed(at: AppTest, kind: str, ending: str) -> str:
    return next(w.key for w in getattr(at, kind) if str(w.key).endswith(ending))


def test_a_form_is_drawn_up_and_published(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "forming", here.lin)
    assert not at.exception
    assert at.button(key="nb_forming_save").disabled
    at.text_input(key=keyed(at, "text_input", "_about_name")).input("停车调查").run()
    at.button(key="nb_forming_add_0").click().run()
    at.text_input(key=keyed(at, "text_input", "_0_None_label")).input("有几辆车")
    at.selectbox(key=keyed(at, "selectbox", "_0_None_kind")).set_value("number")
    at.button(key="nb_forming_question_done").click()
    at.button(key="nb_forming_add_0").click().run()  # a dialog is open only while it is asked for
    assert not at.exception
    assert any("有几辆车" in text.value for text in at.markdown)
    at.text_input(key=keyed(at, "text_input", "_code")).input("parking").run()
    assert not at.button(key="nb_forming_save").disabled
    at.button(key="nb_forming_save").click().run()
    at.button(key="nb_into_save").click()
    at.button(key="nb_forming_save").click().run()
    assert not at.exception
    with transaction() as session:
        item = session.exec(select(ChangeItem)).one()
    assert (item.kind, item.key) == (DefinitionKind.FORM, "parking")
    assert item.after is not None
    (field,) = item.after["sections"][0]["fields"]
    assert (field["label"], field["kind"], field["name"]) == ("有几辆车", "number", "x_1")


def test_a_form_that_holds_is_changed_and_copied(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        formed(session, here, "taste", here.fengyuan)
    at = visit(monkeypatch, "forming", here.lin, key="taste")
    assert "第 1 版" in at.caption[0].value
    assert not at.exception
    at = visit(monkeypatch, "forming", here.lin, copy="taste")
    assert "副本" in at.title[0].value
    with transaction() as session:
        held = one(session, DefinitionKind.FORM, "taste")
    assert held is not None
    assert held.body["name"] == "口味调查"


def test_whoever_may_not_configure_finds_the_workbench_closed(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "forming", here.chen)
    assert at.error[0].icon == ":material/lock:"
    at = visit(monkeypatch, "forming", here.lin, key="<b>")
    assert at.title[0].value == "没有这张表单。"


def test_a_form_that_was_published_is_seen_among_the_forms_and_the_workbench_is_clear(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    left: list[str] = []
    monkeypatch.setattr("components.link.go", lambda page, **_query: left.append(page))
    at = visit(monkeypatch, "forming", here.lin)
    at.text_input(key=keyed(at, "text_input", "_about_name")).input("停车调查").run()
    at.button(key="nb_forming_add_0").click().run()
    at.text_input(key=keyed(at, "text_input", "_0_None_label")).input("有几辆车")
    at.button(key="nb_forming_question_done").click()
    at.button(key="nb_forming_add_0").click().run()
    assert "nb_forming___0" in at.session_state
    at.button(key="nb_forming_save").click().run()
    at.button(key="nb_at_once").click()
    at.button(key="nb_forming_save").click().run()
    assert not at.exception
    assert left == ["forms"]
    assert "nb_forming___0" not in at.session_state  # the next form begins from nothing
