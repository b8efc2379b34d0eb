"""Voting with thumbs: two taps, a receipt, and a line that drops in between."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import select

from models.base import clock_at, now
from models.choice import Choice
from models.motion import Ballot, Motion
from models.place import Place
from services.motion import open_motion, put_motion
from tests.ballot_box import QUESTION, deciding, head_of, terms
from tests.browser.conftest import House, settled
from tests.neighbourhood import Neighbourhood

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest.fixture
def motion(house: House) -> Motion:
    """A vote that is open now."""
    with house.transaction() as session:
        places = {place.code: place for place in session.exec(select(Place))}
        here = Neighbourhood(places=places, visitors=house.people)
        with clock_at(now() - timedelta(days=20)):
            topic = deciding(session, here)
            made = put_motion(session, here.lin, topic.id, QUESTION, terms())
        open_motion(session, made.id)
    return made


def standing(house: House, motion: Motion, label: str) -> list[Choice]:
    with house.transaction() as session:
        head = head_of(session, motion, label)
        rows = select(Ballot).where(Ballot.voter_id == head.id, Ballot.replaced_at.is_(None))
        return [ballot.choice for ballot in session.exec(rows)]


def test_two_taps_a_receipt_and_a_change_of_mind(house: House, motion: Motion) -> None:
    page = house.browser(**PHONE)
    house.enter(page, "zhou", f"motion?id={motion.id}")
    mine = page.get_by_text("我的一票")
    box = mine.bounding_box()
    assert box is not None
    assert box["y"] < 500  # the question is answered before the first scroll
    page.get_by_role("radio", name="赞成").tap()
    settled(page)
    assert standing(house, motion, "1-102") == []  # one tap counts nothing
    page.get_by_role("button", name="确认投票：赞成").tap()
    expect(page.get_by_text("回执").first).to_be_visible()
    assert standing(house, motion, "1-102") == [Choice.FOR]
    wide = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{wide}.scrollWidth <= {wide}.clientWidth")  # nothing moves sideways

    page.get_by_role("button", name="改票").tap()
    settled(page)
    page.get_by_role("radio", name="反对").tap()
    page.get_by_role("button", name="确认投票：反对").tap()
    expect(page.get_by_text("已记下：反对")).to_be_visible()
    assert standing(house, motion, "1-102") == [Choice.AGAINST]


def test_a_line_that_drops_in_mid_ballot_loses_nothing_and_counts_nothing_twice(
    house: House, motion: Motion, page: Page
) -> None:
    house.enter(page, "he", f"motion?id={motion.id}")
    page.get_by_role("radio", name="赞成").click()
    settled(page)
    confirm = page.get_by_role("button", name="确认投票：赞成")
    house.stop()  # the line is gone, and the server will have forgotten the session
    expect(confirm).to_be_disabled()  # nobody can believe that it was cast
    assert page.get_by_text("回执").count() == 0
    house.start()  # the browser comes back by itself
    expect(confirm).to_be_enabled()
    expect(page.get_by_text("还没有投出")).to_be_visible()  # the choice is kept, and not cast
    assert standing(house, motion, "2-102") == []
    confirm.dblclick()  # impatience is no second vote
    expect(page.get_by_text("回执").first).to_be_visible()
    assert standing(house, motion, "2-102") == [Choice.FOR]
    with house.transaction() as session:
        head = head_of(session, motion, "2-102")
        assert len(session.exec(select(Ballot).where(Ballot.voter_id == head.id)).all()) == 1


def test_the_council_sees_the_count_move(house: House, motion: Motion, page: Page) -> None:
    house.enter(page, "lin", f"motion?id={motion.id}")
    expect(page.get_by_text("还差 4 人")).to_be_visible()
    page.get_by_text("录书面票").click()
    settled(page)
    page.get_by_label("户号").fill("1-101")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("radio", name="赞成").click()
    page.get_by_role("button", name="录入", exact=True).click()
    expect(page.get_by_text("1-101 已录入。")).to_be_visible()  # though the desk is drawn anew
    expect(page.get_by_text("1-101：赞成，回执")).to_be_visible()
    assert standing(house, motion, "1-101") == [Choice.FOR]
    expect(page.get_by_label("户号")).to_have_value("")  # ready for the next home
