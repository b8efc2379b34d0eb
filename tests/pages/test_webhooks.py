"""Webhooks on screen: set up through a change set, keyed, tested, looked after (消息推送)."""

from dataclasses import replace

import pytest
from sqlmodel import select

from components.webhook import form
from components.webhook import page as page_module
from db.session import glance, transaction
from db.setting import setting
from models.definition import ChangeItem, DefinitionKind
from models.webhook import Delivery, DeliveryState
from services.definition import append
from services.webhook import make_key, sending
from tests.neighbourhood import Neighbourhood
from tests.pages.test_roll import press, words
from tests.receiver import Receiver, receiving
from tests.visit import visit


@pytest.fixture(autouse=True)
def _allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    here = replace(setting(), webhook_hosts=("hooks.example.cn",))
    for module in (page_module, form):
        monkeypatch.setattr(module, "setting", lambda: here)


def hooked(here: Neighbourhood, url: str, keyed: bool = True) -> None:
    with transaction() as session:
        body = {"name": "城管平台", "url": url, "events": ["topic.moved"]}
        append(session, here.lin, DefinitionKind.WEBHOOK, "city", here.fengyuan, body)
        if keyed:
            make_key(session, here.lin, "city")


def test_a_webhook_is_set_up_in_a_change_set(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    page = visit(monkeypatch, "webhooks", here.lin)
    assert "还没有向任何系统推送消息" in words(page)
    press(page, "新建推送")
    assert "请填写名称，并至少选择一类事件。" in words(page)
    page.text_input(key="nb_hook_name_").set_value("城管平台")
    page.text_input(key="nb_hook_url_").set_value("https://elsewhere.example.cn/in")
    page.multiselect(key="nb_hook_events_").set_value(["topic.moved"])
    press(page, "新建推送")
    assert "elsewhere.example.cn 不在本平台允许的主机名单里" in words(page).replace("\\", "")
    page.text_input(key="nb_hook_url_").set_value("https://hooks.example.cn/in")
    press(page, "新建推送")
    page.selectbox(key="nb_into_place").set_value(here.fengyuan.id)
    page.button(key="nb_new_hook").click()
    press(page, "存入变更集")
    with glance() as session:
        item = session.exec(select(ChangeItem)).one()
    assert item.after == {
        "name": "城管平台",
        "url": "https://hooks.example.cn/in",
        "events": ["topic.moved"],
        "on": True,
    }


def test_a_key_is_shown_once(monkeypatch: pytest.MonkeyPatch, here: Neighbourhood) -> None:
    hooked(here, "https://hooks.example.cn/", keyed=False)
    page = visit(monkeypatch, "webhooks", here.lin)
    assert "还没有密钥" in words(page)
    press(page, "生成密钥")
    page.button(key="nb_key_city").click()
    page.button(key="nb_confirm").click().run()
    assert page.code[0].value.startswith("whsec_")
    page = visit(monkeypatch, "webhooks", here.lin)
    assert not page.code and "已送达 0 条" in words(page)


def test_a_test_message_shows_what_the_receiver_answers(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    with receiving() as receiver:
        receiver.answer = "**收到**".encode()
        allow(monkeypatch, receiver)
        hooked(here, receiver.url)
        page = visit(monkeypatch, "webhooks", here.lin, key="city")
        press(page, "发送测试消息")
        assert not page.exception
        assert "对方应答：200 \\*\\*收到\\*\\*" in words(page)
        assert len(receiver.came) == 1
        press(page, "重新发送")
        with glance() as session:
            assert session.exec(select(Delivery.state)).one() is DeliveryState.WAITING


def allow(monkeypatch: pytest.MonkeyPatch, receiver: Receiver) -> None:
    here = replace(setting(), webhook_hosts=(f"127.0.0.1:{receiver.port}",), webhook_inside=True)
    monkeypatch.setattr(sending, "setting", lambda: here)
    monkeypatch.setattr(page_module, "setting", lambda: here)


def test_who_does_not_configure_here_sees_nothing_of_it(
    monkeypatch: pytest.MonkeyPatch, here: Neighbourhood
) -> None:
    hooked(here, "https://hooks.example.cn/")
    for who in (here.chen, here.shen, here.wu):
        page = visit(monkeypatch, "webhooks", who, key="city")
        assert "城管平台" not in words(page)
