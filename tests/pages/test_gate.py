"""The gate: asks once in every run, never remembers from one run to the next."""

import pytest
import streamlit as st
from sqlmodel import Session
from streamlit.testing.v1 import AppTest

from components import gate, link
from db.session import transaction
from models.member import Member
from rules.permission import Visitor
from services import sign_in
from services.sign_in.session import close_all
from tests.neighbourhood import Neighbourhood
from tests.visit import cookie_for, visit


def three_questions() -> None:
    import streamlit as st  # noqa: PLC0415 a script of its own

    from components import gate  # noqa: PLC0415

    gate.visitor()
    gate.visitor()
    st.text(gate.visitor().username or "nobody")


def test_the_database_is_asked_once_a_run_and_in_every_run(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    asked: list[str] = []

    def counted(session: Session, cookie: str | None) -> Visitor:
        asked.append(cookie or "")
        return sign_in.restore(session, cookie)

    cookie = cookie_for(here.chen)
    monkeypatch.setattr(gate, "restore", counted)
    monkeypatch.setattr(gate, "cookie", lambda: cookie)
    at = AppTest.from_function(three_questions)
    for run in range(1, 31):  # many, so that addresses of dead objects are used again
        at.run()
        assert (at.text[0].value, len(asked)) == ("chen", run)
    with transaction() as session:
        close_all(session, here.chen)
    assert at.run().text[0].value == "nobody"


def test_what_was_open_is_closed_at_the_next_click(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "account", here.chen)
    assert at.title[0].value == "我的账号"
    with transaction() as session:
        session.get_one(Member, here.chen.member_id).token_version += 1
    at.run()
    assert at.title[0].value == "请先登录"
    assert [button.label for button in at.button] == [
        "登录",
        "English",
    ]  # a closed door has its foot


def test_a_member_without_the_right_reads_why(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "trail", here.chen)
    assert at.title[0].value == "这一页不对您开放"
    assert "角色由居委会、街道或管理员授予，需要时请联系他们。" in [c.value for c in at.caption]
    assert "今日" in [one.proto.label for one in at.get("page_link")]
    assert not visit(monkeypatch, "trail", here.shen).title[0].value.startswith("这一页")


@pytest.mark.parametrize(
    ("seen", "back"),
    [
        ("http://house/dash/dashboard", "/dashboard"),  # what Streamlit makes of /dashboard
        ("http://house/board", "/board"),
        ("http://house/", "/"),
        ("http://house", "/"),
    ],
)
def test_who_signs_in_comes_back_to_the_very_page(
    monkeypatch: pytest.MonkeyPatch, seen: str, back: str
) -> None:
    monkeypatch.setattr(type(st.context), "url", seen)
    assert link.here() == back
