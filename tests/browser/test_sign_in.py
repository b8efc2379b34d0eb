"""Coming in, going out, and what a browser may never do: in a real one."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from services.sign_in.link import make_link
from tests.browser.conftest import House, settled

PAGES = {
    path.stem: "gate.require(" in path.read_text("utf-8")
    for path in sorted((Path(__file__).parent.parent.parent / "pages").glob("*.py"))
    if path.stem not in {"__init__", "frame", "home"}
}
WRONG = "用户名或密码不对"
SIGN_IN_FIRST = "请先登录"


def sign_out(page: Page, house: House) -> None:
    house.open(page, "account")
    page.get_by_role("button", name="退出登录").first.click()
    page.wait_for_url(f"{house.url}/")
    settled(page)


def link_for(house: House, username: str) -> str:
    with house.transaction() as session:
        key = make_link(session, house.people["guan"], house.people[username].member_id or 0)
    return house.address("reset", key=key)


def test_every_page_is_safe_by_direct_link_right_after_a_restart(house: House, page: Page) -> None:
    house.restart()
    members_only = sorted(PAGES, key=lambda name: not PAGES[name])  # the closed ones come first
    for name in members_only:
        house.open(page, name)
        closed = page.get_by_role("heading", name=SIGN_IN_FIRST)
        assert closed.count() == (1 if PAGES[name] else 0), name
        assert page.get_by_test_id("stException").count() == 0, name
        assert page.get_by_text("系统出了点问题").count() == 0, name
        frame = page.get_by_role("link", name="议事板").first
        expect(frame).to_be_visible()
        assert page.get_by_text("退出登录").count() == 0


def test_the_cookie_is_out_of_reach_for_scripts(house: House, page: Page) -> None:
    house.sign_in(page, "lin")
    cookie = next(c for c in page.context.cookies() if c["name"] == "nb_session")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Lax", "/")
    assert "nb_session" not in page.evaluate("document.cookie")


def test_a_stolen_cookie_opens_nothing_after_signing_out(house: House, page: Page) -> None:
    house.enter(page, "lin")
    stolen = next(c for c in page.context.cookies() if c["name"] == "nb_session")
    thief = house.browser()
    thief.context.add_cookies([{"name": "nb_session", "value": stolen["value"], "url": house.url}])
    house.open(thief, "account")
    expect(thief.get_by_text("林秀英")).to_be_visible()  # a stolen key turns, until it is void
    sign_out(page, house)
    thief.get_by_role("button", name="修改密码").click()
    settled(thief)
    expect(thief.get_by_role("heading", name=SIGN_IN_FIRST)).to_be_visible()
    house.open(thief, "account")
    expect(thief.get_by_role("heading", name=SIGN_IN_FIRST)).to_be_visible()
    assert not [c for c in page.context.cookies() if c["name"] == "nb_session"]


def test_a_second_tab_is_out_at_its_next_click(house: House, page: Page) -> None:
    house.enter(page, "lin")
    second = page.context.new_page()
    house.open(second, "account")
    sign_out(page, house)
    second.get_by_role("button", name="修改密码").click()
    settled(second)
    expect(second.get_by_role("heading", name=SIGN_IN_FIRST)).to_be_visible()
    assert second.get_by_text("林秀英").count() == 0


def test_nine_wrong_passwords_and_then_the_right_one(house: House, page: Page) -> None:
    house.open(page, "sign_in")
    for attempt in range(9):
        house.fill_in(page, "ma", f"wrong password {attempt}")
        settled(page)
        expect(page.get_by_text(WRONG)).to_be_visible()
    elsewhere = house.browser()
    house.open(elsewhere, "sign_in")
    house.fill_in(elsewhere, "ma")
    settled(elsewhere)
    expect(elsewhere.get_by_text(WRONG)).to_be_visible()
    assert not [c for c in elsewhere.context.cookies() if c["name"] == "nb_session"]
    house.ahead(timedelta(minutes=15))
    house.sign_in(elsewhere, "ma")


def test_where_one_wanted_to_go_survives_signing_in(house: House, page: Page) -> None:
    house.open(page, "trail", code="session.opened", about="成员")
    page.get_by_test_id("stMain").get_by_role("button", name="登录").click()
    page.wait_for_url(f"{house.url}/sign_in?*")
    settled(page)
    house.fill_in(page, "shen")
    page.wait_for_url(f"{house.url}/trail?*")
    settled(page)
    assert page.evaluate("new URLSearchParams(location.search).get('about')") == "成员"
    assert page.get_by_role("heading", name=SIGN_IN_FIRST).count() == 0


@pytest.mark.parametrize("bait", ["https://evil.example/", "//evil.example"])
def test_signing_in_never_leads_out_of_the_house(house: House, page: Page, bait: str) -> None:
    house.open(page, "sign_in", next=bait)
    house.fill_in(page, "lin")
    page.wait_for_url(f"{house.url}/")


def test_a_link_sets_a_password_once(house: House, page: Page) -> None:
    link = link_for(house, "he")
    elsewhere = house.browser()
    house.enter(elsewhere, "he")
    page.goto(link)
    settled(page)
    new = "我们一起种一棵树吧"
    for typed, again, said in (
        (new + "一二", new + "三四", "不一样"),
        (new * 3, new * 3, "最多 24 个汉字"),
    ):
        page.get_by_label("新密码").fill(typed)
        page.get_by_label("再输一遍").fill(again)
        page.get_by_role("button", name="设置密码").click()
        settled(page)
        expect(page.get_by_text(said).last).to_be_visible()
    page.get_by_label("新密码").fill(new + "春天")
    page.get_by_label("再输一遍").fill(new + "春天")
    page.get_by_role("button", name="设置密码").click()
    page.wait_for_url(f"{house.url}/")
    house.open(page, "account")
    expect(page.get_by_text("何伟")).to_be_visible()
    house.open(elsewhere, "account")  # who was in with the old password is out
    expect(elsewhere.get_by_role("heading", name=SIGN_IN_FIRST)).to_be_visible()
    elsewhere.goto(link)
    settled(elsewhere)
    expect(elsewhere.get_by_text("这个链接已经用过")).to_be_visible()
    assert elsewhere.get_by_label("新密码").count() == 0


def test_an_old_link_sets_nothing(house: House, page: Page) -> None:
    link = link_for(house, "sun")
    house.ahead(timedelta(hours=48))
    page.goto(link)
    settled(page)
    expect(page.get_by_text("已经过期")).to_be_visible()
    assert page.get_by_label("新密码").count() == 0


def test_a_changed_password_ends_the_other_browsers(house: House, page: Page) -> None:
    elsewhere = house.browser()
    house.enter(page, "zhu", "account")
    house.enter(elsewhere, "zhu")
    page.get_by_role("button", name="修改密码").click()
    settled(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("现在的密码").fill(house.password)
    dialog.get_by_label("新密码").fill("a new day begins")
    dialog.get_by_label("再输一遍").fill("a new day begins")
    dialog.get_by_role("button", name="修改密码").click()
    expect(page.get_by_text("密码已修改")).to_be_visible()
    house.open(page, "account")
    expect(page.get_by_text("朱红")).to_be_visible()
    house.open(elsewhere, "account")
    expect(elsewhere.get_by_role("heading", name=SIGN_IN_FIRST)).to_be_visible()


def test_signing_out_everywhere_is_asked_once_more(house: House, page: Page) -> None:
    elsewhere = house.browser()
    house.enter(page, "tang", "account")
    house.enter(elsewhere, "tang")
    page.get_by_role("button", name="全部退出").click()
    settled(page)
    page.get_by_role("dialog").get_by_role("button", name="全部退出").click()
    page.wait_for_url(f"{house.url}/")
    house.open(elsewhere, "account")
    expect(elsewhere.get_by_role("heading", name=SIGN_IN_FIRST)).to_be_visible()


def test_a_chosen_language_survives_signing_in(house: House, page: Page) -> None:
    house.open(page, "sign_in")
    page.get_by_role("button", name="English").click()
    settled(page)
    page.get_by_label("User name").fill("lin")
    page.get_by_label("Password", exact=True).fill(house.password)
    page.get_by_test_id("stFormSubmitButton").get_by_role("button").click()
    page.wait_for_url(f"{house.url}/")
    settled(page)
    expect(page.get_by_role("link", name="Agenda board")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_streamlits_own_words_are_chinese(house: House, page: Page) -> None:
    house.open(page, "sign_in")
    page.get_by_label("密码", exact=True).fill("x")
    expect(page.get_by_text("按回车键提交")).to_be_visible()
    expect(page.get_by_label("显示密码")).to_have_count(1)
    english = house.browser(locale="en-GB")
    house.open(english, "sign_in")
    english.get_by_label("Password", exact=True).fill("x")
    expect(english.get_by_text("Press Enter to submit form")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_door_fits_a_phone(house: House, page: Page, scheme: str) -> None:
    phone = house.browser(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    house.enter(phone, "shi")
    for name in ("sign_in", "account"):
        house.open(phone, name)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, name
