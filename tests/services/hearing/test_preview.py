"""A firm sees its own compounds, when it was served, and that it looked is kept."""

import pytest
from sqlmodel import Session, select

from models.base import clock_at
from models.edition import Mark
from models.hearing import PreviewReading
from rules.refusal import Refused
from services.edition.computing import reopen
from services.edition.deciding import cancel
from services.edition.serving import serve
from services.hearing.answering import Ruling, answer_objection
from services.hearing.lifting import lifts_of
from services.hearing.preview import open_preview, preview, was_opened
from services.hearing.raising import raise_objection
from services.hearing.reading import firms, objections, previews, repairs
from tests import editions
from tests.editions import Rated
from tests.neighbourhood import Neighbourhood


def anju(made: Rated) -> int:
    return made.firms["anju"].id or 0


def test_a_firm_sees_its_own_compounds_and_no_other(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    seen = preview(session, made.id, anju(made))
    assert len(seen.rows) == 6
    assert {row.entrant.firm_id for row in seen.rows} == {anju(made)}
    worst = seen.rows[0]
    assert (worst.entrant.name, worst.placing.mark, worst.peers) == ("杏园", Mark.BLACK, 12)
    figures = {figure.code: figure for figure in worst.figures}
    assert figures["complaints"].value == "58"
    assert figures["complaints"].entered_by == "秦岚"
    assert figures["complaints"].evidence == "评分表汇总"
    assert figures["complaints"].middle == 8.5
    assert sum(figure.contribution or 0 for figure in worst.figures) == worst.placing.score


def test_only_who_speaks_for_a_firm_opens_its_preview(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.served(session, here)
    for who in (made.xu, here.ma, here.qin, here.wai):
        with pytest.raises(Refused, match="speaks for this firm"):
            open_preview(session, who, made.id, anju(made))
    assert not session.exec(select(PreviewReading)).all()
    assert open_preview(session, made.luo, made.id, anju(made))


def test_the_first_look_is_kept_and_the_first_after_another_serving(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.served(session, here)
    with clock_at(editions.now() + editions.DAY):
        assert open_preview(session, made.luo, made.id, anju(made))
        assert not open_preview(session, made.luo, made.id, anju(made))
        row = next(row for row in firms(session, made.id) if row.code == "anju")
        assert row.opened_at == editions.now()
        assert row.agents == ("罗敏",)
    with clock_at(editions.now() + 2 * editions.DAY):
        reopen(session, here.qin, made.id, "漏录一个小区")
        with pytest.raises(Refused, match="not shown to firms yet"):
            open_preview(session, made.luo, made.id, anju(made))
        editions.computing.compute(session, here.qin, made.id)
        serve(session, here.qin, made.id)
        assert not was_opened(session, made.id, anju(made), made.luo.member_id)
        row = next(row for row in firms(session, made.id) if row.code == "anju")
        assert row.opened_at is None
        assert open_preview(session, made.luo, made.id, anju(made))


def test_a_firm_that_is_not_rated_has_nothing_to_open(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.served(session, here)
    hongse = made.firms["hongse"].id or 0
    hong = editions.speaker(session, here, made.firms["hongse"], "hong", "洪波")
    with pytest.raises(Refused, match="not rated in this edition"):
        open_preview(session, hong, made.id, hongse)


def test_a_cancelled_edition_shows_nothing(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    cancel(session, here.qin, made.id, "办法要修改")
    with pytest.raises(Refused, match="was cancelled"):
        open_preview(session, made.luo, made.id, anju(made))


def test_the_street_sees_who_looked_and_who_objects(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    raise_objection(session, made.luo, entrant, "complaints", "五月的投诉有三件属于市政道路。")
    (row,) = objections(session, made.id)
    assert (row.compound, row.raised_by) == ("杏园", "罗敏")
    assert row.figure is not None and row.figure.value == "58"
    assert row.leaf is not None and row.leaf.code == "complaints"
    listed = firms(session, made.id)
    assert [(one.compounds, one.blacks) for one in listed] == [(6, 1), (6, 1)]
    assert not repairs(session, made.id)


def test_an_agent_finds_his_previews(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    (found,) = previews(session, made.luo.member_id or 0)
    assert (found[0].id, found[1].id) == (made.id, anju(made))
    assert not previews(session, here.ma.member_id or 0)


def test_what_would_lift_it_out_is_worked_out_from_what_counts(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.served(session, here)
    found = lifts_of(session, made.id, made.entrant(session, "杏园").id or 0)
    assert found.together is not None
    assert not lifts_of(session, made.id, made.entrant(session, "枫园小区").id or 0).single


def test_a_corrected_figure_says_so_until_it_is_computed(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.served(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    text = "五月的投诉有三件属于市政道路，与物业无关。"
    appeal = raise_objection(session, made.luo, entrant, "complaints", text)
    answer_objection(session, here.qin, appeal.id or 0, Ruling(True, text, "55"))

    def complaints() -> tuple[str, str | None]:
        (row,) = [r for r in preview(session, made.id, anju(made)).rows if r.entrant.id == entrant]
        (figure,) = [figure for figure in row.figures if figure.code == "complaints"]
        return figure.value, figure.corrected

    assert complaints() == ("58", "55")
    editions.computing.compute(session, here.qin, made.id)
    assert complaints() == ("55", None)
