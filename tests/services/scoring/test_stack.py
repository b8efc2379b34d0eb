"""A stack of paper forms: all that can be entered is, and what cannot is named."""

import pytest
from sqlmodel import Session, select

from models.scoring import SurveyAnswer
from models.trail import TrailLine
from rules.refusal import Refused
from services.scoring.stack import Entered, Paper, enter_papers
from services.scoring.survey import Answer, answer_survey
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood

GOOD, BAD = {"overall": 5, "clean": 4}, {"overall": 1, "clean": 1}


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def answers(session: Session) -> dict[int, SurveyAnswer]:
    return {row.unit_id: row for row in session.exec(select(SurveyAnswer))}


def test_a_stack_is_entered_with_one_line_in_the_trail(session, made) -> None:
    papers = [Paper("1-101", GOOD), Paper(" 1-102 ", BAD, "灯坏了没人修")]
    found = enter_papers(session, made.here.lin, made.fengyuan, papers)
    assert found == Entered(2)
    rows = answers(session)
    assert rows[made.unit("1-101")].points == GOOD
    second = rows[made.unit("1-102")]
    assert (second.points, second.text, second.by_hand) == (BAD, "灯坏了没人修", True)
    assert second.member_id == made.here.lin.member_id
    line = session.exec(select(TrailLine).where(TrailLine.code == "survey.answered")).one()
    assert line.after == {"entrant": made.fengyuan, "by_hand": True, "papers": 2}


def test_no_paper_replaces_an_answer_and_what_is_not_entered_is_named(session, made) -> None:
    answer_survey(session, made.here.zhou, made.fengyuan, made.unit("1-102"), Answer(GOOD))
    papers = [Paper("1-102", BAD), Paper("1-101", BAD), Paper("1-101", GOOD), Paper("9-999", BAD)]
    found = enter_papers(session, made.here.lin, made.fengyuan, papers)
    assert found == Entered(1, answered=("1-102", "1-101"), unknown=("9-999",))
    rows = answers(session)
    assert rows[made.unit("1-102")].points == GOOD
    assert rows[made.unit("1-101")].points == BAD


def test_a_parking_space_does_not_answer(session, made) -> None:
    found = enter_papers(session, made.here.lin, made.fengyuan, [Paper("P-01", GOOD)])
    assert found == Entered(0, unknown=("P-01",))
    assert not answers(session)


def test_one_form_half_filled_in_and_the_stack_is_not_entered(session, made) -> None:
    papers = [Paper("1-101", GOOD), Paper("1-102", {"overall": 5})]
    with pytest.raises(Refused, match="is not answered yet"):
        enter_papers(session, made.here.lin, made.fengyuan, papers)
    assert not answers(session)


def test_only_the_desk_enters_paper_and_an_empty_stack_is_none(session, made) -> None:
    with pytest.raises(Refused, match="Your role does not allow this here"):
        enter_papers(session, made.here.zhou, made.fengyuan, [Paper("1-102", GOOD)])
    with pytest.raises(Refused, match="There is no paper"):
        enter_papers(session, made.here.lin, made.fengyuan, [])
