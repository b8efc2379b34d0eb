"""What runs alone, a dialog or a part of a page, asks again who is here: a phone may be stolen."""

from playwright.sync_api import Page, expect
from sqlmodel import select

from models.meeting import Meeting
from models.trail import TrailLine
from services.sign_in.session import close_all
from tests.browser.conftest import House, settled

SIGN_IN_FIRST = "请先登录"


def thrown_out(house: House, username: str) -> None:
    """Somebody signs out everywhere, from another browser."""
    with house.transaction() as session:
        close_all(session, house.people[username])


def test_a_dialog_that_is_open_does_nothing_after_signing_out(house: House, page: Page) -> None:
    house.enter(page, "lin", "meetings")
    page.get_by_role("button", name="召集会议").click()
    settled(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("会议名称").fill("小偷召集的会")
    dialog.get_by_label("会议名称").press("Enter")
    settled(page)
    dialog.get_by_label("开会地点").fill("别处")
    dialog.get_by_label("开会地点").press("Enter")
    settled(page)
    dialog.get_by_role("spinbutton", name="应到人数").fill("9")
    dialog.get_by_role("spinbutton", name="应到人数").press("Enter")
    settled(page)
    thrown_out(house, "lin")
    dialog.get_by_role("button", name="发布会议通知").click()
    settled(page)
    with house.transaction() as session:
        assert session.exec(select(Meeting)).all() == []
    expect(page.get_by_role("link", name="登录").first).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_nobody_reads_on_in_a_dialog_after_signing_out(house: House, page: Page) -> None:
    house.enter(page, "wu", "roll")
    page.get_by_role("button", name="查看本页完整信息").click()
    settled(page)
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("为什么要查看？").fill("查证")
    thrown_out(house, "wu")
    dialog.get_by_role("button", name="查看", exact=True).click()
    settled(page)
    expect(page.get_by_role("heading", name=SIGN_IN_FIRST)).to_be_visible()
    with house.transaction() as session:
        looks = select(TrailLine).where(TrailLine.code == "personal.read")
        assert session.exec(looks).all() == []
