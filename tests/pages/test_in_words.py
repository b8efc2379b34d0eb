"""What an administrator reads is said in words: no code of ours stands on the screen (用语)."""

import pytest
from sqlmodel import select

from components.table import words as cells
from db.session import glance, transaction
from models.definition import DefinitionKind
from models.method import Method
from models.procedure import Procedure
from services.change.publishing import publish_at_once
from services.definition import one
from services.entity import entity
from services.method import publishing as methods
from services.method.shipping import ship
from services.procedure import publishing as procedures
from tests.agenda import STEPS, procedure, topic_at
from tests.changes import drafted
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import inside, words
from tests.visit import visit

FIELD = {
    "entity": "work_order",
    "name": "x_1",
    "kind": "number",
    "label": "积水深度",
    "listed": True,
    "visible_if": {"field": "category", "op": "is", "value": "repair"},
}


def test_whoever_publishes_a_field_reads_it_in_words(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        given = (DefinitionKind.FIELD, "work_order.x_1", FIELD)
        number = drafted(session, here.guan, None, given).id or 0
    at = visit(monkeypatch, "change", here.guan, id=str(number))
    assert not at.exception
    assert "自定义字段 · **诉求工单 · 积水深度**" in words(at)
    table = at.dataframe[0].value
    assert "之前" not in table  # it is new
    told_ = dict(zip(table["哪一处"], table["之后"]))
    assert told_["数据表"] == "诉求工单"
    assert told_["类型"] == "整数"
    assert told_["列入列表"] == "是"
    assert "类别" in told_["显示条件"] and "维修改造" in told_["显示条件"]
    assert "work_order" not in str(told_) and "category" not in str(told_)


def test_a_field_published_at_once_is_seen_among_the_fields(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    left: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr("components.link.go", lambda page, **query: left.append((page, query)))
    at = visit(monkeypatch, "table", here.guan, of="work_order", part="fields", field="new")
    at.text_input(key="nb_fd_work_order__label").input("积水深度").run()
    inside(at, "保存", "立即发布")
    assert not at.exception
    with glance() as session:
        assert one(session, DefinitionKind.FIELD, "work_order.x_1") is not None
    assert left == [("table", {"of": "work_order", "part": "fields"})]


def test_the_fields_of_a_table_are_called_by_their_names(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        given = ((DefinitionKind.FIELD, "work_order.x_1", FIELD),)
        publish_at_once(session, here.guan, "积水", None, given)
    at = visit(monkeypatch, "table", here.guan, of="work_order", part="fields")
    assert not at.exception
    assert "**积水深度** :gray[整数]" in words(at)
    assert "`" not in words(at)


def test_who_draws_up_a_field_that_he_may_not_read_is_told_so(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    field = {"entity": "topic", "name": "x_1", "kind": "number", "label": "积水深度"}
    with transaction() as session:
        given = ((DefinitionKind.FIELD, "topic.x_1", field),)
        publish_at_once(session, here.guan, "积水", None, given)
    told = "谁能看到填写的内容由权限决定：其中有的内容您自己看不到。"
    for who, said in ((here.guan, True), (here.lin, False)):
        at = visit(monkeypatch, "table", who, of="topic", part="fields")
        assert (told in [one.value for one in at.caption]) is said


def test_a_list_calls_a_step_by_its_name(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        topic_at(session, here, procedure(session), step="discuss")
    at = visit(monkeypatch, "table", here.lin, of="topic")
    rows = next(one.value for one in at.markdown if "/row?of=topic" in one.value)
    assert f"| {STEPS[1][1]} |" in rows and "discuss" not in rows


@pytest.mark.parametrize(
    ("table", "name", "code", "said"),
    [
        ("row_change", "entity", "work_order", "诉求工单"),
        ("row_change", "entity", "gone", "gone"),
        ("trail_line", "code", "change.published", "发布变更集"),
        ("trail_line", "about", "topic:7", "议题 7"),
        ("snapshot", "metric_key", "work_orders", "诉求工单数"),
        ("place", "code", "fengyuan", "fengyuan"),
        ("profile", "type", "commodity", "商品房小区"),
    ],
)
def test_a_code_of_the_machinery_is_called_by_its_name(
    here: Neighbourhood, table: str, name: str, code: str, said: str
) -> None:
    assert cells.text(entity(table).by_name[name], code) == said


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("table", {"of": "work_order"}),
        ("table", {"of": "topic", "part": "fields"}),
        ("row", {"of": "work_order", "id": "1"}),
    ],
)
def test_whoever_has_no_account_is_asked_to_sign_in_and_comes_back(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, page: str, query: dict[str, str]
) -> None:
    at = visit(monkeypatch, page, **query)
    assert not at.exception
    assert "这里不对所有人开放，请先登录。" in [one.value for one in at.info]
    assert "登录" in [one.label for one in at.button]
    at = visit(monkeypatch, page, here.chen, **query)
    assert [one.value for one in at.error] == ["您在这里的角色不能做这件事。"]


def test_a_new_procedure_and_a_new_method_are_read_as_a_whole_before_they_are_published(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        wumin = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
        body = procedures.body_of(session, wumin)
        ship(session)
        weighted = session.exec(select(Method).where(Method.code == "weighted")).one()
        own = methods.body_of(session, weighted)
        procedure = (DefinitionKind.PROCEDURE, "own-way", body)
        method = (DefinitionKind.METHOD, "own-method", own)
        number = drafted(session, here.guan, None, procedure, method).id or 0
    at = visit(monkeypatch, "change", here.guan, id=str(number))
    assert not at.exception
    assert "**民提** · 邻居附议，居委会受理" in words(at) and "通过后：民议" in words(at)
    assert "**业主满意度** · 40 %" in words(at)
    told = " ".join(one.value.to_csv() for one in at.dataframe)
    assert "名称" in told
    assert not {"on_success", "aggregate", "reweight", "campaign"} & set(told.split(","))


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ('{"field":"category","op":"in","value":["parking"]}', "筛选：类别 是 停车"),
        (
            '{"field":"category","op":"in","value":["parking","safety"]}',
            "筛选：类别 是其中之一 停车、安全消防",
        ),
        (
            '{"field":"received_on","op":"between","value":[{"fact":"days_ago:30"},{"fact":"today"}]}',
            "筛选：受理日期在最近 30 天内",
        ),
        ('{"all":[{"any":[]}]}', ""),
    ],
)
def test_a_filter_is_read_as_people_say_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, where: str, said: str
) -> None:
    at = visit(monkeypatch, "table", here.qin, of="work_order", where=where)
    assert not at.exception
    assert "".join(c.value for c in at.caption if c.value.startswith("筛选")) == said
