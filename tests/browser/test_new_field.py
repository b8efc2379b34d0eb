"""A field is added, filled in on a phone, listed, filtered, exported, and taken back (自定义字段).

Nobody restarts anything: the house is one process that runs on.
"""

from urllib.request import Request, urlopen

from playwright.sync_api import Locator, Page, expect
from sqlmodel import col, select

from models.definition import ChangeSet, ChangeState, Definition, DefinitionKind
from models.history import RowChange
from models.topic import Topic
from tests.browser.conftest import House, settled

PHONE = {"width": 390, "height": 844}
LABEL, CODE = "积水深度", "x_depth"
TITLE = "车库入口一下雨就积水"


def asked(page: Page, label: str) -> Locator:
    """The inputs that are called so."""
    text = page.get_by_role("textbox", name=label)
    return text.or_(page.get_by_role("spinbutton", name=label))


def fill(page: Page, label: str, text: str) -> None:
    """Write into the field that is called so, and leave it."""
    field = asked(page, label).first
    field.fill(text)
    field.press("Tab")
    settled(page)


def pick(page: Page, label: str, option: str) -> None:
    """Choose from a list."""
    page.get_by_role("combobox", name=label).last.click()
    page.get_by_role("option", name=option, exact=True).click()
    settled(page)


def add_the_field(house: House, page: Page) -> None:
    """The administrator draws it up, with a condition, and publishes it."""
    house.enter(page, "guan", "account")
    house.open(page, "table", of="topic", part="fields", field="new")
    back = page.get_by_test_id("stPageLink-NavLink").first  # to the same page, with another query
    expect(back).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    fill(page, "叫什么？", LABEL)
    fill(page, "字段代码", CODE)
    pick(page, "填写什么？", "整数")
    fill(page, "单位", "厘米")
    page.get_by_role("button", name="加一个条件").first.click()
    settled(page)
    pick(page, "字段", "类别")
    pick(page, "内容", "维修改造")
    expect(page.get_by_text("询问条件：")).to_be_visible()
    page.get_by_role("button", name="保存", exact=True).click()
    settled(page)
    page.get_by_role("dialog").get_by_role("button", name="立即发布").click()
    settled(page)
    with house.transaction() as session:
        (held,) = session.exec(select(ChangeSet))
        assert held.state is ChangeState.PUBLISHED


def fill_it_in_on_a_phone(house: House, page: Page) -> int:
    """A council member raises a matter: the field comes when its condition holds."""
    page.set_viewport_size(PHONE)
    house.enter(page, "lin", "propose")
    fill(page, "一句话说是什么事", TITLE)
    pick(page, "类别", "文明养宠")
    expect(asked(page, LABEL)).to_have_count(0)
    pick(page, "类别", "维修改造")
    expect(asked(page, LABEL).first).to_be_visible()
    fill(page, "具体情况", "每逢下雨，车库入口积水，老人小孩进出都要蹚水。")
    fill(page, LABEL, "35")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]
    page.get_by_role("button", name="提交").click()
    settled(page)
    expect(page.get_by_text("35 厘米")).to_be_visible()
    with house.transaction() as session:
        (topic,) = session.exec(select(Topic))
        assert topic.extra == {CODE: 35}
        return topic.id or 0


def change_it_on_the_topics_page(house: House, page: Page, topic_id: int) -> None:
    """Whoever may amend the topic fills it in there; the change has a line of history."""
    house.open(page, "topic", id=topic_id)
    page.get_by_role("button", name="填写", exact=True).click()
    settled(page)
    fill(page, LABEL, "40")
    page.get_by_role("dialog").get_by_role("button", name="保存", exact=True).click()
    settled(page)
    expect(page.get_by_text("40 厘米")).to_be_visible()
    with house.transaction() as session:
        (change,) = session.exec(select(RowChange).where(RowChange.entity == "topic"))
        assert (change.before, change.after) == ({CODE: 35}, {CODE: 40})


def see_it_in_list_and_filter(house: House, page: Page) -> None:
    """The list has a column for it, and a filter."""
    house.open(page, "table", of="topic")
    expect(page.get_by_text("40 厘米").first).to_be_visible()
    where = '{"field":"x_depth","op":"ge","value":%d}'
    house.open(page, "table", of="topic", where=where % 40)
    expect(page.get_by_text(TITLE).first).to_be_visible()
    house.open(page, "table", of="topic", where=where % 41)
    expect(page.get_by_text(TITLE)).to_have_count(0)


def exported(house: House, page: Page) -> str:
    """The file of the list, with the cookies of this browser."""
    cookies = "; ".join(f"{c.get('name')}={c.get('value')}" for c in page.context.cookies())
    wanted = Request(f"{house.url}/export/topic.csv", headers={"Cookie": cookies})
    with urlopen(wanted, timeout=20) as answer:
        return str(answer.read().decode("utf-8-sig"))


def make_a_metric_of_it(house: House, page: Page) -> None:
    """A council member makes a figure of the field, and reads it."""
    house.open(page, "metrics")
    page.get_by_role("link", name="新建指标").click()
    settled(page)
    for group, name in (("统计什么", "议题"), ("怎么算", "平均"), ("算哪一项", LABEL)):
        asked_for = page.get_by_test_id("stButtonGroup").filter(has_text=group)
        asked_for.get_by_text(name, exact=True).last.click()
        settled(page)
    expect(page.get_by_text("40").first).to_be_visible()
    page.get_by_role("button", name="保存").click()
    settled(page)
    page.get_by_role("dialog").get_by_role("button", name="立即发布").click()
    settled(page)
    with house.transaction() as session:
        held = session.exec(select(Definition).where(Definition.kind == DefinitionKind.METRIC))
        (made,) = held.all()
        assert made.body is not None
        assert made.body["numerator"]["column"] == CODE
    house.open(page, "metric", key=made.key)
    expect(page.get_by_text("40").first).to_be_visible()


def roll_back(house: House, page: Page, set_id: int) -> ChangeState:
    """The administrator takes a change set back."""
    house.open(page, "change", id=set_id)
    page.get_by_role("button", name="撤回").first.click()
    settled(page)
    page.get_by_role("dialog").get_by_role("button", name="确定").click()
    settled(page)
    with house.transaction() as session:
        return session.get_one(ChangeSet, set_id).state


def test_a_field_is_added_filled_in_listed_exported_measured_and_rolled_back(
    house: House, page: Page
) -> None:
    add_the_field(house, page)
    phone = house.browser()
    topic_id = fill_it_in_on_a_phone(house, phone)
    change_it_on_the_topics_page(house, phone, topic_id)
    see_it_in_list_and_filter(house, phone)
    assert LABEL in (file := exported(house, phone))
    assert "40" in file
    make_a_metric_of_it(house, phone)
    with house.transaction() as session:
        field, metric = session.exec(select(ChangeSet.id).order_by(col(ChangeSet.id)))
    assert roll_back(house, page, field or 0) is ChangeState.PUBLISHED
    expect(page.get_by_text("请先修改那里")).to_be_visible()
    assert roll_back(house, page, metric or 0) is ChangeState.UNDONE
    assert roll_back(house, page, field or 0) is ChangeState.UNDONE
    house.open(phone, "table", of="topic")
    expect(phone.get_by_text(TITLE).first).to_be_visible()
    expect(phone.get_by_text("40 厘米")).to_have_count(0)
    house.open(phone, "propose")
    pick(phone, "类别", "维修改造")
    expect(asked(phone, LABEL)).to_have_count(0)
    assert LABEL not in exported(house, phone)
