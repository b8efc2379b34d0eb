"""The door's screens: what they ask, what they say, and what they keep to themselves."""

import pytest
from streamlit.testing.v1 import AppTest

from components.sign_in import check
from db.session import glance, transaction
from db.setting import setting
from models.member import Member
from rules import persona
from services.sign_in import password as passwords
from services.sign_in.link import make_link
from tests.neighbourhood import Neighbourhood
from tests.visit import visit

GOOD = "我们一起种一棵树吧"


@pytest.fixture
def chen(here: Neighbourhood) -> Neighbourhood:
    with transaction() as session:
        member = session.get_one(Member, here.chen.member_id)
        member.password_hash = check.hashed(GOOD + "！", "chen")
    return here


def try_to_sign_in(at: AppTest, username: str, password: str) -> AppTest:
    at.text_input(key="nb_username").set_value(username)
    at.text_input(key="nb_password").set_value(password)
    return at.button[0].click().run()


def test_unknown_and_known_read_the_same_refusal(
    monkeypatch: pytest.MonkeyPatch, chen: Neighbourhood
) -> None:
    said = set()
    for username, password in (("chen", "not this one"), ("nobody", "not this one"), ("zhou", "x")):
        at = try_to_sign_in(visit(monkeypatch, "sign_in"), username, password)
        said.add(at.error[0].value)
    assert len(said) == 1


def test_nobody_is_compared_as_slowly_as_somebody(
    monkeypatch: pytest.MonkeyPatch, chen: Neighbourhood
) -> None:
    compared: list[str] = []
    real = check._same

    def counted(account: passwords.Account, typed: str) -> bool:
        compared.append(account.username)
        return real(account, typed)

    monkeypatch.setattr(check, "_same", counted)
    for username, password in (("chen", "no"), ("nobody", "no"), ("chen", "汉" * 30), ("chen", "")):
        try_to_sign_in(visit(monkeypatch, "sign_in"), username, password)
    assert compared == ["chen", "-", "chen"]  # nothing typed is nothing tried


def test_the_right_password_is_handed_over_in_any_width(
    monkeypatch: pytest.MonkeyPatch, chen: Neighbourhood
) -> None:
    handed: list[str] = []
    monkeypatch.setattr(
        "components.sign_in.handoff.begin", lambda _ticket, then: handed.append(then)
    )
    at = visit(monkeypatch, "sign_in", next="/trail?about=成员")
    at = try_to_sign_in(at, " ＣＨＥＮ ", GOOD + "!")  # half-width where it was full-width
    assert not at.error
    assert handed == ["/trail?about=成员"]


def test_the_demo_lists_whom_one_can_be_and_fills_the_form(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    assert not visit(monkeypatch, "sign_in").selectbox
    monkeypatch.setenv("DEMO", "1")
    setting.cache_clear()
    try:
        at = visit(monkeypatch, "sign_in")
        assert len(at.selectbox[0].options) == len(persona.ACCOUNTS)
        at.selectbox[0].set_value("lin").run()
        assert at.text_input(key="nb_username").value == "lin"
        assert at.text_input(key="nb_password").value == persona.PASSWORD
    finally:
        monkeypatch.undo()
        setting.cache_clear()


def test_a_link_asks_for_a_password_and_a_spent_one_does_not(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with transaction() as session:
        key = make_link(session, here.guan, here.chen.member_id or 0)
    at = visit(monkeypatch, "reset", key=key)
    assert "陈静" in at.markdown[0].value
    at.text_input(key="nb_new").set_value("short")
    at.text_input(key="nb_again").set_value("short")
    at.button[0].click().run()
    assert "10" in at.error[0].value
    with glance() as session:
        assert session.get_one(Member, here.chen.member_id).password_hash == ""
    for bad in ("", "x" * 43, "' or 1=1 --"):
        spent = visit(monkeypatch, "reset", key=bad)
        assert spent.error
        assert not spent.text_input


def test_an_empty_house_leads_everywhere_to_its_first_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for page in ("home", "board", "account", "sign_in"):
        assert visit(monkeypatch, page).title[0].value == "首次使用"


def test_a_house_with_members_has_no_first_steps(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "first_run")
    assert not at.text_input
    assert "已经有管理员" in at.info[0].value


def test_my_account_shows_my_roles_and_where_i_am(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    at = visit(monkeypatch, "account", here.lin)
    told = " ".join(item.value for item in at.markdown)
    assert "林秀英" in told
    assert "枫园社区" in told
    assert not visit(monkeypatch, "account").markdown[0].value.startswith("**")
