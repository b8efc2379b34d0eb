"""Procedures and methods in a set are drawn up there, beside the drafts they have themselves."""

from copy import deepcopy
from typing import Any

import pytest
from sqlmodel import Session, select

from db.session import glance, transaction
from models.definition import ChangeSet, DefinitionKind
from models.method import MethodVersion
from models.procedure import ProcedureVersion, VersionState
from services.change import ask_publication, publish_change, put_item, take_item
from services.change.kind import the_kind
from services.method.shipping import ship
from services.plan import newest
from services.procedure.drafting import draft_of
from tests.neighbourhood import Neighbourhood
from tests.pages.test_board import words
from tests.pages.test_procedure import own
from tests.pages.test_set_drafts import begun, lines, way
from tests.visit import visit

PROCEDURE, METHOD = DefinitionKind.PROCEDURE, DefinitionKind.METHOD


def held(kind: DefinitionKind, key: str) -> dict[str, Any]:
    with glance() as session:
        return deepcopy(dict(the_kind(kind).holds(session, key) or {}))


def renamed(here: Neighbourhood, code: str, key: str, name: str) -> int:
    """A set of the compound in which the first step of ``key`` is called ``name``."""
    body = held(PROCEDURE, key)
    body["name"], body["steps"][0]["name"] = "集里的规程", name
    return begun(here.lin, here.fengyuan.id, PROCEDURE, code, body)


def typed(page: Any, part: str) -> Any:
    return next(one for one in page.text_input if str(one.key).startswith(f"nb_{part}_"))


def drafts(session: Session, of: Any) -> int:
    return len(session.exec(select(of).where(of.state == VersionState.DRAFT)).all())


def test_a_procedure_goes_on_in_the_line_of_its_set_and_its_own_draft_stays(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = own(here)
    with transaction() as session:
        kept = draft_of(session, here.lin, number)
    set_id = renamed(here, "own", "wumin", "集里的一步")
    page = visit(monkeypatch, "change", here.lin, id=str(set_id))
    assert way(page, "去编辑") == ("procedure", f"code=own&set={set_id}")
    page = visit(monkeypatch, "procedure", here.lin, code="own", set=str(set_id))
    assert not page.exception
    assert page.title[0].value == "集里的规程" and typed(page, "name").value == "集里的一步"
    assert way(page, "变更集“一次变更”里的草稿") == ("change", f"id={set_id}")
    assert way(page, "回到变更集") == ("change", f"id={set_id}")
    assert not [one for one in page.button if one.key in {"nb_publish", "nb_drop"}]
    typed(page, "name").set_value("再改一步").run()
    page.button(key="nb_keep").click().run()
    assert not page.exception and not page.error
    page.button(key="nb_add").click().run()
    ((at, key, body),) = lines()
    assert (at, key, body["name"]) == (set_id, "own", "集里的规程")
    assert [step["name"] for step in body["steps"]][:2] == ["再改一步", "新步骤"]
    with glance() as session:
        assert draft_of(session, here.lin, number).steps == kept.steps
    own_draft = visit(monkeypatch, "procedure", here.lin, id=str(number))
    assert typed(own_draft, "name").value == kept.steps[0].name


def test_what_was_drawn_up_in_a_set_is_what_it_publishes(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    set_id = renamed(here, "brought", "wumin", "只有集里有")
    page = visit(monkeypatch, "procedure", here.lin, code="brought", set=str(set_id))
    assert not page.exception and not page.error
    typed(page, "name").set_value("集里再改").run()
    page.button(key="nb_keep").click().run()
    with transaction() as session:
        assert drafts(session, ProcedureVersion) == 0
        found = session.get_one(ChangeSet, set_id)
        ask_publication(session, here.lin, set_id, found.edit_count)
        publish_change(session, here.tang, set_id, found.edit_count)
    with glance() as session:
        assert newest(session, "brought").steps[0].name == "集里再改"


def test_who_may_not_change_the_procedure_or_read_the_set_gets_no_draft_of_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    body = held(PROCEDURE, "wumin")
    body["steps"][0]["name"] = "集里的一步"
    set_id = begun(here.guan, None, PROCEDURE, "wumin", body)
    page = visit(monkeypatch, "procedure", here.lin, code="wumin", set=str(set_id))
    assert page.error[0].value == "您在这里的角色不能做这件事。"
    page = visit(monkeypatch, "procedure", here.chen, code="wumin", set=str(set_id))
    assert page.title[0].value == "这一页不对您开放"
    for number in ("999999999", "-1", "x"):
        page = visit(monkeypatch, "procedure", here.guan, code="wumin", set=number)
        assert not page.exception and "集里的一步" not in words(page)
    page = visit(monkeypatch, "procedure", here.guan, code="nothing", set=str(set_id))
    assert page.error[0].value == "没有这个规程。"


def test_a_procedure_that_cannot_be_read_is_told_so(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    set_id = begun(here.guan, None, PROCEDURE, "wumin", {"name": "坏的", "steps": [{"a": 1}]})
    page = visit(monkeypatch, "procedure", here.guan, code="wumin", set=str(set_id))
    assert not page.exception and page.error


def test_a_method_goes_on_in_the_line_of_its_set(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        ship(session)
    body = held(METHOD, "liaocheng")
    body["name"], body["body"]["coverage"] = "集里的办法", "0.5"
    set_id = begun(here.guan, None, METHOD, "liaocheng", body)
    page = visit(monkeypatch, "change", here.guan, id=str(set_id))
    assert way(page, "去编辑") == ("method", f"code=liaocheng&set={set_id}")
    page = visit(monkeypatch, "method", here.guan, code="liaocheng", set=str(set_id))
    assert not page.exception and page.title[0].value == "集里的办法"
    assert way(page, "变更集“一次变更”里的草稿") == ("change", f"id={set_id}")
    assert not [one for one in page.button if one.key in {"nb_publish", "nb_drop"}]
    weight = next(x for x in page.number_input if str(x.key).startswith("nb_weight_onsite"))
    weight.set_value(25.0).run()
    with transaction() as session:  # another line of the same set is no change of this one
        item = put_item(session, here.guan, set_id, PROCEDURE, "wumin", other(session))
        take_item(session, here.guan, set_id, item.id or 0)
    page.button(key="nb_keep").click().run()
    assert not page.exception and not page.error
    ((at, key, kept),) = lines()
    assert (at, key, kept["name"]) == (set_id, "liaocheng", "集里的办法")
    onsite = next(one for one in kept["body"]["indicators"] if one["code"] == "onsite")
    assert str(onsite["weight"]) == "25" and kept["body"]["coverage"] == "0.5"
    page.button(key="nb_undo").click().run()
    assert not page.exception
    assert lines()[0][2]["body"] == body["body"]
    with glance() as session:
        assert drafts(session, MethodVersion) == 0


def other(session: Session) -> dict[str, Any]:
    found = deepcopy(dict(the_kind(PROCEDURE).holds(session, "wumin") or {}))
    return {**found, "name": "别的"}


def test_the_name_of_a_method_is_changed_in_its_set_alone(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        ship(session)
    set_id = begun(here.guan, None, METHOD, "fresh", held(METHOD, "liaocheng"))
    page = visit(monkeypatch, "method", here.guan, code="fresh", set=str(set_id))
    assert not page.exception and page.title[0].value == "聊城三方评价法"
    page.button(key="nb_describe").click().run()
    page.text_input(key="nb_method_name").set_value("  ")
    page.button(key="nb_describe").click()
    page.button(key="nb_confirm").click().run()
    assert page.error[0].value == "请起个名字。"
    page.button(key="nb_describe").click().run()
    page.text_input(key="nb_method_name").set_value("新办法")
    page.button(key="nb_describe").click()
    page.button(key="nb_confirm").click().run()
    assert not page.exception
    assert [(at, key, body["name"]) for at, key, body in lines()] == [(set_id, "fresh", "新办法")]


def test_a_method_is_read_as_it_holds_by_whoever_may_not_change_it_or_with_a_wrong_set(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        ship(session)
    set_id = begun(
        here.guan, None, METHOD, "liaocheng", {**held(METHOD, "liaocheng"), "name": "集"}
    )
    for who, number in ((here.qin, str(set_id)), (None, str(set_id)), (here.guan, "99999")):
        page = visit(monkeypatch, "method", who, code="liaocheng", set=number)
        assert not page.exception and page.title[0].value == "聊城三方评价法"
    bad = begun(here.guan, None, METHOD, "liaocheng", {"name": "坏的", "body": {"a": []}})
    page = visit(monkeypatch, "method", here.guan, code="liaocheng", set=str(bad))
    assert not page.exception and page.error
