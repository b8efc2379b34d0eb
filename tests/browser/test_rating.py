"""An edition walks from a score sheet to the poster, moved by five personas, read by a stranger.

The expert and the owner stand in the courtyard with a phone; officers and the firm sit at a desk.
It leaves pictures where ``test_five_steps`` leaves its own.
"""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlmodel import select

from models.consequence import Consequence, ConsequenceKind
from models.edition import Edition, EditionState, Mark, Placing
from models.hearing import Appeal, AppealState
from models.scoring import Sheet
from models.topic import Topic
from rules.calendar import SHANGHAI, day_of
from rules.edition import preview_ends
from services.edition.standing import body_of, stand_of
from services.jurisdiction import shipping as rules_of_places
from services.procedure import shipping as procedures
from services.roll.claim import follow_ownership
from services.trail import HOUSE
from tests import editions
from tests.browser.conftest import House, settled
from tests.browser.test_five_steps import Walk, press, said, write
from tests.editions import BODY, COMPOUNDS, Rated
from tests.neighbourhood import settle

PHONE = 390
LINES = {
    "x01": ("基础管理", "服务合同已公示"),
    "x02": ("基础管理", "值班记录完整"),
    "x03": ("环境卫生", "楼道干净"),
}
QUESTIONS = {"overall": "总的来说，您满意吗？", "clean": "楼道和小区的卫生"}
BEHIND = "榆园"  # as far behind as 枫园小区 will be
WRONG = "五月的投诉里有十件说的是市政道路，不在我们的服务范围，请核对工单。"
GROUNDS = "经核对，其中十件属于市政道路，予以剔除。"


def body() -> dict[str, Any]:
    """The small method, with a sheet for experts and questions to the owners."""
    made = deepcopy(BODY)
    asked, looked, counted = made["indicators"]
    asked |= {"source": {"kind": "survey"}, "unit": "分"}
    asked["normalise"] = {"kind": "goalpost", "low": 1, "high": 5, "cap": True}
    looked |= {"source": {"kind": "sheet", "name": "onsite"}}
    looked["normalise"] = {"kind": "goalpost", "low": 0, "high": 9, "cap": True}
    counted["normalise"] = {"kind": "goalpost", "low": 0, "high": 100, "cap": True}
    items = [
        {"code": code, "head": head, "head_en": head, "name": name, "name_en": name, "points": 3}
        for code, (head, name) in LINES.items()
    ]
    sheet = {"code": "onsite", "name": "现场评价表", "name_en": "On-site sheet", "items": items}
    made["sheets"] = [sheet | {"roles": ["expert"], "drawn": 2}]
    made["questions"] = [
        {"code": code, "name": name, "name_en": name} for code, name in QUESTIONS.items()
    ]
    return made | {"turnout": "0.1", "full": 100}


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator["Street"]:
    """A street with an edition that collects; nobody has looked at 枫园小区 yet."""
    house = House(tmp_path_factory.mktemp("street"), chromium)
    house.settle(empty=True)
    with house.transaction() as session:
        procedures.ship(session)
        rules_of_places.ship(session)
        here = settle(session)
        for place in (here.places["fengyuan"], here.places["qinghe"]):
            follow_ownership(session, HOUSE, place)
        rated = editions.begun(session, editions.rated(session, here, body()))
        for number, name in enumerate(("清河里", *COMPOUNDS)):
            low = name == BEHIND
            editions.enter(
                session,
                rated,
                name,
                satisfaction="1.9" if low else f"{4.6 - number / 20:.2f}",
                inspection="2.5" if low else f"{8.4 - number / 20:.2f}",
                complaints=str(70 if low else 8 + number),
            )
        editions.enter(session, rated, "枫园小区", complaints="60")
        made = Street(house, rated, rated.id, rated.entrant(session, "枫园小区").id or 0)
        made.home = here.units["fengyuan-1-102"].id or 0
    house.start()
    yield made
    house.close()


class Street(Walk):
    """The edition, its people and their browsers (评价全程)."""

    def __init__(self, house: House, rated: Rated, edition_id: int, entrant_id: int) -> None:
        super().__init__(house)
        self.edition_id, self.entrant_id, self.home = edition_id, entrant_id, 0
        self.count = 40  # pictures of the five steps come first

    @property
    def edition(self) -> Edition:
        with self.house.transaction() as session:
            return session.get_one(Edition, self.edition_id)

    def on(self, day: date, hour: int = 10) -> None:
        """It is that hour of ``day``."""
        self.day((day - day_of(datetime.now(SHANGHAI))).days, hour)

    def desk(self, who: str, **query: object) -> Page:
        """The page of the edition, as an officer sees it."""
        return self.at(who, "edition", code=self.edition.code, **query)

    def row(self) -> Placing:
        """枫园小区 as it counts now."""
        with self.house.transaction() as session:
            wanted = select(Placing).where(
                Placing.entrant_id == self.entrant_id,
                Placing.computation_id == session.get_one(Edition, self.edition_id).computation_id,
            )
            return session.exec(wanted).one()


def tap(page: Page, key: str, words: str) -> None:
    """Tap one of the words that are offered."""
    page.locator(f".st-key-{key}").get_by_text(words, exact=True).click()
    settled(page)


def fits(page: Page) -> None:
    """Nothing scrolls sideways."""
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_an_edition_walks_from_a_score_sheet_to_the_poster(street: Street) -> None:
    street.day(0)
    _look(street)
    _answer(street)
    _show(street)
    _object(street)
    _decide(street)
    _read(street)


def _look(street: Street) -> None:
    """The officer draws; the expert scores on the phone, and signs."""
    page = street.desk("qin")
    press(page, "nb_draw")
    press(page, "nb_confirm")
    page = street.at("fang", "sheets", PHONE, id=street.entrant_id, sheet="onsite")
    for code, points in (("x01", "1"), ("x02", "0")):
        tap(page, f"nb_points_{street.entrant_id}_onsite_{code}", points)
    fits(page)
    street.picture(page, "sheet-phone")
    press(page, "nb_sheet_next")
    tap(page, f"nb_points_{street.entrant_id}_onsite_x03", "1")
    press(page, "nb_sheet_sign")
    press(page, "nb_sheet_signed")
    said(page, "已签署")
    with street.house.transaction() as session:
        sheet = session.exec(select(Sheet)).one()
        assert sheet.signed_at is not None
        assert sheet.points == {"x01": 100, "x02": 0, "x03": 100}


def _answer(street: Street) -> None:
    """The owner answers for her home, in three taps."""
    page = street.at("zhou", "survey", PHONE)
    key = f"{street.entrant_id}_{street.home}"
    for code in QUESTIONS:
        tap(page, f"nb_answer_{key}_{code}", "不满意")
    fits(page)
    street.picture(page, "survey-phone")
    press(page, f"nb_send_{key}")
    said(page, "您家已经答过了")


def _show(street: Street) -> None:
    """The officer computes, and shows the firms what would be published."""
    page = street.desk("qin")
    press(page, "nb_main")
    said(page, "告知企业")
    assert street.row().mark is Mark.BLACK
    street.picture(page, "draft")
    press(page, "nb_main")
    press(page, "nb_confirm")
    assert street.edition.state is EditionState.PREVIEW
    page = street.at("luo", "preview", PHONE)
    said(page, "枫园小区")
    fits(page)
    street.picture(page, "preview-phone")


def _object(street: Street) -> None:
    """In the window the firm contradicts a figure; it is right, and the figure changes."""
    street.on(_begins(street))
    press(street.desk("qin"), "nb_main")
    assert street.edition.state is EditionState.OBJECTION
    page = street.at("luo", "preview")
    press(page, "nb_object_complaints")
    write(page, "nb_text", WRONG)
    street.picture(page, "objection")
    press(page, "nb_confirm")
    said(page, "待答复")
    with street.house.transaction() as session:
        appeal_id = session.exec(select(Appeal.id)).one()
    page = street.desk("qin", view="hearing")
    press(page, f"nb_answer_{appeal_id}")
    tap(page, "nb_upheld", "异议成立")
    write(page, "nb_value_complaints", "50")
    write(page, "nb_text", GROUNDS)
    press(page, "nb_confirm")
    with street.house.transaction() as session:
        assert session.exec(select(Appeal.state)).one() is AppealState.UPHELD


def _begins(street: Street) -> date:
    """The first day on which the window may open."""
    with street.house.transaction() as session:
        edition = session.get_one(Edition, street.edition_id)
        served_at = stand_of(session, edition).served_at
        assert served_at is not None
        return day_of(preview_ends(served_at, body_of(session, edition).terms))


def _decide(street: Street) -> None:
    """The window closes, it is computed again; two officers agree, one publishes."""
    closes = street.edition.window_closes_at
    assert closes is not None
    street.on(day_of(closes), 11)
    page = street.desk("qin")
    press(page, "nb_main")
    assert street.edition.state is EditionState.DECIDING
    before = street.row().score or 0
    press(street.desk("qin"), "nb_main")
    after = street.row()
    assert (after.score or 0) > before and after.mark is Mark.BLACK
    press(street.desk("qin", view="decide"), "nb_agree")
    page = street.desk("lu", view="decide")
    said(page, "1 / 2")
    press(page, "nb_agree")
    street.picture(page, "two-agree")
    press(page, "nb_publish")
    said(page, "已发布")
    assert street.edition.state is EditionState.PUBLISHED


def _read(street: Street) -> None:
    """A stranger on a phone reads the list, opens the row, takes the poster home."""
    phone = street.house.browser(viewport={"width": PHONE, "height": 844}, is_mobile=True)
    street.house.open(phone, "edition", code=street.edition.code)
    words = phone.get_by_test_id("stMain").inner_text()
    assert "黑榜" in words and "枫园小区" in words
    fits(phone)
    street.picture(phone, "published-phone")
    poster = phone.get_by_role("link", name="海报").first.get_attribute("href")
    assert poster is not None
    paper = phone.request.get(poster)
    assert paper.ok and paper.body().startswith(b"%PDF-")
    phone.get_by_role("link", name="枫园小区").first.click()
    phone.wait_for_url("**/placing?*")
    settled(phone)
    said(phone, "每千户投诉")
    fits(phone)
    street.picture(phone, "placing-phone")
    with street.house.transaction() as session:
        asked = session.exec(
            select(Topic)
            .join(Consequence)
            .where(
                Consequence.entrant_id == street.entrant_id,
                Consequence.kind == ConsequenceKind.OWNERS_TOPIC,
            )
        ).one()
    street.house.open(phone, "topic", id=asked.id)
    said(phone, "枫园小区物业企业续聘还是更换")
