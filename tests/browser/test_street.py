"""A street officer at her desk: the street at a glance, and the sheet she prints (街道一张图)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import House, settled
from tests.browser.picture import picture


@pytest.fixture
def desk(town: House) -> Iterator[Page]:
    """Her screen: she is signed in."""
    page = town.browser(viewport={"width": 1280, "height": 1960})
    town.enter(page, "qin", "board")
    yield page
    while town.contexts:
        town.contexts.pop().close()


def number(text: str) -> int:
    """The first number in a text."""
    found = re.search(r"[0-9][0-9,]*", text)
    assert found, text
    return int(found[0].replace(",", ""))


def test_a_figure_at_a_glance_is_as_many_rows_as_stand_behind_it(town: House, desk: Page) -> None:
    town.open(desk, "dashboard", key="street")
    expect(desk.locator("[data-testid=stVegaLiteChart]").first).to_be_visible()
    picture(desk, "40-dashboard")
    town.open(desk, "dashboard", key="council")
    tile = desk.get_by_test_id("stMetric").first
    shown = number(tile.get_by_test_id("stMetricValue").inner_text())
    assert shown > 0
    desk.get_by_role("link", name="查看明细").first.click()
    told = desk.get_by_text("条记录得出").first
    expect(told).to_be_visible()
    settled(desk)
    assert number(told.inner_text()) == shown


def test_she_draws_up_a_sheet_block_by_block_beside_the_sheet_itself(
    town: House, desk: Page
) -> None:
    town.open(desk, "layouts", of="work_order", key="work_order_slip")
    sheet = desk.get_by_test_id("stMain").locator("img").first
    expect(sheet).to_be_visible()
    assert sheet.evaluate("sheet => sheet.naturalWidth") > 0
    desk.set_viewport_size({"width": 1280, "height": 1160})
    picture(desk, "41-layout")
    before = desk.get_by_text("二维码", exact=True).count()
    desk.get_by_role("button", name="二维码").last.click()
    settled(desk)
    expect(desk.get_by_text("二维码", exact=True)).to_have_count(before + 1)
