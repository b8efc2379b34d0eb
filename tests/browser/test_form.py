"""A form from the workbench to the wall and back: drawn up at a desk, filled in on a phone.

The council draws it up and publishes it; a stranger who scanned the code fills it in, 390 px wide;
the answer is a row of a table, and a line in the summary.
"""

from playwright.sync_api import Page, expect
from sqlmodel import select

from models.form import FormAnswer
from tests.browser.conftest import House, settled
from tests.forms import formed

PHONE = {"width": 390, "height": 844}


def picked(page: Page, label: str, choice: str) -> None:
    """Take one of a list."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=choice, exact=True).click()
    settled(page)


def question(page: Page, label: str, kind: str, choices: str = "") -> None:
    """Add a question in the dialog."""
    page.get_by_role("button", name="添加一道题").first.click()
    settled(page)
    dialog = page.get_by_role("dialog")
    picked(page, "怎么答", kind)
    dialog.get_by_label("问什么").fill(label)
    if choices:
        dialog.get_by_label("有哪些选项").fill(choices)
    dialog.get_by_role("button", name="好了").click()
    settled(page)


def test_a_form_is_drawn_up_at_a_desk_and_filled_in_on_a_phone(house: House, page: Page) -> None:
    house.enter(page, "lin", "forming")
    page.get_by_label("叫什么").fill("停车调查")
    page.get_by_label("叫什么").press("Enter")
    settled(page)
    question(page, "有几辆车", "整数")
    question(page, "停在哪里", "单选", "地下\n路边")
    expect(page.get_by_text("停在哪里").first).to_be_visible()
    page.get_by_text("更多：").click()
    page.get_by_role("textbox", name="表单代码").fill("parking")
    page.get_by_role("textbox", name="表单代码").press("Enter")
    settled(page)
    page.get_by_role("button", name="保存", exact=True).click()
    settled(page)
    page.get_by_role("button", name="立即发布").click()
    settled(page)

    phone = house.browser(viewport=PHONE)
    house.open(phone, "form", key="parking", place="fengyuan")
    expect(phone.get_by_role("heading", name="停车调查")).to_be_visible()
    phone.get_by_label("有几辆车").fill("2")
    phone.get_by_label("有几辆车").press("Enter")
    settled(phone)
    picked(phone, "停在哪里", "路边")
    phone.get_by_role("button", name="提交").click()
    settled(phone)
    with house.transaction() as session:
        row = session.exec(select(FormAnswer)).one()
        assert row.extra == {"x_1": 2, "x_2": "c2"}
        assert row.member_id is None
    expect(phone.get_by_text(f"编号是 {row.id}")).to_be_visible()
    wide = phone.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0

    house.open(page, "forms")
    expect(page.get_by_text("1 份填报").first).to_be_visible()
    house.open(page, "table", of="form:parking")
    expect(page.get_by_role("heading", name="停车调查")).to_be_visible()


def test_what_a_condition_asks_comes_and_goes_on_the_phone(house: House) -> None:
    with house.transaction() as session:
        formed(session, _Here(house), "taste", None)  # type: ignore[arg-type]
    phone = house.browser(viewport=PHONE)
    house.open(phone, "form", key="taste", place="fengyuan")
    expect(phone.get_by_label("为什么")).to_have_count(0)
    picked(phone, "喜欢哪样", "茶")
    expect(phone.get_by_label("为什么")).to_be_visible()
    picked(phone, "喜欢哪样", "饭")
    expect(phone.get_by_label("为什么")).to_have_count(0)
    phone.get_by_role("button", name="提交").click()
    settled(phone)
    expect(phone.get_by_text("编号是")).to_be_visible()


class _Here:
    """As much of a neighbourhood as publishing a form asks for."""

    def __init__(self, house: House) -> None:
        self.guan = house.people["guan"]
