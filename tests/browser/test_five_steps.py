"""One topic walks through all five steps, moved by five personas in Chinese, in a real browser.

It leaves pictures: in ``tests/browser/output``, or where ``SCREENSHOTS`` says. ``make
screenshots`` puts them where the README shows them.
"""

import os
from datetime import date, datetime, time, timedelta
from pathlib import Path

from playwright.sync_api import Page
from sqlmodel import select

from models import base
from models.meeting import Meeting
from models.motion import Motion, MotionState
from models.topic import Topic, TopicState
from rules.calendar import SHANGHAI, day_of
from services.due import settle_due
from tests.browser.conftest import House, settled
from tests.browser.picture import lighten

PICTURES = Path(os.environ.get("SCREENSHOTS", Path(__file__).parent / "output"))
TITLE = "小区东门夜间停车混乱"
QUESTION = "是否同意在东门两侧划设禁停线，夜间安排劝导？"
BODY = "晚上八点以后，东门两侧消防通道停满了车，消防车进不来。希望划出禁停线，夜间有人劝导。"


class Walk:
    """The topic, its people and their browsers (走完五步)."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.pages: dict[str, Page] = {}
        self.count = 0
        PICTURES.mkdir(parents=True, exist_ok=True)

    def day(self, days: int, hour: int = 10) -> None:
        """It is ``hour`` o'clock in Shanghai, ``days`` after today."""
        on = date.fromordinal(day_of(datetime.now(SHANGHAI)).toordinal() + days)
        then = datetime.combine(on, time(hour), SHANGHAI)
        self.house.ahead(then - datetime.now(SHANGHAI))
        self.pages.clear()  # whoever was signed in days ago signs in again

    def at(self, who: str, name: str, width: int = 1280, **query: object) -> Page:
        """``who`` opens a page."""
        page = self.pages.get(who)
        if page is None or page.viewport_size["width"] != width:
            size = {"width": width, "height": 900 if width > 600 else 844}
            page = self.house.browser(viewport=size)
            self.house.enter(page, who)
            self.pages[who] = page
        self.house.open(page, name, **query)
        return page

    def picture(self, page: Page, name: str) -> None:
        """Keep what the page looks like, whole."""
        self.count += 1
        height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        size = page.viewport_size
        page.set_viewport_size({"width": size["width"], "height": min(max(height, 700), 2400)})
        page.wait_for_timeout(600)
        path = PICTURES / f"{self.count:02d}-{name}.png"
        page.screenshot(path=path)
        lighten(path)
        page.set_viewport_size(size)

    @property
    def topic(self) -> Topic:
        with self.house.transaction() as session:
            return session.exec(select(Topic).where(Topic.title == TITLE)).one()

    @property
    def meeting(self) -> Meeting:
        with self.house.transaction() as session:
            return session.exec(select(Meeting)).one()

    @property
    def motion(self) -> Motion:
        with self.house.transaction() as session:
            return session.exec(select(Motion)).one()


def press(page: Page, key: str) -> None:
    """Press the button with this key, and wait for the answer."""
    if page.locator("#stFloatingOverlayPortal [role=button]").count():
        page.keyboard.press("Escape")  # a calendar opens of itself when its field is reached
    page.locator(f".st-key-{key} button").first.click()
    settled(page)


def write(page: Page, key: str, text: str) -> None:
    """Fill a field, and leave it."""
    line, lines = (page.locator(f".st-key-{key} {kind}") for kind in ("input", "textarea"))
    field, done = (lines, "Control+Enter") if lines.count() else (line, "Enter")
    field.first.fill(text)
    field.first.press(done)
    settled(page)


def write_day(page: Page, key: str, on: date) -> None:
    """Type a day into its three parts."""
    page.locator(f".st-key-{key} [role=spinbutton]").first.click()
    page.keyboard.type(f"{on:%Y%m%d}")
    page.keyboard.press("Enter")
    settled(page)


def choose(page: Page, key: str, words: str) -> None:
    """Pick from a list."""
    page.locator(f".st-key-{key}").get_by_role("combobox").click()
    page.get_by_role("option", name=words).first.click()
    settled(page)


def said(page: Page, words: str) -> None:
    """Those words are on the page."""
    page.get_by_text(words).first.wait_for()


def test_a_topic_walks_from_proposal_to_result(house: House) -> None:
    walk = Walk(house)
    walk.day(0)
    _raise(walk)
    _discuss(walk)
    _decide(walk)
    _carry_out(walk)
    _rate(walk)
    _share(walk)


def _raise(walk: Walk) -> None:
    """民提: a tenant proposes, a neighbour supports, the council accepts."""
    page = walk.at("chen", "propose")
    write(page, "nb_title", TITLE)
    choose(page, "nb_category", "停车")
    write(page, "nb_body", BODY)
    walk.picture(page, "propose")
    press(page, "nb_send")
    said(page, "还差 1 户附议")
    topic_id = walk.topic.id
    page = walk.at("zhou", "topic", 390, id=topic_id)
    press(page, "nb_support")
    said(page, "1 户附议，已达到")
    walk.picture(page, "support-phone")
    page = walk.at("lin", "topic", id=topic_id)
    press(page, "nb_yes_1")
    write(page, "nb_reason", "属于小区公共事务，同意受理")
    press(page, "nb_confirm")
    said(page, "等待召集会议")
    assert walk.topic.step_code == "yi"


def _discuss(walk: Walk) -> None:
    """民议: a meeting with three days' notice, people, minutes."""
    page = walk.at("lin", "topic", id=walk.topic.id)
    press(page, "nb_call_meeting")
    write(page, "nb_meeting_venue", "小区党群服务站")
    write(page, "nb_meeting_due", "6")
    press(page, "nb_announce")
    said(page, "开会")
    walk.picture(page, "meeting-announced")
    walk.day(3, 20)
    page = walk.at("lin", "meeting", id=walk.meeting.id)
    press(page, "nb_more")
    page.get_by_role("menuitem", name="手工签到").click()
    settled(page)
    write(page, "nb_names", "陈静\n周建国\n孙丽\n何伟")
    press(page, "nb_confirm")
    press(page, "nb_write_minutes")
    minutes = "到会居民一致认为东门消防通道必须畅通，同意划禁停线、夜间劝导，提交业主表决。"
    page.locator("[class*=st-key-nb_minutes_] textarea").fill(minutes)
    page.locator("[class*=st-key-nb_minutes_] textarea").press("Control+Enter")
    settled(page)
    page.locator("[class*=st-key-nb_outcome_]").get_by_text("议成").click()
    settled(page)
    page.get_by_role("button", name="发布纪要").click()
    press(page, "nb_publish_minutes")
    said(page, minutes)
    walk.picture(page, "minutes")
    assert walk.topic.step_code == "jue"


def _decide(walk: Walk) -> None:
    """民决: the owners vote under Article 278, item 9, and the result is posted."""
    page = walk.at("wu", "topic", id=walk.topic.id)
    press(page, "nb_put")
    write(page, "nb_question", QUESTION)
    choose(page, "nb_matter", "9.")
    press(page, "nb_confirm")
    said(page, "开始表决")
    walk.day(3 + 16)
    for who in ("zhou", "sun", "he", "zhu"):
        page = walk.at(who, "motion", 390 if who == "zhou" else 1280, id=walk.motion.id)
        choice = "反对" if who == "zhu" else "赞成"
        page.locator("[class*=st-key-nb_choice_]").get_by_text(choice, exact=True).click()
        settled(page)
        page.locator("[class*=st-key-nb_cast_] button").first.click()
        settled(page)
        said(page, "回执")
        if who == "zhou":
            walk.picture(page, "ballot-phone")
    walk.day(3 + 16 + 60)
    _settle(walk)
    assert walk.motion.state is MotionState.PASSED
    page = walk.at("zhou", "motion", id=walk.motion.id)
    walk.picture(page, "result")
    walk.picture(walk.at("chen", "board"), "board")


def _settle(walk: Walk) -> None:
    """The clock of the house strikes, as it does every minute."""
    with walk.house.same_hour():
        settle_due(walk.house.transaction, base.now())


def _carry_out(walk: Walk) -> None:
    """The work between 决 and 评: given out, reported, done."""
    page = walk.at("wu", "topic", id=walk.topic.id)
    press(page, "nb_give_task")
    write(page, "nb_task_title", "划设东门禁停线")
    write(page, "nb_task_doer", "安居物业")
    write_day(page, "nb_task_due", day_of(datetime.now(SHANGHAI)) + timedelta(days=95))
    press(page, "nb_confirm")
    said(page, "划设东门禁停线")
    walk.day(3 + 16 + 60 + 9)
    page = walk.at("ma", "topic", id=walk.topic.id)
    page.get_by_role("button", name="报进展").click()
    page.get_by_role("menuitem", name="这项办完了").click()
    settled(page)
    press(page, "nb_confirm")
    page = walk.at("wu", "topic", id=walk.topic.id)
    press(page, "nb_report_work")
    write(page, "nb_report_text", "禁停线已划好，夜间劝导已排班。")
    press(page, "nb_confirm")
    said(page, "民评")
    walk.picture(page, "work-reported")
    assert walk.topic.step_code == "ping"


def _rate(walk: Walk) -> None:
    """民评: five neighbours rate it; a week later it goes on."""
    for who, stars in zip(("chen", "zhou", "sun", "he", "zhu"), (5, 4, 5, 4, 2)):
        page = walk.at(who, "topic", id=walk.topic.id)
        _give_stars(page, stars)
    said(page, "5 人评议")
    walk.picture(page, "ratings")
    walk.day(3 + 16 + 60 + 9 + 8)
    _settle(walk)
    assert walk.topic.step_code == "xiang"


def _give_stars(page: Page, stars: int) -> None:
    page.locator(".st-key-nb_score button").filter(has_text=str(stars)).first.click()
    settled(page)
    happy, not_yet = "夜里消防通道通了，回家也好走了。", "白天还是有人乱停，希望接着管。"
    write(page, "nb_why", happy if stars > 3 else not_yet)
    press(page, "nb_rate")


def _share(walk: Walk) -> None:
    """民享: what was delivered, for everybody to read."""
    page = walk.at("lin", "topic", id=walk.topic.id)
    press(page, "nb_publish")
    write(page, "nb_summary", "东门消防通道划了禁停线，夜间有人劝导。")
    write(page, "nb_households", "6")
    press(page, "nb_confirm")
    said(page, "已办结")
    walk.picture(page, "shared")
    assert walk.topic.state is TopicState.DONE
    stranger = walk.house.browser(viewport={"width": 390, "height": 844})
    walk.house.open(stranger, "benefits")
    said(stranger, TITLE[:4])
    walk.picture(stranger, "benefits-phone")
    assert timedelta() < walk.house.offset
