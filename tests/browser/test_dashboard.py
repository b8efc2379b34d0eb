"""Figures as pictures: read on a phone without an account, and tapped through by an officer."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests import dashboards as sample
from tests.browser.conftest import House, settled
from tests.neighbourhood import found

PHONE = {"width": 390, "height": 844}
PUBLIC = {
    "public": True,
    "tiles": [tile for tile in sample.BOARD["tiles"] if tile["metric"] == "on_time"],
}
STREET = {"place": "zhelu", "period": "2026"}


def _asked(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_a_resident_reads_it_on_her_phone_without_an_account(house: House) -> None:
    _settle(house)
    page = house.browser(viewport=PHONE, is_mobile=True, has_touch=True)
    house.open(page, "dashboard", key="open", **STREET)
    expect(page.get_by_role("heading", name="街道治理看板")).to_be_visible()
    expect(page.get_by_text("82.4%", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="数据表").last.click()
    expect(page.get_by_role("cell", name="95.8%")).to_be_visible()


def test_an_officer_taps_a_cell_and_every_picture_follows(house: House, page: Page) -> None:
    _settle(house)
    house.enter(page, "qin", "board")
    house.open(page, "dashboard", key="street", **STREET)
    settled(page)
    charts = page.locator("[data-testid=stVegaLiteChart]")
    expect(charts).to_have_count(6)
    cell = charts.nth(4).locator("path[aria-label*='枫园小区']").first
    cell.click()
    settled(page)
    asked = _asked(page)
    assert asked["place"] == "fengyuan" and asked["on"].startswith("category:")
    expect(page.get_by_role("button", name="类别: ")).to_be_visible()
    page.get_by_role("button", name="类别: ").click()
    settled(page)
    assert "on" not in _asked(page)


def test_a_bar_is_picked_let_go_and_picked_again(house: House, page: Page) -> None:
    _settle(house)
    house.enter(page, "qin", "board")
    house.open(page, "dashboard", key="street", **STREET)
    settled(page)
    for picked in (True, False, True):
        funnel = page.locator("[data-testid=stVegaLiteChart]").last
        funnel.locator("path[aria-label*='网格上报']").click()
        settled(page)
        assert ("on" in _asked(page)) is picked
        chip = page.get_by_role("button", name="来源: ")
        expect(chip).to_have_count(int(picked))
    page.go_back()
    settled(page)
    assert "on" not in _asked(page)


def test_what_is_shown_can_be_taken_home(house: House, page: Page) -> None:
    _settle(house)
    house.enter(page, "qin", "board")
    house.open(page, "dashboard", key="street", **STREET)
    settled(page)
    address = page.locator("a[href*='/chart/street/places.csv']").get_attribute("href") or ""
    got = page.request.get(house.url + address)
    rows = list(csv.reader(io.StringIO(got.text().removeprefix("\ufeff"))))
    assert [row[0] for row in rows[1:]] == ["枫园小区", "清河里"]
    picture = page.request.get(house.url + address.replace(".csv?", ".png?"))
    assert picture.body().startswith(b"\x89PNG")


def _settle(house: House) -> None:
    with house.transaction() as session:
        sample.drawn_up_once(session, found(session), PUBLIC)
