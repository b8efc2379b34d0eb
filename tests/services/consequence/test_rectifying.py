"""The rectification list through the services: listed, given tasks, reported on, closed."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.consequence import Rectification, RectificationState
from models.edition import Edition, EditionState, Entrant
from models.scoring import Figure, FigureSource
from rules.consequence.rectification import Cases
from rules.permission import STRANGER
from rules.refusal import Refused
from services.consequence import reading
from services.consequence.reading import Show, Sums
from services.consequence.rectifying import (
    close_rectification,
    drop_rectification,
    finish_task,
    hotline_cases,
    list_worst,
    open_rectification,
    set_task,
)
from tests.firms import Firms, settled
from tests.neighbourhood import Neighbourhood
from tests.published import opened

TODAY, DUE = date(2026, 6, 10), date(2026, 9, 30)
OUTCOME = "电梯已修好，漏水点全部处理，业主回访满意。"


@pytest.fixture
def firms(session: Session, here: Neighbourhood) -> Firms:
    return settled(session, here)


def counted(session: Session, here: Neighbourhood, firms: Firms, **cases: int | None) -> Edition:
    """An edition whose compounds had so many hotline cases."""
    edition = opened(session, here)
    for code, number in cases.items():
        firm = firms.anju if code == "fengyuan" else firms.xinhe
        place = here.places[code]
        entrant = Entrant(
            edition_id=edition.id or 0,
            place_id=place.id or 0,
            firm_id=firm.id,
            name=place.name,
            firm_name=firm.name,
        )
        session.add(entrant)
        session.flush()
        figure(session, edition, entrant, "hotline", number)
    return edition


def figure(
    session: Session, edition: Edition, entrant: Entrant, indicator: str, number: int | None
) -> None:
    session.add(
        Figure(
            edition_id=edition.id or 0,
            entrant_id=entrant.id or 0,
            indicator=indicator,
            value="" if number is None else str(number),
            count=number,
            source=FigureSource.PLATFORM,
        )
    )
    session.flush()


def listed(session: Session, here: Neighbourhood) -> Rectification:
    return open_rectification(session, here.qin, here.fengyuan.id or 0, "电梯长期停运", DUE)


def test_the_latest_figure_of_what_the_method_marks_counts(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    edition = counted(session, here, firms, fengyuan=3, qinghe=5)
    entrants = {e.place_id: e for e in session.exec(select(Entrant))}
    first = entrants[here.fengyuan.id or 0]
    figure(session, edition, first, "owners", 99)
    figure(session, edition, first, "hotline", 8)
    second = entrants[here.places["qinghe"].id or 0]
    figure(session, edition, second, "hotline", None)  # there is none after all
    assert hotline_cases(session, edition.id or 0) == [
        Cases(first.id or 0, 8),
        Cases(second.id or 0, 0),
    ]
    assert hotline_cases(session, 999) == []


def test_the_most_cases_are_listed_with_their_position(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    edition = counted(session, here, firms, fengyuan=3, qinghe=5)
    (kept,) = list_worst(session, here.qin, edition.id or 0, 1, DUE)
    assert (kept.place_id, kept.cases, kept.position) == (here.places["qinghe"].id, 5, 1)
    assert (kept.firm_id, kept.edition_id) == (firms.xinhe.id, edition.id)
    assert kept.cause == "“2026 年上半年”热线诉求 5 件，第 1 位"
    (second,) = list_worst(session, here.qin, edition.id or 0, 2, DUE)
    assert (second.place_id, second.position) == (here.fengyuan.id, 2)
    with pytest.raises(Refused, match="already"):
        list_worst(session, here.qin, edition.id or 0, 2, DUE)


def test_without_cases_or_with_a_cancelled_edition_nothing_is_listed(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    edition = counted(session, here, firms, fengyuan=0)
    with pytest.raises(Refused, match="no hotline cases"):
        list_worst(session, here.qin, edition.id or 0, 1, DUE)
    assert reading.candidates(session, here.places["zhelu"].path) == []
    edition.state = EditionState.CANCELLED
    session.add(edition)
    session.flush()
    with pytest.raises(Refused, match="no such edition"):
        list_worst(session, here.qin, edition.id or 0, 1, DUE)


def test_a_compound_is_listed_by_hand_once(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    kept = listed(session, here)
    assert kept.firm_id == firms.anju.id
    with pytest.raises(Refused, match="stands on the list already"):
        listed(session, here)


@pytest.mark.parametrize("name", ["chen", "lin", "wu", "ma", "shen", "guan", "wai"])
def test_only_the_street_lists_sets_and_closes(
    session: Session, here: Neighbourhood, firms: Firms, name: str
) -> None:
    who, kept = getattr(here, name), listed(session, here)
    attempts = [
        lambda: open_rectification(session, who, here.places["qinghe"].id or 0, "漏水不修", DUE),
        lambda: set_task(session, who, kept.id or 0, "修好电梯", "安居物业", DUE),
        lambda: close_rectification(session, who, kept.id or 0, OUTCOME),
        lambda: drop_rectification(session, who, kept.id or 0, OUTCOME),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="does not allow"):
            attempt()


@pytest.mark.parametrize("name", ["qin", "lin", "wu", "ma", "luo"])
def test_street_council_and_the_firms_agent_report_on_a_task(
    session: Session, here: Neighbourhood, firms: Firms, name: str
) -> None:
    who = firms.luo if name == "luo" else getattr(here, name)
    kept = listed(session, here)
    task = set_task(session, here.qin, kept.id or 0, "修好电梯", "安居物业", DUE)
    finish_task(session, who, task.id or 0, TODAY, "维修单和验收照片")
    assert task.done_on == TODAY
    with pytest.raises(Refused, match="already"):
        finish_task(session, who, task.id or 0, TODAY, "维修单和验收照片")


def test_others_report_on_nothing(session: Session, here: Neighbourhood, firms: Firms) -> None:
    kept = open_rectification(session, here.qin, here.places["qinghe"].id or 0, "漏水不修", DUE)
    task = set_task(session, here.qin, kept.id or 0, "修好电梯", "信和物业", DUE)
    for who in (firms.luo, here.chen, here.wai, here.ma):  # luo speaks for another firm
        with pytest.raises(Refused, match="does not allow"):
            finish_task(session, who, task.id or 0, TODAY, "维修单和验收照片")
    with pytest.raises(Refused, match="sign in"):
        finish_task(session, STRANGER, task.id or 0, TODAY, "维修单和验收照片")
    assert task.done_on is None


def test_it_closes_with_an_outcome_when_every_task_is_done(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    kept = listed(session, here)
    task = set_task(session, here.qin, kept.id or 0, "修好电梯", "安居物业", DUE)
    with pytest.raises(Refused, match="1 tasks"):
        close_rectification(session, here.qin, kept.id or 0, OUTCOME)
    finish_task(session, here.lin, task.id or 0, TODAY, "维修单和验收照片")
    with pytest.raises(Refused, match="characters"):
        close_rectification(session, here.qin, kept.id or 0, " ")
    close_rectification(session, here.qin, kept.id or 0, OUTCOME)
    assert (kept.state, kept.closed_on) == (RectificationState.DONE, TODAY)
    for attempt in (
        lambda: close_rectification(session, here.qin, kept.id or 0, OUTCOME),
        lambda: drop_rectification(session, here.qin, kept.id or 0, OUTCOME),
        lambda: set_task(session, here.qin, kept.id or 0, "再修一次", "安居物业", DUE),
    ):
        with pytest.raises(Refused, match="come off"):
            attempt()


def test_a_task_ends_within_the_whole(session: Session, here: Neighbourhood, firms: Firms) -> None:
    kept = listed(session, here)
    with pytest.raises(Refused, match="cannot end later"):
        set_task(session, here.qin, kept.id or 0, "修好电梯", "安居物业", date(2026, 10, 1))
    with pytest.raises(Refused, match="no such rectification"):
        set_task(session, here.qin, 999, "修好电梯", "安居物业", DUE)
    with pytest.raises(Refused, match="no such task"):
        finish_task(session, here.qin, 999, TODAY, "维修单")


def test_what_is_late_is_counted_and_stands_on_top(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    path = here.places["zhelu"].path
    kept = listed(session, here)
    other = open_rectification(
        session, here.qin, here.places["qinghe"].id or 0, "漏水不修", date(2026, 8, 31)
    )
    set_task(session, here.qin, kept.id or 0, "修好电梯", "安居物业", date(2026, 7, 1))
    later = date(2026, 7, 2)
    assert reading.sums(session, path, TODAY) == Sums(2, 0, 0, 0)
    assert reading.sums(session, path, later) == Sums(2, 1, 0, 0)
    rows = reading.rectifications(session, path, Show.OPEN, later)
    assert [row.id for row in rows] == [kept.id, other.id]
    assert [row.late_since(later) for row in rows] == [date(2026, 7, 1), None]
    (late,) = reading.rectifications(session, path, Show.LATE, later)
    assert (late.id, late.tasks, late.done_tasks) == (kept.id, 1, 0)
    drop_rectification(session, here.qin, other.id or 0, "该小区更换物业，另行跟进")
    assert reading.sums(session, path, later) == Sums(1, 1, 0, 1)
    (gone,) = reading.rectifications(session, path, Show.DROPPED, later)
    assert gone.late_since(date(2030, 1, 1)) is None


def test_what_falls_due_is_told_to_the_place_and_to_the_firm(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    kept = listed(session, here)
    soon, firm_id = date(2026, 9, 30), firms.anju.id or 0
    assert [r.id for r in reading.due(session, (here.fengyuan.path,), (), soon)] == [kept.id]
    assert [r.id for r in reading.due(session, (), (firm_id,), soon)] == [kept.id]
    assert reading.due(session, (), (firms.xinhe.id or 0,), soon) == []
    assert reading.due(session, (), (), soon) == []
    assert reading.due(session, (here.fengyuan.path,), (), date(2026, 9, 29)) == []
    set_task(session, here.qin, kept.id or 0, "修好电梯", "安居物业", date(2026, 7, 1))
    assert len(reading.due(session, (here.fengyuan.path,), (), date(2026, 7, 1))) == 1


def test_one_of_them_tells_its_tasks_the_open_ones_first(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    kept = listed(session, here)
    first = set_task(session, here.qin, kept.id or 0, "排查漏水", "安居物业", date(2026, 7, 1))
    set_task(session, here.qin, kept.id or 0, "修好电梯", "安居物业", date(2026, 8, 1))
    finish_task(session, here.lin, first.id or 0, TODAY, "排查清单一份")
    sheet = reading.rectification(session, kept.id or 0)
    assert sheet is not None
    assert [task.title for task in sheet.tasks] == ["修好电梯", "排查漏水"]
    assert (sheet.row.tasks, sheet.row.done_tasks) == (2, 1)
    assert reading.rectification(session, 999) is None


def test_an_edition_with_cases_is_offered_for_a_list(
    session: Session, here: Neighbourhood, firms: Firms
) -> None:
    edition = counted(session, here, firms, fengyuan=3, qinghe=0)
    (offered,) = reading.candidates(session, here.places["zhelu"].path)
    assert (offered.edition_id, offered.compounds) == (edition.id, 1)
    assert reading.candidates(session, here.fengyuan.path) == []
