"""The street answers: with its grounds, once, and what was right is put right in the figures."""

import pytest
from sqlmodel import Session, select

from models.edition import EditionState
from models.hearing import Appeal, AppealState
from models.scoring import Figure, GateFact
from rules.refusal import Refused
from services.edition.computing import compute, figures_of, gates_of
from services.edition.serving import open_window
from services.edition.standing import stand_of
from services.firm.tie import declare_interest
from services.hearing.answering import Ruling, answer_objection
from services.hearing.raising import raise_objection
from tests import editions
from tests.editions import Rated
from tests.neighbourhood import Neighbourhood

TEXT = "五月的投诉有三件属于市政道路，与物业无关。"
GROUNDS = "经核对转办单，三件投诉确属市政道路，予以剔除。"


def raised(
    session: Session, here: Neighbourhood, indicator: str = "complaints"
) -> tuple[Rated, Appeal]:
    made = editions.served(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    return made, raise_objection(session, made.luo, entrant, indicator, TEXT)


def test_an_upheld_objection_corrects_the_figure_with_its_grounds(
    session: Session, here: Neighbourhood
) -> None:
    made, appeal = raised(session, here)
    assert made.edition is not None
    answer_objection(session, here.qin, appeal.id or 0, Ruling(True, GROUNDS, "55"))
    assert (appeal.state, appeal.answer) == (AppealState.UPHELD, GROUNDS)
    figure = figures_of(session, made.id)[(appeal.entrant_id, "complaints")]
    assert (figure.value, figure.entered_by) == ("55", here.qin.member_id)
    assert f"第 {appeal.id} 号" in figure.evidence
    assert stand_of(session, made.edition).upheld
    with pytest.raises(Refused, match="compute again"):
        open_window(session, here.qin, made.id)
    compute(session, here.qin, made.id)
    assert made.edition.state is EditionState.PREVIEW
    assert not stand_of(session, made.edition).upheld


def test_a_rejected_objection_leaves_the_figure_alone(
    session: Session, here: Neighbourhood
) -> None:
    made, appeal = raised(session, here)
    before = len(session.exec(select(Figure)).all())
    answer_objection(session, here.qin, appeal.id or 0, Ruling(False, GROUNDS, "1"))
    assert appeal.state is AppealState.REJECTED
    assert len(session.exec(select(Figure)).all()) == before
    assert made.edition is not None and not stand_of(session, made.edition).upheld


@pytest.mark.parametrize(
    ("ruling", "said"),
    [
        (Ruling(True, GROUNDS), "what the figure should be"),
        (Ruling(True, GROUNDS, "58"), "is that already"),
        (Ruling(True, GROUNDS, "许多"), "number"),
        (Ruling(True, "对", "1"), "Please say why"),
        (Ruling(False, " "), "Please say why"),
    ],
)
def test_what_is_no_answer(
    session: Session, here: Neighbourhood, ruling: Ruling, said: str
) -> None:
    _made, appeal = raised(session, here)
    with pytest.raises(Refused, match=said):
        answer_objection(session, here.qin, appeal.id or 0, ruling)
    assert appeal.state is AppealState.OPEN


def test_points_stay_on_their_scale(session: Session, here: Neighbourhood) -> None:
    _made, appeal = raised(session, here, "inspection")
    with pytest.raises(Refused, match="goes from 0 to 100"):
        answer_objection(session, here.qin, appeal.id or 0, Ruling(True, GROUNDS, "101"))
    answer_objection(session, here.qin, appeal.id or 0, Ruling(True, GROUNDS, ""))
    assert appeal.state is AppealState.UPHELD


def test_an_objection_to_the_whole_names_the_figure_that_is_put_right(
    session: Session, here: Neighbourhood
) -> None:
    made, appeal = raised(session, here, "")
    with pytest.raises(Refused, match="what is put right"):
        answer_objection(session, here.qin, appeal.id or 0, Ruling(True, GROUNDS))
    with pytest.raises(Refused, match="no such indicator"):
        wrong = Ruling(True, GROUNDS, "70", indicator="nothing")
        answer_objection(session, here.qin, appeal.id or 0, wrong)
    ruling = Ruling(True, GROUNDS, "70", indicator="inspection")
    answer_objection(session, here.qin, appeal.id or 0, ruling)
    assert figures_of(session, made.id)[(appeal.entrant_id, "inspection")].value == "70"
    assert made.edition is not None and stand_of(session, made.edition).upheld


def test_an_objection_to_the_whole_may_take_a_hard_gate_back(
    session: Session, here: Neighbourhood
) -> None:
    _made, appeal = raised(session, here, "")
    fact = GateFact(entrant_id=appeal.entrant_id, gate="fire", evidence="消防通报 3 号")
    session.add(fact)
    session.flush()
    with pytest.raises(Refused, match="what is put right"):
        ruling = Ruling(True, GROUNDS, gate="fined")
        answer_objection(session, here.qin, appeal.id or 0, ruling)
    answer_objection(session, here.qin, appeal.id or 0, Ruling(True, GROUNDS, gate="fire"))
    assert fact.withdrawn_at is not None and GROUNDS[:10] in fact.withdrawn_why
    assert gates_of(session, [appeal.entrant_id]) == {}


def test_there_is_one_answer(session: Session, here: Neighbourhood) -> None:
    _made, appeal = raised(session, here)
    answer_objection(session, here.qin, appeal.id or 0, Ruling(False, GROUNDS))
    with pytest.raises(Refused, match="has its answer"):
        answer_objection(session, here.qin, appeal.id or 0, Ruling(True, GROUNDS, "1"))
    with pytest.raises(Refused, match="no such objection"):
        answer_objection(session, here.qin, 999, Ruling(False, GROUNDS))


def test_whoever_is_tied_to_the_firm_does_not_answer_it(
    session: Session, here: Neighbourhood
) -> None:
    made, appeal = raised(session, here)
    declare_interest(session, here.qin, made.firms["anju"].id or 0, "配偶在该企业任职")
    with pytest.raises(Refused, match="tied to"):
        answer_objection(session, here.qin, appeal.id or 0, Ruling(False, GROUNDS))
    answer_objection(session, made.lu, appeal.id or 0, Ruling(False, GROUNDS))
