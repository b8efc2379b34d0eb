"""A form on paper (表单纸面): its code for a wall, its questions for a pen."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db.session import transaction
from routes import ROUTES
from tests.forms import formed
from tests.neighbourhood import Neighbourhood


@pytest.fixture
def browser() -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def test_a_poster_leads_to_the_form_at_its_place(browser: TestClient, here: Neighbourhood) -> None:
    with transaction() as session:
        formed(session, here, "taste", None)
    shown = browser.get("/form-poster/taste?place=fengyuan&lang=zh_CN").text
    assert "枫园小区" in shown
    assert "key=taste&amp;place=fengyuan" in shown
    assert "<svg" in shown


def test_a_sheet_asks_everything_with_its_choices(browser: TestClient, here: Neighbourhood) -> None:
    with transaction() as session:
        formed(session, here, "taste", None)
    shown = browser.get("/form-sheet/taste?lang=zh_CN").text
    assert "☐ 茶" in shown
    assert "口味" in shown


def test_a_form_that_is_none_is_said_to_be_none(browser: TestClient, here: Neighbourhood) -> None:
    found = browser.get("/form-poster/%3Cscript%3E?lang=zh_CN&place=%3Cb%3E")
    assert found.status_code == 404
    assert "没有这张表单" in found.text


def test_only_what_is_for_a_wall_has_a_poster_and_only_public_questions_a_sheet(
    browser: TestClient, here: Neighbourhood
) -> None:
    uses = ("public", "members", "survey", "sheet", "step")
    with transaction() as session:
        for use in uses:
            more = {"one_per": "unit"} if use == "survey" else {}
            formed(session, here, f"f_{use}", None, use=use, **more)
    posters = [use for use in uses if browser.get(f"/form-poster/f_{use}").status_code == 200]
    sheets = [use for use in uses if browser.get(f"/form-sheet/f_{use}").status_code == 200]
    assert (posters, sheets) == (["public", "members", "survey"], ["public"])
    assert "/form-sheet/" not in browser.get("/form-poster/f_members").text
