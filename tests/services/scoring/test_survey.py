"""The owners' survey: one answer a home, by the roll; paper beside it."""

import pytest
from sqlmodel import Session, select

from models.scoring import SurveyAnswer
from models.trail import TrailLine
from rules.refusal import Refused
from services.firm.tie import declare_interest
from services.scoring.survey import Answer, answer_survey, enter_paper_answer
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood

GOOD = Answer({"overall": 5, "clean": 4}, "保安很负责")
BAD = Answer({"overall": 1, "clean": 1})


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def answers(session: Session) -> list[SurveyAnswer]:
    return list(session.exec(select(SurveyAnswer)))


def test_an_owner_answers_for_his_home_and_the_trail_does_not_tell_what(session, made) -> None:
    answer_survey(session, made.here.zhou, made.fengyuan, made.unit("1-102"), GOOD)
    (row,) = answers(session)
    assert (row.points, row.text, row.by_hand) == ({"overall": 5, "clean": 4}, "保安很负责", False)
    line = session.exec(select(TrailLine).where(TrailLine.code == "survey.answered")).one()
    assert line.after == {"entrant": made.fengyuan, "by_hand": False}


def test_the_same_owner_may_change_the_answer_and_it_stays_one(session, made) -> None:
    answer_survey(session, made.here.zhou, made.fengyuan, made.unit("1-102"), GOOD)
    answer_survey(session, made.here.zhou, made.fengyuan, made.unit("1-102"), BAD)
    assert [row.points["overall"] for row in answers(session)] == [1]


def test_a_home_answers_once_whoever_of_its_owners_was_first(session, made) -> None:
    answer_survey(session, made.here.sun, made.fengyuan, made.unit("2-101"), GOOD)
    with pytest.raises(Refused, match="2-101 has answered already"):
        enter_paper_answer(session, made.here.lin, made.fengyuan, "2-101", BAD)
    (row,) = answers(session)
    row.member_id = made.here.he.member_id or 0  # as if the co-owner had been first
    session.add(row)
    session.flush()
    with pytest.raises(Refused, match="Another owner of 2-101 has answered already"):
        answer_survey(session, made.here.sun, made.fengyuan, made.unit("2-101"), BAD)


@pytest.mark.parametrize(
    ("who", "unit", "said"),
    [
        ("zhou", "2-102", "By the roll, you do not own 2-102."),
        ("he", "P-01", "Homes answer, not shops or parking spaces."),
        ("chen", "1-101", "Your role does not allow this here."),  # a tenant
        ("ma", "1-102", "Your role does not allow this here."),
        ("wai", "1-102", "Your role does not allow this here."),
    ],
)
def test_only_the_owner_by_the_roll_answers(session, made, who, unit, said) -> None:
    with pytest.raises(Refused) as refusal:
        answer_survey(session, getattr(made.here, who), made.fengyuan, made.unit(unit), GOOD)
    assert str(refusal.value) == said
    assert answers(session) == []


def test_a_home_of_another_compound_does_not_answer_here(session, made) -> None:
    with pytest.raises(Refused, match="not in the compound"):
        answer_survey(session, made.here.zhou, made.fengyuan, made.unit("1-101", "qinghe"), GOOD)


def test_a_half_filled_form_is_refused(session, made) -> None:
    for points, said in (
        ({"overall": 5}, "“楼道和小区的卫生” is not answered yet."),
        ({"overall": 5, "clean": 6}, "Answers go from 1 to 5."),
    ):
        with pytest.raises(Refused) as refusal:
            answer_survey(
                session, made.here.zhou, made.fengyuan, made.unit("1-102"), Answer(points)
            )
        assert str(refusal.value) == said


def test_the_council_enters_paper_and_the_owner_may_still_answer_himself(session, made) -> None:
    enter_paper_answer(session, made.here.lin, made.fengyuan, " 1-102 ", BAD)
    assert answers(session)[0].by_hand
    with pytest.raises(Refused, match="1-102 has answered already"):
        enter_paper_answer(session, made.here.tang, made.fengyuan, "1-102", GOOD)
    answer_survey(session, made.here.zhou, made.fengyuan, made.unit("1-102"), GOOD)
    (row,) = answers(session)
    assert (row.by_hand, row.points["overall"]) == (False, 5)


def test_paper_is_entered_by_the_council_only_and_for_homes_that_exist(session, made) -> None:
    for who in ("zhou", "ma", "qin", "shi", "wai"):
        with pytest.raises(Refused, match="does not allow"):
            enter_paper_answer(session, getattr(made.here, who), made.fengyuan, "1-102", GOOD)
    with pytest.raises(Refused, match="The roll has no unit “9-999”"):
        enter_paper_answer(session, made.here.lin, made.fengyuan, "9-999", GOOD)


def test_whoever_is_tied_to_the_firm_enters_no_paper(session, made) -> None:
    firm = made.firms["anju"].id or 0
    declare_interest(session, made.here.lin, firm, "配偶在这家企业任职")
    with pytest.raises(Refused):
        enter_paper_answer(session, made.here.lin, made.fengyuan, "1-102", GOOD)
    assert enter_paper_answer(session, made.here.tang, made.fengyuan, "1-102", GOOD).by_hand
