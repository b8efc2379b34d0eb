"""An empty house: whoever comes first becomes its administrator, and nobody after him."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import House, settled


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("empty"), chromium)
    made.settle(empty=True)
    made.start()
    yield made
    made.close()


def test_the_first_visitor_opens_the_house(empty: House) -> None:
    page, second = empty.browser(), empty.browser()
    for name in ("", "board", "roll", "sign_in", "account"):
        page.goto(empty.address(name))
        page.wait_for_url(f"{empty.url}/first_run")
    for browser in (page, second):
        empty.open(browser, "first_run")
        browser.get_by_label("您的姓名").fill("王芳")
        browser.get_by_label("用户名").fill("阿依古丽•买买提")
        browser.get_by_label("新密码").fill("春天来了我们种树")
        browser.get_by_label("再输一遍").fill("春天来了我们种树")
        browser.get_by_label("名称").fill("枫园社区")
    page.get_by_role("button", name="开始使用").click()
    settled(page)
    expect(page.get_by_text("密码至少 10 个字符")).to_be_visible()  # 8 are too few
    for browser in (page, second):
        browser.get_by_label("新密码").fill("春天来了我们一起种树")
        browser.get_by_label("再输一遍").fill("春天来了我们一起种树")
    page.get_by_role("button", name="开始使用").click()
    page.wait_for_url(f"{empty.url}/")
    empty.open(page, "account")
    expect(page.get_by_text("王芳")).to_be_visible()
    expect(page.get_by_text("枫园社区")).to_be_visible()
    second.get_by_role("button", name="开始使用").click()
    settled(second)
    expect(second.get_by_text("这里已经有管理员了").first).to_be_visible()
    empty.open(second, "sign_in")
    empty.fill_in(second, "阿依古丽・买买提", "春天来了我们一起种树")  # another keyboard's dot
    second.wait_for_url(f"{empty.url}/")
