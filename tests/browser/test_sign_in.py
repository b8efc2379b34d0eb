"""The door, tried by hand."""

from playwright.sync_api import Page

from tests.browser.conftest import House


def test_a_member_comes_in(house: House, page: Page) -> None:
    house.sign_in(page, "lin")
    page.screenshot(path="/tmp/door-shots/home.png")
    cookie = next(c for c in page.context.cookies() if c["name"] == "nb_session")
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Lax")
    assert "nb_session" not in page.evaluate("document.cookie")
