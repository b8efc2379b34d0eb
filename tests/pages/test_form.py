"""A form on its page (填写表单): drawn, checked beside the field, sent, and kept as a number."""

import pytest
from sqlmodel import select

from components.form import filling
from db.session import transaction
from models.form import FormAnswer
from services.form import Given, answer_form
from tests.forms import COUNT, formed
from tests.neighbourhood import Neighbourhood
from tests.visit import visit


@pytest.fixture
def key(here: Neighbourhood) -> str:
    with transaction() as session:
        return formed(session, here, "taste", here.fengyuan, per_sender=2)


def answers() -> list[FormAnswer]:
    with transaction() as session:
        return list(session.exec(select(FormAnswer)))


def name(here: Neighbourhood, field: str) -> str:
    return f"nb_ask_taste_{here.fengyuan.id}_0_{field}"


def test_a_stranger_fills_in_a_public_form_and_gets_a_number(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, key: str
) -> None:
    at = visit(monkeypatch, "form", None, key=key)
    assert not at.exception
    at.button(key="nb_form_send").click().run()
    assert answers() == []
    assert any("请填写" in caption.value for caption in at.caption)
    at.selectbox(key=name(here, "x_like")).set_value("tea").run()
    at.text_input(key=name(here, "x_words")).input("香").run()
    at.button(key="nb_form_send").click().run()
    (row,) = answers()
    assert row.extra == {"x_like": "tea", "x_words": "香"}
    assert any(f"编号是 **{row.id}**" in text.value for text in at.markdown)
    at.button(key="nb_form_more").click().run()
    assert at.selectbox(key=name(here, "x_like")).value is None


def test_nobody_says_for_a_stranger_where_he_lives(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        everywhere = formed(session, here, "taste", None)
    at = visit(monkeypatch, "form", None, key=everywhere)
    assert not at.exception
    assert at.selectbox(key="nb_at_place").value is None
    assert not [one for one in at.button if one.key == "nb_form_send"]
    at.selectbox(key="nb_at_place").set_value("fengyuan").run()
    assert at.button(key="nb_form_send")
    at = visit(monkeypatch, "form", None, key=everywhere, place="qinghe")
    assert at.button(key="nb_form_send") and at.session_state["nb_at_place"] == "qinghe"
    at = visit(monkeypatch, "form", here.chen, key=everywhere)
    assert at.selectbox(key="nb_at_place").value == "fengyuan"


def test_a_flood_is_told_to_come_back_later(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, key: str
) -> None:
    monkeypatch.setattr(filling, "address", lambda: "10.0.0.1")
    at = visit(monkeypatch, "form", None, key=key)
    for _turn in range(3):
        at.selectbox(key=name(here, "x_like")).set_value("rice").run()
        at.button(key="nb_form_send").click().run()
        if not at.error:
            at.button(key="nb_form_more").click().run()
    assert "一小时后" in at.error[0].value
    assert len(answers()) == 2


@pytest.mark.parametrize("asked", ["", "nothing", "<script>", "taste" * 40])
def test_an_address_without_a_form_says_so(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, asked: str
) -> None:
    at = visit(monkeypatch, "form", here.chen, key=asked)
    assert not at.exception
    assert at.info[0].value == "没有这张表单。"


def test_a_form_for_members_sends_a_stranger_to_the_door(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        formed(session, here, "inside", here.fengyuan, use="members", one_per="member")
    at = visit(monkeypatch, "form", None, key="inside")
    assert [one.label for one in at.button if one.key == "nb_ask_in"] == ["登录"]
    assert "登录" in at.info[0].value
    assert not [b for b in at.button if b.key == "nb_form_send"]
    at = visit(monkeypatch, "form", here.wai, key="inside")
    assert at.info[0].icon == ":material/lock:"


def test_the_list_shows_each_what_is_his(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, key: str
) -> None:
    at = visit(monkeypatch, "forms", here.lin)
    assert not at.exception
    assert any("口味调查" in text.value for text in at.markdown)
    assert any("0 份填报" in caption.value for caption in at.caption)
    at = visit(monkeypatch, "forms", here.chen)
    assert not any("份填报" in caption.value for caption in at.caption)


def test_the_answers_are_a_table_with_the_questions_as_columns(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood, key: str
) -> None:
    at = visit(monkeypatch, "form", None, key=key)
    at.selectbox(key=name(here, "x_like")).set_value("tea").run()
    at.button(key="nb_form_send").click().run()
    at = visit(monkeypatch, "table", here.lin, of=f"form:{key}")
    assert not at.exception
    shown = [text.value for text in (*at.title, *at.markdown, *at.caption)]
    assert any("口味调查" in text for text in shown)
    assert "喜欢哪样" in str([frame.value for frame in at.dataframe]) or any(
        "喜欢哪样" in text for text in shown
    )


def test_the_home_page_says_which_form_waits(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        formed(session, here, "inside", here.fengyuan, use="members", one_per="member")
    at = visit(monkeypatch, "home", here.chen)
    assert not at.exception
    assert "口味调查" in str([link.proto.label for link in at.get("page_link")])
    with transaction() as session:
        answer_form(session, here.chen, "inside", Given({"x_like": "tea"}, here.fengyuan.id or 0))
    at = visit(monkeypatch, "home", here.chen)
    assert "口味调查" not in str([link.proto.label for link in at.get("page_link")])


def test_a_formula_is_worked_out_while_the_form_is_filled_in(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    twice = {"name": "x_twice", "kind": "formula", "label": "两倍", "formula": "x_count × 2"}
    with transaction() as session:
        asked = [{"fields": [COUNT]}, {"fields": [twice]}]
        formed(session, here, "sum", here.fengyuan, sections=asked)
    at = visit(monkeypatch, "form", here.chen, key="sum")
    assert len(at.number_input) == 1
    assert any(text.value == "两倍  \n**—**" for text in at.markdown)
    at.number_input[0].set_value(4).run()
    assert not at.exception
    assert any(text.value == "两倍  \n**8**" for text in at.markdown)
