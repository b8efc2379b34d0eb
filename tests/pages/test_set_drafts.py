"""The draft of a set is opened where its editor is, and goes on in the same line (集内草稿)."""

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from components.webhook import form
from db.session import glance, transaction
from db.setting import setting
from models.definition import ChangeItem, ChangeSet, DefinitionKind
from rules.permission import Visitor
from services.change import draft_change, drop_change
from tests.changes import drafted
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import words
from tests.visit import visit

RIGHT, WEBHOOK = DefinitionKind.RIGHT, DefinitionKind.WEBHOOK
READS = {"tables": ["work_order"], "actions": ["read"], "fields": ["number"]}
NARROW = {"role": "council", "rights": [READS]}
HOOK = {"name": "城运中心", "url": "https://hooks.example.cn/a", "events": ["topic.moved"]}


@pytest.fixture(autouse=True)
def _allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    here = replace(setting(), webhook_hosts=("hooks.example.cn",))
    monkeypatch.setattr(form, "setting", lambda: here)


def begun(who: Visitor, place_id: int | None, kind: DefinitionKind, key: str, body: Any) -> int:
    with transaction() as session:
        return drafted(session, who, place_id, (kind, key, body), title="一次变更").id or 0


def lines() -> list[tuple[int, str, Any]]:
    """Every line of every set."""
    with glance() as session:
        rows = session.exec(select(ChangeItem).order_by(ChangeItem.id))  # type: ignore[arg-type]
        return [(one.change_set_id, one.key, one.after) for one in rows]


def way(page: AppTest, label: str) -> tuple[str, str]:
    (found,) = [x.proto for x in page.get("page_link") if x.proto.label == label]
    return found.page, found.query_string


def test_a_right_is_shown_and_changed_as_the_set_has_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = begun(here.guan, None, RIGHT, "council.work_order", NARROW)
    page = visit(monkeypatch, "change", here.guan, id=str(number))
    query = f"roles=council&role=council&of=work_order&set={number}"
    assert way(page, "去编辑") == ("rights", query)
    asked = {"roles": "council", "role": "council", "of": "work_order"}
    page = visit(monkeypatch, "rights", here.guan, **asked, set=str(number))
    assert not page.exception
    assert way(page, "变更集“一次变更”里的草稿") == ("change", f"id={number}")
    (told,) = [one.value for one in page.markdown if "字段范围" in one.value][:1]
    assert "**字段范围** 工单号" in told
    row = next(r for r in page.dataframe[0].value.to_dict("records") if r["table"] == "诉求工单")
    assert row["council"] == "◐ 查看"
    page.button(key="nb_propose_right").click().run()
    assert page.pills(key="nb_right_actions").value == ["read"]
    page.pills(key="nb_right_actions").set_value(["read", "export"])
    page.button(key="nb_propose_right").click()
    page.button(key="nb_into_save").click().run()
    assert not page.exception
    right = {**READS, "actions": ["read", "export"]}
    assert lines() == [(number, "council.work_order", {"role": "council", "rights": [right]})]
    now = visit(monkeypatch, "rights", here.guan, **asked)
    assert "**字段范围** 工单号" not in words(now)


def test_a_role_as_a_whole_goes_on_in_its_own_line(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    whole = {"role": "council", "rights": [{"tables": ["work_order", "dispute"], **ONLY_READ}]}
    number = begun(here.guan, None, RIGHT, "council", whole)
    page = visit(monkeypatch, "change", here.guan, id=str(number))
    assert way(page, "去编辑") == ("rights", f"roles=council&set={number}")
    given = {"role": "council", "of": "dispute", "set": str(number)}
    page = visit(monkeypatch, "rights", here.guan, **given)
    page.button(key="nb_propose_right").click().run()
    page.pills(key="nb_right_actions").set_value(["read", "export"])
    page.button(key="nb_propose_right").click()
    page.button(key="nb_into_save").click().run()
    assert not page.exception
    ((at, key, body),) = lines()
    assert (at, key) == (number, "council")
    told = {tuple(one["tables"]): one["actions"] for one in body["rights"]}
    assert told == {("work_order",): ["read"], ("dispute",): ["read", "export"]}


ONLY_READ = {"actions": ["read"], "fields": "*"}


def test_a_webhook_that_only_a_set_knows_goes_on_there(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = begun(here.guan, here.fengyuan.id, WEBHOOK, "hook-new", HOOK)
    with transaction() as session:  # more sets than a list shows, all of them newer
        for n in range(31):
            draft_change(session, here.guan, f"第 {n} 次", here.fengyuan.id)
    page = visit(monkeypatch, "webhooks", here.guan, key="hook-new", set=str(number))
    assert not page.exception
    assert page.title[0].value == "城运中心"
    assert way(page, "变更集“一次变更”里的草稿") == ("change", f"id={number}")
    assert page.multiselect[0].value == ["topic.moved"]
    page.text_input(key=f"nb_hook_name_hook-new_{number}").set_value("城运平台").run()
    assert page.selectbox(key="nb_into_set").value == number
    page.button(key="nb_into_save").click().run()
    assert not page.exception
    assert lines() == [(number, "hook-new", {**HOOK, "name": "城运平台", "on": True})]
    assert "城运中心" not in words(visit(monkeypatch, "webhooks", here.guan, key="hook-new"))


def test_a_webhook_of_a_set_that_names_nothing_readable_is_still_opened(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = begun(here.guan, None, WEBHOOK, "hook-new", {"name": 5, "events": {"a": 1}, "url": []})
    page = visit(monkeypatch, "webhooks", here.guan, key="hook-new", set=str(number))
    assert not page.exception
    assert page.multiselect[0].value == []


@pytest.mark.parametrize("number", ["0", "-1", "999999999", "abc", "1e3", "１", "'; --"])
def test_a_hostile_number_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, number: str
) -> None:
    begun(here.guan, None, RIGHT, "council.work_order", NARROW)
    given = {"role": "council", "of": "work_order", "set": number}
    page = visit(monkeypatch, "rights", here.guan, **given)
    assert not page.exception and "草稿" not in words(page)


def test_the_draft_of_others_and_of_a_set_that_is_closed_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = begun(here.guan, None, RIGHT, "council.work_order", NARROW)
    hooks = begun(here.guan, None, WEBHOOK, "hook-new", HOOK)
    given = {"role": "council", "of": "work_order", "set": str(number)}
    for who in (here.lin, here.chen):
        page = visit(monkeypatch, "rights", who, **given)
        assert not page.exception and "**字段范围** 工单号" not in words(page)
    page = visit(monkeypatch, "webhooks", here.lin, key="hook-new", set=str(hooks))
    assert "城运中心" not in words(page)
    with transaction() as session:
        drop_change(session, here.guan, number)
    page = visit(monkeypatch, "rights", here.guan, **given)
    assert not page.exception and "**字段范围** 工单号" not in words(page)
    with glance() as session:
        assert session.get(ChangeSet, number) is not None
