"""The committee blacks out a voucher with the mouse: black for everybody, untouched underneath."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page
from sqlmodel import select

from models.place import Place
from models.voucher import PublicCopy
from rules.calendar import day_of
from services.ledger.opening import open_book
from tests.browser.conftest import House, settled
from tests.ledgers import posted, receipt
from tests.neighbourhood import Neighbourhood
from tests.papers import photographed

PHOTO = photographed(600, 400)  # taken sideways: it is shown 400 wide and 600 high
INK, OCHRE, BLUE = (24, 22, 20), (184, 116, 42), (47, 93, 140)


@pytest.fixture(scope="module")
def entry_id(served: House) -> int:
    """An entry of today without a voucher."""
    with served.same_hour(), served.transaction() as session:
        here = Neighbourhood(visitors=served.people)
        place = session.exec(select(Place).where(Place.code == "fengyuan")).one()
        today = day_of(place.created_at)
        book = open_book(session, here.wu, place.id or 0, today)
        return posted(session, here, book, receipt(120_00, day=today)).id or 0


def test_what_is_boxed_with_the_mouse_is_black_for_everybody_and_the_original_is_untouched(
    house: House, page: Page, entry_id: int
) -> None:
    house.enter(page, "wu")
    house.open(page, "entry", id=entry_id)
    hand_in(page)
    page.get_by_role("button", name="遮盖并公开").click()
    settled(page)
    draw(page, (0.1, 0.1), (0.4, 0.4))
    page.get_by_role("button", name="遮盖 1 处后公开").click()
    page.get_by_text("公开副本已做好").wait_for()
    settled(page)
    with house.transaction() as session:
        copy = session.exec(select(PublicCopy)).one()
    stranger = house.browser().context.request
    seen = stranger.get(f"{house.url}/voucher/{copy.sha256}.jpg")
    public = Image.open(io.BytesIO(seen.body())).convert("RGB")
    assert public.size == (400, 600)
    assert not Image.open(io.BytesIO(seen.body())).getexif()
    assert close(public, (0.25, 0.25), INK)
    assert close(public, (0.25, 0.7), OCHRE)
    assert close(public, (0.75, 0.25), BLUE)
    original = f"{house.url}/voucher/original/{copy.voucher_id}"
    assert page.context.request.get(original).body() == PHOTO
    assert stranger.get(original).status == 403


def test_a_day_that_cannot_be_is_refused_in_chinese(
    house: House, page: Page, entry_id: int
) -> None:
    house.enter(page, "wu")
    house.open(page, "entry", id=entry_id)
    page.get_by_role("button", name="红冲这张凭证").click()
    settled(page)
    page.locator("[role=dialog] [role=spinbutton]").first.click()
    page.keyboard.type("20200101")
    page.keyboard.press("Tab")
    told = page.locator("[role=dialog] [role=alert]")
    told.get_by_text("之间的日期").wait_for(state="attached")
    assert "请选择" in told.inner_text()


def hand_in(page: Page) -> None:
    """The photo, laid beside the entry."""
    page.get_by_role("button", name="补附票据").click()
    photo = {"name": "收据.jpg", "mimeType": "image/jpeg", "buffer": PHOTO}
    page.locator("[role=dialog] input[type=file]").set_input_files(photo)  # type: ignore[arg-type]
    page.get_by_text("票据已收存").wait_for()
    settled(page)
    page.locator("[role=dialog]").get_by_role("button", name="附到这笔凭证").click()
    page.get_by_text("还没有公开副本").wait_for()
    settled(page)


def draw(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """One stroke of the mouse, from corner to corner, in parts of the page."""
    sheet = page.locator("[role=dialog] .sheet img")
    sheet.wait_for()
    page.wait_for_timeout(500)  # the dialog slides into its place
    frame = sheet.bounding_box()
    assert frame is not None
    corners = [
        (frame["x"] + x * frame["width"], frame["y"] + y * frame["height"]) for x, y in (start, end)
    ]
    page.mouse.move(*corners[0])
    page.mouse.down()
    page.mouse.move(*corners[1], steps=4)
    page.mouse.up()
    page.get_by_text("遮盖 1 处", exact=True).wait_for()
    settled(page)


def close(image: Image.Image, at: tuple[float, float], wanted: tuple[int, int, int]) -> bool:
    """Whether the colour there is the wanted one, but for what a JPEG does to it."""
    found = image.getpixel((int(at[0] * image.width), int(at[1] * image.height)))
    assert isinstance(found, tuple)
    return all(abs(a - b) < 16 for a, b in zip(found, wanted))
