"""What each is asked to fill in, and how far the street has come."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.base import now
from models.firm import Interest
from models.scoring import SurveyAnswer
from services.scoring import gather
from services.scoring.drawing import draw_experts
from services.scoring.figure import Given, enter_figure
from services.scoring.filling import keep_points, sign_sheet
from services.scoring.progress import draws, history, progress
from services.scoring.reading import asked, duties, homes
from services.scoring.standing import rated
from services.scoring.survey import Answer, answer_survey, enter_paper_answer
from services.scoring.veto import find_veto
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood

GOOD = Answer({"overall": 5, "clean": 4})


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def test_everybody_sees_the_sheets_that_wait_for_him_and_no_other(session, made) -> None:
    assert duties(session, made.experts["fang"]) == []  # not drawn yet
    draw_experts(session, made.here.qin, made.id)
    found = [duty for name in made.experts for duty in duties(session, made.experts[name])]
    assert len(found) == 4 and {duty.form.code for duty in found} == {"onsite"}
    assert [(d.name, d.form.code) for d in duties(session, made.here.wu)] == [
        ("枫园小区", "committee")
    ]
    for who in ("qin", "lin", "ma", "chen"):
        assert duties(session, getattr(made.here, who)) == []


def test_a_duty_says_how_far_it_is_and_why_it_may_not_be_done(session, made) -> None:
    sheet = keep_points(session, made.here.wu, made.fengyuan, "committee", {"m01": 80})
    (duty,) = duties(session, made.here.wu)
    assert (duty.done, duty.edit_count, duty.signed_at, duty.tie) == (1, 1, None, None)
    sign_sheet(session, made.here.wu, made.fengyuan, "committee", sheet.edit_count)
    firm_id = made.firms["anju"].id or 0
    member_id = made.here.wu.member_id or 0
    session.add(Interest(firm_id=firm_id, member_id=member_id, text="亲戚", declared_at=now()))
    session.flush()
    (duty,) = duties(session, made.here.wu)
    assert (duty.signed_at, duty.tie) == (now(), "declared")


def test_an_owner_sees_his_homes_and_what_he_answered(session, made) -> None:
    (home,) = homes(session, made.here.he.member_id or 0)  # the parking space is not asked
    assert (home.label, home.answered) == ("2-102", False)
    answer_survey(session, made.here.he, made.fengyuan, home.unit_id, GOOD)
    (home,) = homes(session, made.here.he.member_id or 0)
    assert home.answered and home.points == {"overall": 5, "clean": 4}
    assert homes(session, made.here.chen.member_id or 0) == []


def test_the_council_sees_how_many_have_answered(session, made) -> None:
    enter_paper_answer(session, made.here.lin, made.fengyuan, "1-102", GOOD)
    paths = (made.here.places["fengyuan"].path,)
    assert [(a.name, a.answered, a.households) for a in asked(session, paths)] == [
        ("枫园小区", 1, 6)
    ]


def test_progress_counts_what_is_there(session, made) -> None:
    draw_experts(session, made.here.qin, made.id)
    answer_survey(session, made.here.zhou, made.fengyuan, made.unit("1-102"), GOOD)
    enter_figure(
        session, made.here.qin, made.fengyuan, "hotline", Given("3", "热线办函", cases=True)
    )
    find_veto(session, made.here.qin, made.qinghe, "fire", "调查报告 3 号", date(2026, 4, 2))
    gather(session, made.edition, rated(session, made.id))
    found = progress(session, made.id)
    assert found.drawn == {"onsite": 4} and found.signed("onsite") == 0
    assert (found.there("hotline"), found.there("complaints"), found.there("satisfaction")) == (
        1,
        2,
        0,
    )
    fengyuan, qinghe = found.compounds
    assert (fengyuan.name, fengyuan.answers, qinghe.gates) == ("枫园小区", 1, ("fire",))
    assert fengyuan.figures["satisfaction"].evidence == "@turnout"
    assert [
        row.by for row in history(session, made.fengyuan) if row.figure.source == "entered"
    ] == ["秦岚"]
    assert len(draws(session, made.id)) == 4


def test_what_another_answered_for_the_home_stays_his(session, made) -> None:
    """A co-owner, and whoever bought the home since, learns that it answered, and not what."""
    answer_survey(session, made.here.he, made.fengyuan, made.unit("2-102"), GOOD)
    row = session.exec(select(SurveyAnswer)).one()
    row.member_id = made.here.sun.member_id or 0
    session.add(row)
    session.flush()
    (home,) = homes(session, made.here.he.member_id or 0)
    assert (home.answered, home.points, home.text) == (True, {}, "")
    row.by_hand = True
    session.flush()
    (home,) = homes(session, made.here.he.member_id or 0)
    assert (home.answered, home.points, home.by) == (True, {}, None)
