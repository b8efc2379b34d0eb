"""Gathering: sheets, answers and what the platform holds become figures with all that is known."""

import pytest
from sqlmodel import Session, col, select

from models.base import now
from models.firm import Interest
from models.scoring import Figure, FigureSource, Sheet, SurveyAnswer
from rules.refusal import Refused
from services.scoring import gather
from services.scoring.figure import Given, enter_figure
from services.scoring.gathering import Gathered, gather_figures
from services.scoring.standing import Read, rated
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood

PROOF = "12345 平台 2026 年上半年导出表"


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def gathered(session: Session, made: Collecting) -> Gathered:
    return gather(session, made.edition, rated(session, made.id))


def sheet(
    session: Session,
    made: Collecting,
    who: str,
    points: dict[str, int],
    signed: bool = True,
    at: str = "fengyuan",
) -> Sheet:
    row = Sheet(
        entrant_id=made.entrants[at].id or 0,
        sheet_code="onsite",
        member_id=made.experts[who].member_id or 0,
        role="expert",
        points=points,
        signed_at=now() if signed else None,
    )
    session.add(row)
    session.flush()
    return row


def answer(session: Session, made: Collecting, unit: str, overall: int, clean: int) -> None:
    session.add(
        SurveyAnswer(
            entrant_id=made.fengyuan,
            unit_id=made.unit(unit),
            member_id=made.here.zhou.member_id or 0,
            points={"overall": overall, "clean": clean},
        )
    )
    session.flush()


def test_signed_sheets_become_their_mean_with_its_error(session, made) -> None:
    first = sheet(session, made, "fang", {"x01": 4000, "x02": 2000, "x03": 3000})
    second = sheet(session, made, "ren", {"x01": 3000, "x02": 2000, "x03": 2000})
    sheet(session, made, "bai", {"x01": 0, "x02": 0, "x03": 0}, signed=False)
    read = gathered(session, made).figures[made.fengyuan, "onsite"]
    assert (read.value, read.error, read.count, read.asked) == ("80", "10", 2, 2)
    assert read.evidence == f"@sheets {first.id},{second.id}"
    assert read.source is FigureSource.SHEET


def test_one_sheet_of_two_may_be_wrong_by_half_the_scale(session, made) -> None:
    sheet(session, made, "fang", {"x01": 4000, "x02": 2050, "x03": 3000})
    read = gathered(session, made).figures[made.fengyuan, "onsite"]
    assert (read.value, read.error, read.count, read.asked) == ("90.5", "50", 1, 2)


def test_experts_who_agree_by_chance_take_the_spread_that_all_experts_show(session, made) -> None:
    for who, points in (("fang", 4000), ("ren", 4000)):
        sheet(session, made, who, {"x01": points, "x02": 0, "x03": 0})
    for who, points in (("fang", 3000), ("ren", 2000)):
        row = sheet(session, made, who, {"x01": points, "x02": 0, "x03": 0}, at="qinghe")
    assert row.entrant_id == made.qinghe
    found = gathered(session, made).figures
    assert found[made.fengyuan, "onsite"].error == found[made.qinghe, "onsite"].error == "3.535534"


def test_the_one_who_is_to_say_it_is_no_sample(session, made) -> None:
    row = sheet(session, made, "fang", {"m01": 7000})
    row.sheet_code, row.role, row.member_id = "committee", "committee", made.here.wu.member_id or 0
    session.flush()
    read = gathered(session, made).figures[made.fengyuan, "committee"]
    assert (read.value, read.error, read.count, read.asked) == ("70", "0", 1, 1)


def test_the_sheet_of_somebody_tied_to_the_firm_does_not_count(session, made) -> None:
    sheet(session, made, "fang", {"x01": 4000, "x02": 3000, "x03": 3000})
    sheet(session, made, "ren", {"x01": 1000, "x02": 1000, "x03": 1000})
    session.add(
        Interest(
            firm_id=made.firms["anju"].id or 0,
            member_id=made.experts["fang"].member_id or 0,
            text="妻子在这家企业任职",
            declared_at=now(),
        )
    )
    session.flush()
    read = gathered(session, made).figures[made.fengyuan, "onsite"]
    assert (read.value, read.count) == ("30", 1)


def test_half_of_the_households_make_a_figure_with_the_error_of_the_other_half(
    session, made
) -> None:
    for unit, overall, clean in (("1-102", 5, 4), ("2-101", 3, 2), ("2-102", 4, 3)):
        answer(session, made, unit, overall, clean)
    found = gathered(session, made).figures
    read = found[made.fengyuan, "satisfaction"]
    # 4.5, 2.5, 3.5: mean 3.5, sd 1, /√3, × √(1 − 3/6)
    assert read == Read("3.5", "0.408248", 3, 6, FigureSource.SURVEY, "@survey")
    assert found[made.fengyuan, "clean"].value == "3"


def test_below_the_turnout_the_indicator_is_missing_with_its_reason(session, made) -> None:
    answer(session, made, "1-102", 1, 1)
    answer(session, made, "2-101", 1, 1)
    found = gathered(session, made)
    assert found.figures[made.fengyuan, "satisfaction"] == Read(
        "", "", 2, 6, FigureSource.SURVEY, "@turnout"
    )
    assert "satisfaction" not in found.values().get(made.fengyuan, {})
    made.entrants["qinghe"].households = 0
    read = gathered(session, made).figures[made.qinghe, "satisfaction"]
    assert read.evidence == "@no_households"


def test_gathering_again_writes_only_what_has_changed(session, made) -> None:
    first = gathered(session, made)
    assert first.written == 16  # eight indicators that nobody types, two compounds
    assert gathered(session, made).written == 0
    sheet(session, made, "fang", {"x01": 4000, "x02": 2000, "x03": 3000})
    assert gathered(session, made).written == 1
    rows = select(Figure.value).where(
        Figure.indicator == "onsite", Figure.entrant_id == made.fengyuan
    )
    assert session.exec(rows.order_by(col(Figure.id))).all() == ["", "90"]


def test_what_a_person_entered_stays_until_it_is_taken_back(session, made) -> None:
    enter_figure(session, made.here.qin, made.fengyuan, "disclosure", Given("75", PROOF))
    assert gathered(session, made).values()[made.fengyuan]["disclosure"] == "75"
    enter_figure(session, made.here.qin, made.fengyuan, "disclosure", Given("", PROOF))
    read = gathered(session, made).figures[made.fengyuan, "disclosure"]
    assert (read.value, read.evidence) == ("", "@no_disclosure")


def test_values_and_errors_hold_only_what_is_there(session, made) -> None:
    enter_figure(session, made.here.qin, made.fengyuan, "hotline", Given("12", PROOF))
    for unit in ("1-102", "2-101", "2-102"):
        answer(session, made, unit, 4, 4)
    found = gathered(session, made)
    assert found.values()[made.fengyuan] == {
        "satisfaction": "4",
        "clean": "4",
        "hotline": "12",
        "complaints": "0",
    }
    errors = {"satisfaction": "0", "clean": "0", "complaints": "166.666667"}
    assert found.errors()[made.fengyuan] == errors


def test_a_mean_of_two_homes_is_none(session, made) -> None:
    made.entrants["fengyuan"].households = 2
    for unit in ("1-102", "2-101"):
        answer(session, made, unit, 1, 1)
    read = gathered(session, made).figures[made.fengyuan, "satisfaction"]
    assert read == Read("", "", 2, 2, FigureSource.SURVEY, "@few")


def test_nobody_reads_one_answer_from_two_gatherings(session, made) -> None:
    for unit in ("1-102", "2-101", "2-102"):
        answer(session, made, unit, 4, 4)
        gather_figures(session, made.here.qin, made.id)
    rows = session.exec(select(Figure).where(Figure.source == FigureSource.SURVEY)).all()
    assert rows == []
    assert gathered(session, made).figures[made.fengyuan, "satisfaction"].value == "4"


def test_the_street_office_gathers_and_nobody_else(session, made) -> None:
    assert gather_figures(session, made.here.qin, made.id).written == 12  # all but the survey
    for who in ("wu", "lin", "ma", "shen"):
        with pytest.raises(Refused, match="does not allow"):
            gather_figures(session, getattr(made.here, who), made.id)
