"""A firm contradicts in time, on its own compounds, once; and takes it back."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count

import pytest
from sqlmodel import Session, select

from models.base import clock_at, set_clock
from models.edition import EditionState
from models.hearing import Appeal, AppealKind, AppealState
from rules.refusal import Refused
from services.edition import deciding, serving
from services.edition.standing import stand_of
from services.hearing.answering import Ruling, answer_objection
from services.hearing.raising import raise_objection, withdraw_objection
from tests import editions
from tests.editions import computation
from tests.firms import speaker
from tests.neighbourhood import Neighbourhood

TEXT = "五月的投诉有三件属于市政道路，与物业无关。"


def test_an_objection_is_what_its_time_makes_it(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    correction = raise_objection(session, made.luo, entrant, "complaints", TEXT)
    assert correction.kind is AppealKind.CORRECTION
    withdraw_objection(session, made.luo, correction.id or 0)
    closes = editions.open_window(session, made)
    with clock_at(closes - editions.DAY):
        appeal = raise_objection(session, made.luo, entrant, "", TEXT)
        assert appeal.kind is AppealKind.APPEAL
        withdraw_objection(session, made.luo, appeal.id or 0)
    with clock_at(closes):
        serving.close_window(session, here.qin, made.id)
    editions.agree(session, made, closes)
    editions.publish(session, made, closes)
    with clock_at(closes + editions.DAY):
        review = raise_objection(session, made.luo, entrant, "inspection", TEXT)
    assert review.kind is AppealKind.REVIEW


def test_an_objection_after_the_window_is_refused(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    closes = editions.open_window(session, made)
    with clock_at(closes), pytest.raises(Refused, match="window for objections has closed"):
        raise_objection(session, made.luo, entrant, "complaints", TEXT)
    with clock_at(closes - editions.DAY):
        assert raise_objection(session, made.luo, entrant, "complaints", TEXT).id


def test_a_firm_speaks_of_its_own_compounds_only(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    other = made.entrant(session, "榆园").id or 0
    for who in (made.luo, here.ma, here.qin):
        with pytest.raises(Refused, match="speaks for this firm"):
            raise_objection(session, who, other, "complaints", TEXT)
    assert raise_objection(session, made.xu, other, "complaints", TEXT).firm_id


@pytest.mark.parametrize(
    ("indicator", "text", "said"),
    [
        ("nothing", TEXT, "no such indicator"),
        ("complaints", "不对", "Please say why"),
        ("complaints", "长" * 1_001, "Please say why"),
    ],
)
def test_what_makes_no_objection(
    session: Session, here: Neighbourhood, indicator: str, text: str, said: str
) -> None:
    made = editions.served(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    with pytest.raises(Refused, match=said):
        raise_objection(session, made.luo, entrant, indicator, text)


def test_the_same_is_not_said_twice_while_it_waits(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    first = raise_objection(session, made.luo, entrant, "complaints", TEXT)
    with pytest.raises(Refused, match="objected to this already"):
        raise_objection(session, made.luo, entrant, "complaints", TEXT)
    withdraw_objection(session, made.luo, first.id or 0)
    assert first.state is AppealState.WITHDRAWN
    with pytest.raises(Refused, match="has its answer"):
        withdraw_objection(session, made.luo, first.id or 0)
    assert raise_objection(session, made.luo, entrant, "complaints", TEXT).id != first.id


def test_the_same_is_not_said_for_ever(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    for _ in range(3):
        raised = raise_objection(session, made.luo, entrant, "complaints", TEXT)
        answer_objection(session, here.qin, raised.id or 0, Ruling(False, TEXT))
    with pytest.raises(Refused, match="objected to this 3 times"):
        raise_objection(session, made.luo, entrant, "complaints", TEXT)
    assert raise_objection(session, made.luo, entrant, "inspection", TEXT).id
    assert made.edition is not None
    closes = _window_after(session, made)
    with clock_at(closes - editions.DAY):  # another stage, another objection
        assert raise_objection(session, made.luo, entrant, "complaints", TEXT).id


def _window_after(session: Session, made: editions.Rated) -> datetime:
    """The window, once what waits has its answer."""
    for waits in session.exec(select(Appeal).where(Appeal.state == AppealState.OPEN)).all():
        answer_objection(session, made.here.qin, waits.id or 0, Ruling(False, TEXT))
    return editions.open_window(session, made)


def test_what_is_shown_and_not_rated_does_not_object(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    red = speaker(session, here, made.firms["hongse"], "hong", "洪波")
    with pytest.raises(Refused, match="no such compound"):
        raise_objection(session, red, made.entrant(session, "红心苑").id or 0, "", TEXT)


@pytest.mark.parametrize("look", range(1, 6))
def test_an_act_is_judged_at_the_moment_that_is_written(
    session: Session, here: Neighbourhood, look: int
) -> None:
    """The last midnight falls between two looks at the clock: the acts still add up."""
    made = editions.served(session, here)
    closes = editions.open_window(session, made)
    looks = count(1)
    with clock_at(closes):
        set_clock(lambda: closes + timedelta(microseconds=next(looks) - look))
        with suppress(Refused):
            entrant = made.entrant(session, "杏园").id or 0
            raise_objection(session, made.luo, entrant, "complaints", TEXT)
    assert made.edition is not None
    stand_of(session, made.edition)


def test_an_objection_keeps_the_edition_from_going_on(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.decided(session, here)
    assert made.edition is not None
    assert len(stand_of(session, made.edition).approved_by) == 2
    with clock_at(moment), pytest.raises(Refused, match="window for objections has closed"):
        raise_objection(
            session, made.luo, made.entrant(session, "杏园").id or 0, "complaints", TEXT
        )
    with clock_at(moment):
        deciding.publish(session, here.qin, made.id, computation(made))
    assert made.edition.state is EditionState.PUBLISHED
