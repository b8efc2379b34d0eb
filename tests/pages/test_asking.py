"""Inputs that draw themselves (字段填写): every kind, live conditions, errors beside the field."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.neighbourhood import Neighbourhood

pytestmark = pytest.mark.usefixtures("engine")


def form() -> None:
    """Every kind once, as a page would ask."""
    from typing import Any  # noqa: PLC0415 this function is a script of its own

    import streamlit as st  # noqa: PLC0415

    from components import asking  # noqa: PLC0415
    from models.register import WorkOrder  # noqa: PLC0415
    from rules.entity import Choice, Column, Entity, Kind, Scope  # noqa: PLC0415

    def field(name: str, kind: Kind, **more: Any) -> Column:
        return Column(name, kind, name, name, writable=True, extra=True, **more)

    choices = (Choice("a", "A", "甲"), Choice("b", "B", "乙"))
    smelly = {"field": "y", "op": "is", "value": True}
    columns = (
        field("t", Kind.TEXT, longest=5, required=True),
        field("long", Kind.LONG_TEXT),
        field("n", Kind.NUMBER, unit="户", least=1, most=9),
        field("m", Kind.MONEY),
        field("d", Kind.DATE),
        field("c", Kind.CHOICE, choices=choices),
        field("cs", Kind.CHOICES, choices=choices),
        field("y", Kind.YES_NO),
        field("why", Kind.TEXT, visible_if=smelly, required_if=smelly),
        field("p", Kind.PERSON, target="member"),
        field("pl", Kind.PLACE, target="place"),
    )
    entity = Entity("work_order", WorkOrder, "", "", columns, Scope())
    visitor = st.session_state["visitor"]
    asked = asking.ask(entity, [c.name for c in columns], "try", visitor)
    if st.button("save", key="save") and asked.sound():
        st.session_state["saved"] = asked.values


def run(here: Neighbourhood) -> AppTest:
    at = AppTest.from_function(form, default_timeout=20)
    at.session_state["nb_language"] = "zh_CN"
    at.session_state["visitor"] = here.lin
    return at.run()


def test_a_form_draws_every_kind_and_keeps_what_was_said(here: Neighbourhood) -> None:
    at = run(here)
    assert not at.exception
    at.text_input(key="nb_ask_try_t").input("门口 堆物")
    at.number_input(key="nb_ask_try_n").set_value(3)
    at.text_input(key="nb_ask_try_m").input("4.86万")
    at.selectbox(key="nb_ask_try_c").set_value("b")
    at.multiselect(key="nb_ask_try_cs").set_value(["b"])
    lin, fengyuan = here.lin.member_id, here.fengyuan.id
    at.selectbox(key="nb_ask_try_p").set_value(lin)
    at.selectbox(key="nb_ask_try_pl").set_value(fengyuan)
    at.button(key="save").click().run()
    assert not at.exception
    saved = at.session_state["saved"]
    assert {name: saved[name] for name in ("t", "n", "m", "c", "cs", "p", "pl", "d")} == {
        "t": "门口 堆物",
        "n": 3,
        "m": 4_860_000,
        "c": "b",
        "cs": ["b"],
        "p": lin,
        "pl": fengyuan,
        "d": None,
    }
    assert "why" not in saved


def test_what_depends_on_an_answer_comes_at_once_and_errors_stand_beside_their_field(
    here: Neighbourhood,
) -> None:
    at = run(here)
    assert "nb_ask_try_why" not in [box.key for box in at.text_input]
    at.button_group(key="nb_ask_try_y").set_value([True]).run()
    assert "nb_ask_try_why" in [box.key for box in at.text_input]
    at.number_input(key="nb_ask_try_n").set_value(10)
    at.button(key="save").click().run()
    said = [caption.value for caption in at.caption]
    assert sum("请填写此项" in text for text in said) == 2  # t and why
    assert any("不超过 9" in text for text in said)
    assert "saved" not in at.session_state
    at.number_input(key="nb_ask_try_n").set_value(9).run()
    said = [caption.value for caption in at.caption]
    assert not any("不超过 9" in text for text in said)
    assert sum("请填写此项" in text for text in said) == 2  # these are as they were


def test_only_those_who_hold_an_office_are_offered_as_persons(here: Neighbourhood) -> None:
    at = run(here)
    offered = at.selectbox(key="nb_ask_try_p").options
    assert "林秀英" in offered
    assert not {"陈静", "周建国", "外小区居民"} & set(offered)
    at.text_input(key="nb_ask_try_p_words").input("石").run()
    assert at.selectbox(key="nb_ask_try_p").options == ["石磊"]


def kept() -> None:
    """A person who is picked already, in a form of whoever may not know him."""
    import streamlit as st  # noqa: PLC0415 this function is a script of its own

    from components.asking.picking import pick  # noqa: PLC0415
    from rules.entity import Column, Kind  # noqa: PLC0415

    who, given = st.session_state["visitor"], st.session_state["given"]
    column = Column("p", Kind.PERSON, "p", "p", target="member", writable=True)
    st.session_state["picked"] = pick(column, "nb_try", given, "p", None, who, "/")


def test_whoever_is_picked_already_stays_picked_though_the_viewer_may_not_know_his_name(
    here: Neighbourhood,
) -> None:
    at = AppTest.from_function(kept, default_timeout=20)
    chen = here.chen.member_id
    at.session_state["nb_language"] = "zh_CN"
    at.session_state["visitor"], at.session_state["given"] = here.lin, chen
    at.run()
    assert not at.exception
    assert at.session_state["picked"] == chen
    options = at.selectbox(key="nb_try").options
    assert f"#{chen}" in options and "陈静" not in options


def row() -> None:
    """A row with a telephone number that is not shown."""
    import streamlit as st  # noqa: PLC0415

    from components import asking  # noqa: PLC0415
    from models.register import WorkOrder  # noqa: PLC0415
    from rules.entity import Column, Entity, Kind, Scope  # noqa: PLC0415

    phone = Column("phone", Kind.TEXT, "", "", personal=True, required=True, writable=True)
    title = Column("title", Kind.TEXT, "", "", writable=True)
    entity = Entity("work_order", WorkOrder, "", "", (phone, title), Scope())
    given = {"phone": "138******34", "title": "灯"}
    asked = asking.ask(
        entity, ["phone", "title"], "try", st.session_state["visitor"], given=given, change=True
    )
    if st.button("save", key="save") and asked.sound():
        st.session_state["saved"] = asked.changed


@pytest.mark.parametrize(
    ("written", "changed"),
    [("", {"title": "路灯"}), ("13900005678", {"title": "路灯", "phone": "13900005678"})],
)
def test_what_names_people_stays_where_it_is_left_empty(
    here: Neighbourhood, written: str, changed: dict[str, str]
) -> None:
    at = AppTest.from_function(row, default_timeout=20)
    at.session_state["nb_language"], at.session_state["visitor"] = "zh_CN", here.lin
    at.run()
    assert at.text_input(key="nb_ask_try_phone").value == ""
    at.text_input(key="nb_ask_try_phone").input(written)
    at.text_input(key="nb_ask_try_title").input("路灯")
    at.button(key="save").click().run()
    assert not at.exception
    assert at.session_state["saved"] == changed
