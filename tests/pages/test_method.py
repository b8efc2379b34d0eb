"""Everybody reads how property service is rated; a street changes its own method on screen."""

import pytest
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from db.session import glance, transaction
from models.definition import ChangeSet
from models.member import Grant, Role
from models.method import Method, MethodVersion
from models.procedure import VersionState
from rules.permission import Visitor
from services import visitor as visitors
from services.change import ask_publication, publish_change
from services.method.drafting import copy_for, draft_of, edit_draft, publish
from services.method.shipping import ship
from services.numbered import METHODS
from tests import editions
from tests.neighbourhood import Neighbourhood
from tests.pages.test_board import words
from tests.visit import visit


@pytest.fixture
def own(here: Neighbourhood) -> Method:
    """What ships, and the street's own copy, not published yet."""
    with transaction() as session:
        ship(session)
        source = session.exec(select(Method.id).where(Method.code == "liaocheng")).one() or 0
        street = here.places["zhelu"].id or 0
        return copy_for(session, here.qin, source, street, "own", "赭麓评价办法")


def the_draft(session: Session, method: Method) -> MethodVersion:
    drafts = select(MethodVersion).where(MethodVersion.state == VersionState.DRAFT)
    return session.exec(drafts.where(MethodVersion.method_id == method.id)).one()


def edited(monkeypatch: pytest.MonkeyPatch, visitor: Visitor) -> AppTest:
    return visit(monkeypatch, "method", visitor, code="own", edit="1")


def button(page: AppTest, key: str) -> object:
    return next(one for one in page.button if one.key == key)


def number(page: AppTest, part: str) -> object:
    return next(one for one in page.number_input if str(one.key).startswith(f"nb_{part}_"))


def warned(page: AppTest) -> str:
    return " ".join(one.value for one in page.warning)


def test_a_stranger_reads_what_counts_and_what_a_firm_is_owed(
    monkeypatch: pytest.MonkeyPatch, own: Method
) -> None:
    page = visit(monkeypatch, "method", code="liaocheng")
    assert not page.exception
    text = words(page)
    assert page.title[0].value == "聊城三方评价法"
    assert "**业主满意度** · 40 %" in text
    assert "《现场评价表》：随机抽 2 名专家打分，取平均。" in text
    assert "至少有 90 % 的把握属于同类中最差的 10 %" in text
    assert "10 个工作日申诉，答复之前不发布" in text
    assert "暂定" in text
    assert "S &= 100 \\times (0.4\\,A" in page.latex[0].value


def test_points_and_grades_are_told_as_points(monkeypatch: pytest.MonkeyPatch, own: Method) -> None:
    text = words(visit(monkeypatch, "method", code="jinan"))
    assert "等级：AAA ≥ 85 · AA ≥ 80 · A ≥ 70 · B ≥ 60；再低为 C。" in text
    assert "C 等须有不良记录；没有的，定为上一等。" in text
    assert "按分数扣，最多扣 40 分。" in text


def test_the_page_reads_in_english(monkeypatch: pytest.MonkeyPatch, own: Method) -> None:
    page = visit(monkeypatch, "method", language="en", code="weighted")
    assert page.title[0].value == "Plain weighted composite"
    assert "**Owners' satisfaction** · 40 %" in words(page).replace("\\", "")


def test_all_methods_stand_side_by_side_and_drafts_are_the_streets_own(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, own: Method
) -> None:
    stranger = [one.value for one in visit(monkeypatch, "methods").subheader]
    assert stranger == ["聊城三方评价法", "基础分加减分法", "加权综合法"]
    officer = [one.value for one in visit(monkeypatch, "methods", here.qin).subheader]
    assert officer == [*stranger, "赭麓评价办法"]


def test_a_wrong_address_is_told_so(monkeypatch: pytest.MonkeyPatch, own: Method) -> None:
    for query in ({"code": "nothing"}, {"id": "999999"}, {"id": "x"}, {}, {"code": "own"}):
        page = visit(monkeypatch, "method", **query)
        assert not page.exception
        assert page.info[0].value == "没有这个评价办法。"


def test_nobody_else_sees_the_editor(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, own: Method
) -> None:
    for visitor in (here.lin, here.ma, here.chen):
        page = edited(monkeypatch, visitor)
        assert not any(one.key == "nb_keep" for one in page.button)
    shipped = visit(monkeypatch, "method", here.qin, code="liaocheng", edit="1")
    assert not any(one.key == "nb_keep" for one in shipped.button)


def test_weights_are_summed_while_they_are_typed_and_undone_after(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, own: Method
) -> None:
    page = edited(monkeypatch, here.qin)
    number(page, "weight_onsite").set_value(25.0).run()  # type: ignore[attr-defined]
    assert "合计 95 %，还差 5 %" in warned(page)
    assert "最上一层的权重合计是 95 %，要等于 100 %。" in warned(page)
    assert button(page, "nb_publish").disabled  # type: ignore[attr-defined]
    number(page, "weight_platform").set_value(15.0).run()  # type: ignore[attr-defined]
    page.button(key="nb_keep").click().run()
    assert not page.exception
    with glance() as session:
        draft = the_draft(session, own)
        weights = {leaf["code"]: leaf["weight"] for leaf in draft.body["indicators"]}
        assert (draft.edit_count, weights["onsite"]) == (1, 25)
    page.button(key="nb_undo").click().run()
    assert not page.exception
    assert number(page, "weight_onsite").value == 30  # type: ignore[attr-defined]
    with glance() as session:
        assert the_draft(session, own).edit_count == 2


def test_an_indicator_is_added_moved_and_removed(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, own: Method
) -> None:
    page = edited(monkeypatch, here.qin)
    page.button(key="nb_add").click().run()
    assert page.selectbox(key="nb_node").value == "indicator1"
    assert "合计 110 %，多了 10 %" in warned(page)
    page.button(key="nb_up").click().run()
    page.button(key="nb_remove").click().run()
    assert not page.exception
    assert page.selectbox(key="nb_node").value == ""
    assert [one.value for one in page.success][-1] == "检查通过，没有问题。"
    page.button(key="nb_group").click().run()
    page.button(key="nb_keep").click().run()
    with glance() as session:
        assert the_draft(session, own).body["groups"][-1]["name"] == "新指标组"


def test_changes_wait_while_another_section_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, own: Method
) -> None:
    page = edited(monkeypatch, here.qin)
    number(page, "weight_onsite").set_value(20.0).run()  # type: ignore[attr-defined]
    page.segmented_control(key="nb_section").set_value("rules").run()
    number(page, "objection_days").set_value(12).run()  # type: ignore[attr-defined]
    for section in ("sheets", "survey", "gates", "tree"):
        page.segmented_control(key="nb_section").set_value(section).run()
        assert not page.exception, section
    assert number(page, "weight_onsite").value == 20  # type: ignore[attr-defined]
    page.button(key="nb_keep").click().run()
    with glance() as session:
        draft = the_draft(session, own)
        assert draft.body["terms"]["objection_days"] == 12
        before = {part for part in draft.body if part not in {"terms", "indicators"}}
        shipped = METHODS.published(session, 1)
        assert shipped is not None
        assert {p: draft.body[p] for p in before} == {p: shipped.body[p] for p in before}


def test_two_tables_of_a_section_each_hold_what_they_began_with(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, own: Method
) -> None:
    page = edited(monkeypatch, here.qin)
    for _run in range(2):
        page.segmented_control(key="nb_section").set_value("gates").run()
        held = page.session_state["nb_method_tables"]
        assert sorted(key.split("_")[1] for key in held) == ["gates", "grades"]
        assert {len(rows) for rows in held.values()} == {6, 0}


def test_two_editors_notice_each_other(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, own: Method
) -> None:
    page = edited(monkeypatch, here.qin)
    number(page, "weight_onsite").set_value(25.0).run()  # type: ignore[attr-defined]
    with transaction() as session:
        draft = draft_of(session, here.qin, own.id or 0)
        body = {**draft.body, "draws": 500}
        edit_draft(session, here.qin, draft.version_id, draft.edit_count, body)
    page.run()
    assert "草稿" in warned(page)
    page.button(key="nb_theirs").click().run()
    assert not page.exception
    assert number(page, "weight_onsite").value == 30  # type: ignore[attr-defined]


def test_what_is_new_is_shown_and_published_by_a_second_person(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, own: Method
) -> None:
    with transaction() as session:
        draft = draft_of(session, here.qin, own.id or 0)
        publish(session, here.qin, draft.version_id, 0, "")
    page = edited(monkeypatch, here.qin)
    assert button(page, "nb_publish").disabled  # type: ignore[attr-defined]
    number(page, "weight_onsite").set_value(25.0).run()  # type: ignore[attr-defined]
    number(page, "weight_platform").set_value(15.0).run()  # type: ignore[attr-defined]
    assert "指标 **现场评价** · 权重: 30 → **25**" in words(page)
    page.button(key="nb_keep").click().run()
    page.button(key="nb_publish").click().run()
    page.text_input(key="nb_into_note").set_value("加重平台记录")
    page.button(key="nb_publish").click()  # AppTest keeps a dialog only while its opener is pressed
    page.button(key="nb_into_save").click().run()
    assert not page.exception
    with transaction() as session:
        second = here.members["tang"].id
        place = here.places["zhelu"].id
        session.add(Grant(member_id=second, role=Role.STREET_OFFICER, place_id=place))
        found = session.exec(select(ChangeSet)).one()
        ask_publication(session, here.qin, found.id or 0, found.edit_count)
        publish_change(session, visitors.visitor(session, second), found.id or 0, found.edit_count)
        version = METHODS.published(session, own.id)
        assert version is not None
        assert (version.number, version.note) == (2, "加重平台记录")


def test_a_draft_is_tried_on_the_last_edition_and_nothing_is_kept(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        made = editions.computed(session, here)
        small = session.exec(select(Method.id).where(Method.code == "small")).one() or 0
        street = here.places["zhelu"].id or 0
        copy_for(session, here.qin, small, street, "own", "赭麓评价办法")
    page = edited(monkeypatch, here.qin)
    for section in ("sheets", "survey", "gates", "rules", "tree"):
        page.segmented_control(key="nb_section").set_value(section).run()
        assert button(page, "nb_keep").disabled  # type: ignore[attr-defined]
    number(page, "weight_satisfaction").set_value(10.0).run()  # type: ignore[attr-defined]
    assert not any(one.key == "nb_try" for one in page.button)  # not sound yet
    number(page, "weight_complaints").set_value(50.0).run()  # type: ignore[attr-defined]
    page.button(key="nb_try").click().run()
    assert not page.exception
    text = words(page)
    assert "黑榜：2 → 2" in text
    assert "只是试算，不保存，已发布的结果不变。" in text
    assert "| 枫园小区 | 1 → " in text
    with glance() as session:
        assert len(editions.computed_rows(session, made)) == 1
