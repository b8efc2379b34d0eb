"""Change sets on screen: begun, filled, published by a second person, rolled back (变更集)."""

import json

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.definition import ChangeItem, ChangeSet, ChangeState, DefinitionKind
from services.change import export_change
from services.definition import append, one
from tests.changes import POLICY, drafted, published
from tests.dashboards import BOARD, ON_TIME
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import inside, labelled, press, words
from tests.visit import visit

HERE = {"two_people": ["form"], "note": "表单须两人发布"}
KEY = "publication.fengyuan"


def begun(here: Neighbourhood) -> int:
    with transaction() as session:
        found = drafted(session, here.lin, here.fengyuan.id, (POLICY, KEY, HERE), title="表单发布")
        return found.id or 0


def state(set_id: int) -> ChangeState:
    with glance() as session:
        return session.get_one(ChangeSet, set_id).state


def test_a_set_is_asked_for_by_one_and_published_and_rolled_back_by_another(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = begun(here)
    page = visit(monkeypatch, "change", here.lin, id=str(number))
    assert not page.exception
    assert "没有问题" in words(page) and "发布规则" in words(page)
    table = page.dataframe[0].value
    assert list(table["之后"]) == ["表单", "表单须两人发布"]
    press(page, "提请第二人发布")
    assert state(number) is ChangeState.ASKED
    page = visit(monkeypatch, "change", here.lin, id=str(number))
    assert "请由别人来发布" in words(page)
    page = visit(monkeypatch, "changes", here.tang)
    assert "1 个变更集待第二人发布" in words(page)
    assert "请您作为第二人发布" in words(visit(monkeypatch, "home", here.tang))
    assert "请您作为第二人发布" not in words(visit(monkeypatch, "home", here.lin))
    page = visit(monkeypatch, "change", here.tang, id=str(number))
    inside(page, "发布", "确定")
    assert not page.exception
    assert state(number) is ChangeState.PUBLISHED
    page = visit(monkeypatch, "change", here.tang, id=str(number))
    inside(page, "撤回", "提请第二人发布")  # fewer would take two people: one alone does not open
    assert state(number) is ChangeState.PUBLISHED
    page = visit(monkeypatch, "change", here.lin, id=str(number + 1))
    assert "撤回：表单发布" in words(page)
    inside(page, "发布", "确定")
    with glance() as session:
        assert one(session, POLICY, KEY) is None


def test_what_opens_nothing_is_rolled_back_by_one(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        given = (POLICY, KEY, {"two_people": []})
        number = published(session, here, here.fengyuan.id, given).id or 0
    page = visit(monkeypatch, "change", here.tang, id=str(number))
    inside(page, "撤回", "确定")
    assert state(number) is ChangeState.UNDONE


def test_what_stops_a_set_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        bad = {"two_people": ["everything"]}
        number = drafted(session, here.lin, here.fengyuan.id, (POLICY, KEY, bad)).id or 0
    page = visit(monkeypatch, "change", here.lin, id=str(number))
    assert "1 个问题使它不能发布" in words(page)
    assert next(b for b in page.button if b.label == "提请第二人发布").disabled
    press(page, "移出")
    assert "里面还没有内容" in words(page)


def test_a_stale_change_can_start_from_what_holds_now(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = begun(here)
    with transaction() as session:
        published(session, here, here.fengyuan.id, (POLICY, KEY, {"two_people": ["metric"]}))
    page = visit(monkeypatch, "change", here.lin, id=str(number))
    assert "已被别的变更改过" in page.warning[0].value
    press(page, "以现行内容为起点")
    assert "没有问题" in words(page)
    assert list(page.dataframe[0].value["之前"]) == ["指标", "–"]


def test_a_file_is_looked_at_before_it_is_drafted(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = begun(here)
    with glance() as session:
        file = export_change(session, here.lin, number).encode()
    page = coming(monkeypatch, here, file)
    assert "表单发布" in words(page)
    assert page.selectbox[0].value == here.fengyuan.id  # as where it comes from
    labelled(page, "导入文件").click()
    press(page, "起草这些变更")
    with glance() as session:
        made = session.get_one(ChangeSet, number + 1)
        assert (made.title, made.drafted_by) == ("表单发布", here.tang.member_id)
    page = coming(monkeypatch, here, json.dumps({"format": "wumin change set 1"}).encode())
    assert "缺少“title”" in words(page)


def test_a_file_that_changes_nothing_here_is_not_offered_for_drafting(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        made = published(session, here, here.fengyuan.id, (POLICY, KEY, HERE))
        number = made.id or 0
    with glance() as session:
        file = export_change(session, here.lin, number).encode()
    page = coming(monkeypatch, here, file)
    assert "这里已经生效" in words(page)
    assert "起草这些变更" not in [one.label for one in page.button]


def coming(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, file: bytes) -> AppTest:
    page = visit(monkeypatch, "changes", here.tang)
    press(page, "导入文件")
    page.file_uploader[0].set_value(("change.json", file, "application/json"))
    return press(page, "导入文件")


@pytest.mark.parametrize("who", ["chen", "wu", "shen"])
def test_who_does_not_configure_sees_no_change_set(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, who: str
) -> None:
    begun(here)
    page = visit(monkeypatch, "changes", here.visitors[who])
    assert "表单发布" not in words(page)


def test_a_set_of_another_place_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        number = drafted(session, here.guan, None, (POLICY, "publication", HERE)).id or 0
    page = visit(monkeypatch, "change", here.lin, id=str(number))
    assert "没有这个变更集" in words(page)


def test_a_place_asks_for_two_people_in_a_form(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "changes", here.lin)
    press(page, "发布规则设置")
    page.selectbox(key="nb_policy_place_").set_value(here.fengyuan.id)
    press(page, "发布规则设置")
    assert "上级已要求两人发布：" in words(page)
    page.multiselect(key=f"nb_policy__{here.fengyuan.id}").set_value(["form"])
    press(page, "发布规则设置")
    labelled(page, "发布规则设置").click()
    press(page, "存入变更集")
    with glance() as session:
        item = session.exec(select(ChangeItem)).one()
    assert (item.key, item.after) == (KEY, {"two_people": ["form"]})


def test_who_may_be_the_second_person_is_named_and_where_there_is_nobody_so_is_the_way_on(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    number = str(begun(here))
    page = visit(monkeypatch, "change", here.lin, id=number)
    told = " ".join(caption.value for caption in page.caption)
    assert "唐敏" in told and "管理员" in told and "林秀英起草" not in told
    assert "可以发布的有" in told and "林秀英、" not in told.partition("可以发布的有")[2]
    with transaction() as session:
        right = {"role": "owner", "rights": [{"tables": ["topic"], "actions": ["read"]}]}
        given = (DefinitionKind.RIGHT, "owner.topic", right)
        alone = drafted(session, here.guan, None, given).id or 0
    page = visit(monkeypatch, "change", here.guan, id=str(alone))
    assert [one.value for one in page.warning] == [
        "眼下没有别人能发布它：请先给另一位成员相应的角色。"
    ]
    assert "成员" in [one.proto.label for one in page.get("page_link")]


def test_a_metric_and_a_dashboard_that_change_are_told_in_words(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    metric, board = dict(ON_TIME), dict(BOARD)
    with transaction() as session:
        append(session, None, DefinitionKind.METRIC, "on_time", None, metric)
        append(session, None, DefinitionKind.DASHBOARD, "street", None, board)
        metric |= {"targets": [{"value": "98"}], "better": "down", "owner": "council"}
        board |= {"audience": "council", "public": True}
        changes = (
            (DefinitionKind.METRIC, "on_time", metric),
            (DefinitionKind.DASHBOARD, "street", board),
        )
        number = drafted(session, here.guan, None, *changes).id or 0
    page = visit(monkeypatch, "change", here.guan, id=str(number))
    assert not page.exception
    told = [" ".join(map(str, row)) for one in page.dataframe for row in one.value.to_numpy()]
    assert any("目标" in line and "98" in line for line in told)
    assert any("好的方向" in line and "越低越好" in line for line in told)
    assert any("谁负责" in line and "居委会" in line for line in told)
    assert any("给谁看" in line and "给街道 " in line for line in told)
    raw = ("targets", "better", "owner", "audience", "down", "council", "value")
    assert not [word for word in raw for line in told if word in line]
