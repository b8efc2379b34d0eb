"""Figures by hand: who may, what is refused, and that nothing is ever overwritten."""

from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.edition import EditionState, EntrantKind
from models.scoring import Figure, FigureSource
from models.trail import TrailLine
from rules.permission import Visitor
from rules.refusal import Refused
from services.scoring.figure import Given, enter_figure, the_figure
from tests.collecting import Collecting, collecting
from tests.neighbourhood import Neighbourhood

PROOF = "12345 平台 2026 年上半年导出表"


@pytest.fixture
def made(session: Session, here: Neighbourhood) -> Collecting:
    return collecting(session, here)


def enter(
    session: Session, made: Collecting, value: Any, code: str = "hotline", **more: Any
) -> Figure:
    given = Given(value, more.pop("evidence", PROOF), **more)
    return enter_figure(session, made.here.qin, made.fengyuan, code, given)


def test_a_figure_keeps_its_evidence_and_who_entered_it(session, made: Collecting) -> None:
    kept = enter(session, made, "12.50")
    assert (kept.value, kept.evidence, kept.source) == ("12.5", PROOF, FigureSource.ENTERED)
    assert kept.entered_by == made.here.qin.member_id
    line = session.exec(select(TrailLine).where(TrailLine.code == "figure.entered")).one()
    assert line.after == {"indicator": "hotline", "value": "12.5", "before": ""}


def test_a_later_figure_counts_and_the_earlier_stays_on_record(session, made) -> None:
    enter(session, made, "12")
    enter(session, made, "13")
    rows = session.exec(select(Figure.value).order_by(col(Figure.id))).all()
    counts = the_figure(session, made.fengyuan, "hotline")
    assert rows == ["12", "13"] and counts is not None and counts.value == "13"


def test_a_figure_is_taken_back_by_an_empty_one(session, made) -> None:
    with pytest.raises(Refused, match="Please enter a number"):
        enter(session, made, "  ")
    enter(session, made, "12")
    assert enter(session, made, "").value == ""


def test_cases_become_a_figure_per_thousand_households(session, made) -> None:
    kept = enter(session, made, "3", cases=True)
    assert (kept.value, kept.count, kept.asked) == ("500", 3, 6)
    with pytest.raises(Refused, match="not a number of cases"):
        enter(session, made, "3", code="honours", cases=True)


@pytest.mark.parametrize(
    ("code", "value", "evidence", "said"),
    [
        ("honours", "21", PROOF, "“表彰奖励” goes from 0 to 20; 21 lies outside."),
        ("hotline", "很多", PROOF, "“很多” is not a number."),
        ("hotline", "3", "", "Say in 4 to 500 characters where this can be looked up."),
        ("onsite", "90", PROOF, "“现场评价” comes from sheets or from the owners"),
        ("nothing", "90", PROOF, "The method has no such indicator."),
    ],
)
def test_what_is_no_figure_is_refused_and_nothing_is_written(
    session, made, code, value, evidence, said
) -> None:
    with pytest.raises(Refused) as refusal:
        enter(session, made, value, code, evidence=evidence)
    assert said in str(refusal.value)
    assert session.exec(select(Figure)).all() == []


@pytest.mark.parametrize("who", ["wu", "lin", "ma", "shen", "chen", "wai"])
def test_only_the_street_office_enters_figures(session, made, who: str) -> None:
    actor: Visitor = getattr(made.here, who)
    with pytest.raises(Refused, match="does not allow"):
        enter_figure(session, actor, made.fengyuan, "hotline", Given("1", PROOF))


def test_figures_are_entered_only_while_they_are_collected(session, made) -> None:
    made.edition.state = EditionState.COMPUTED
    session.add(made.edition)
    session.flush()
    with pytest.raises(Refused, match="collects no more figures"):
        enter(session, made, "1")


def test_a_compound_that_is_not_rated_has_no_figures(session, made) -> None:
    made.entrants["fengyuan"].kind = EntrantKind.PARTY_LED
    session.add(made.entrants["fengyuan"])
    session.flush()
    with pytest.raises(Refused, match="shown, but not rated"):
        enter(session, made, "1")
