"""An edition walks through its services to its published lists, and nothing skips a step."""

import re

import pytest
from sqlmodel import Session, select

from models.base import clock_at
from models.edition import EditionState, Mark, Placing
from models.notice import Notice
from rules.edition.shown import points
from rules.refusal import Refused
from services.edition import checking, computing, deciding, serving
from tests import editions
from tests.editions import COMPOUNDS, computation
from tests.neighbourhood import Neighbourhood


def marks(session: Session, made: editions.Rated, mark: Mark) -> set[str]:
    """The names of those on one list."""
    names = {made.entrant(session, name).id: name for name in ("枫园小区", "清河里", *COMPOUNDS)}
    wanted = select(Placing.entrant_id).where(
        Placing.computation_id == computation(made), Placing.mark == mark
    )
    return {names[entrant] for entrant in session.exec(wanted)}


def test_it_walks_from_opening_to_a_notice(session: Session, here: Neighbourhood) -> None:
    made, _moment = editions.published(session, here)
    assert made.edition is not None
    assert made.edition.state is EditionState.PUBLISHED
    assert marks(session, made, Mark.BLACK) == {"杏园", "榆园"}
    assert marks(session, made, Mark.RED) == {"枫园小区", "清河里"}
    notice = session.get_one(Notice, made.edition.notice_id)
    red, black, _how = notice.body["sections"]
    assert [row[0] for row in red["rows"]] == ["枫园小区", "清河里"]
    assert [row[0] for row in black["rows"]] == ["杏园", "榆园"]
    leader = session.exec(
        select(Placing).where(Placing.mark == Mark.RED, Placing.rank == 1)
    ).first()
    assert leader is not None and leader.score is not None
    shown = points(leader.score, 2)
    assert red["rows"][0][2] == shown
    assert red["rows"][0][4] == f"{leader.low}–{leader.high}"
    assert re.fullmatch(r"1 / \d+", red["rows"][0][3])  # as on the page
    assert checking.recheck(session, made.edition).sound


def test_a_second_publication_is_refused(session: Session, here: Neighbourhood) -> None:
    made, moment = editions.published(session, here)
    with clock_at(moment), pytest.raises(Refused, match="stays as it is"):
        deciding.publish(session, made.lu, made.id, computation(made))
    with clock_at(moment), pytest.raises(Refused, match="stays as it is"):
        computing.compute(session, here.qin, made.id)
    assert len(session.exec(select(Notice)).all()) == 1


def test_one_person_does_not_publish(session: Session, here: Neighbourhood) -> None:
    made, moment = editions.heard(session, here)
    with clock_at(moment):
        deciding.approve(session, here.qin, made.id, computation(made))
        with pytest.raises(Refused, match="a second person"):
            deciding.approve(session, here.qin, made.id, computation(made))
        with pytest.raises(Refused, match="Two persons"):
            deciding.publish(session, here.qin, made.id, computation(made))


def test_the_firms_have_their_days(session: Session, here: Neighbourhood) -> None:
    made = editions.served(session, here)
    with pytest.raises(Refused, match="still have time"):
        serving.open_window(session, here.qin, made.id)
    closes = editions.open_window(session, made)
    with clock_at(closes - editions.DAY), pytest.raises(Refused, match="still open"):
        serving.close_window(session, here.qin, made.id)
    with clock_at(closes):
        assert serving.close_window(session, here.qin, made.id).state is EditionState.DECIDING
