"""Computing: from the latest figures, as often as one likes until firms were heard."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.base import clock_at
from models.edition import EditionState, Entrant, Mark, Placing
from models.hearing import Served
from models.scoring import Figure, FigureSource, GateFact
from rules.edition.compute import lines_of, recomputed, unpacked
from rules.method import read_body
from rules.refusal import Refused
from services.edition.computing import blacks_of, compute, inputs_now, reopen
from services.edition.serving import serve
from services.edition.standing import stand_of
from services.method.shipping import shipped
from tests import editions
from tests.editions import COMPOUNDS, computation
from tests.neighbourhood import Neighbourhood


def names(session: Session, made: editions.Rated) -> set[str]:
    blacks = blacks_of(session, computation(made))
    return {session.get_one(Entrant, one).name for one in blacks}


def test_the_rows_say_what_the_result_says(session: Session, here: Neighbourhood) -> None:
    made = editions.filled(session, here)
    kept = compute(session, here.qin, made.id)
    lines = {line.id: line for line in lines_of(recomputed(unpacked(kept.inputs)))}
    rows = session.exec(select(Placing).where(Placing.computation_id == kept.id)).all()
    assert {row.entrant_id for row in rows} == set(lines)
    for row in rows:
        line = lines[row.entrant_id]
        assert (row.score, row.rank, row.mark) == (line.score, line.rank, Mark(line.mark))
        assert row.score is not None
        assert sum(row.contributions.values()) == row.score
        assert row.values["satisfaction"]


def test_the_latest_figure_counts_and_an_empty_one_takes_it_away(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.filled(session, here)
    assert made.edition is not None
    entrant = made.entrant(session, "橡园").id or 0
    editions.enter(session, made, "橡园", satisfaction="12")
    assert inputs_now(session, made.edition).values[entrant]["satisfaction"] == "12"
    editions.enter(session, made, "橡园", satisfaction="")
    assert "satisfaction" not in inputs_now(session, made.edition).values[entrant]


def test_a_gate_counts_until_it_is_withdrawn(session: Session, here: Neighbourhood) -> None:
    made = editions.filled(session, here)
    entrant = made.entrant(session, "枫园小区").id or 0
    fact = GateFact(entrant_id=entrant, gate="fire", evidence="消防通报 3 号")
    session.add(fact)
    session.flush()
    compute(session, here.qin, made.id)
    assert "枫园小区" in names(session, made)
    fact.withdrawn_at = editions.now()
    session.add(fact)
    session.flush()
    compute(session, here.qin, made.id)
    assert "枫园小区" not in names(session, made)


def test_figures_of_the_unrated_do_not_go_in(session: Session, here: Neighbourhood) -> None:
    made = editions.filled(session, here)
    editions.enter(session, made, "红心苑", satisfaction="1", inspection="1")
    compute(session, here.qin, made.id)
    unrated = made.entrant(session, "红心苑").id
    assert session.exec(select(Placing).where(Placing.entrant_id == unrated)).first() is None


def test_a_figure_above_its_cap_is_refused_by_name_and_nothing_is_kept(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.filled(session, here)
    editions.enter(session, made, "桂园", inspection="100.5")
    with pytest.raises(Refused, match=r"桂园, 现场检查: 100\.5 points is above the cap of 100"):
        compute(session, here.qin, made.id)
    assert not editions.computed_rows(session, made)
    assert made.edition is not None and made.edition.state is EditionState.COLLECTING


def test_nothing_measured_lists_nobody(session: Session, here: Neighbourhood) -> None:
    made = editions.opened(session, here)
    compute(session, here.qin, made.id)
    assert not names(session, made)


def test_another_black_row_after_the_hearing_begins_it_again(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.heard(session, here)
    assert made.edition is not None
    with clock_at(moment):
        for name in COMPOUNDS[-2:]:
            editions.enter(session, made, name, satisfaction="90", inspection="90", complaints="3")
        editions.enter(session, made, "橡园", satisfaction="1", inspection="1", complaints="90")
        compute(session, here.qin, made.id)
    assert names(session, made) & {"橡园"}
    stand = stand_of(session, made.edition)
    assert (stand.state, stand.noticed, stand.heard) == (
        EditionState.COMPUTED,
        frozenset(),
        frozenset(),
    )


def test_the_same_black_rows_stay_heard_and_the_firms_see_the_newest(
    session: Session, here: Neighbourhood
) -> None:
    made, moment = editions.heard(session, here)
    assert made.edition is not None
    with clock_at(moment):
        editions.enter(session, made, "橡园", complaints="4")
        again = compute(session, here.qin, made.id)
    assert made.edition.state is EditionState.DECIDING
    shown = select(Served).where(Served.computation_id == again.id)
    assert len(session.exec(shown).all()) == 2


def test_going_back_asks_for_a_reason_and_forgets_the_draft(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.served(session, here)
    assert made.edition is not None
    with pytest.raises(Refused):
        reopen(session, here.qin, made.id, "")
    reopen(session, here.qin, made.id, "漏录三个小区的检查")
    assert (made.edition.state, made.edition.computation_id) == (EditionState.COLLECTING, None)
    with pytest.raises(Refused, match="not the time"):
        serve(session, here.qin, made.id)


def test_no_draft_no_serving_and_no_computing_while_firms_object(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.filled(session, here)
    with pytest.raises(Refused, match="not the time"):
        serve(session, here.qin, made.id)
    compute(session, here.qin, made.id)
    serve(session, here.qin, made.id)
    closes = editions.open_window(session, made)
    with clock_at(closes - editions.DAY), pytest.raises(Refused, match="not the time"):
        compute(session, here.qin, made.id)


def test_there_is_no_such_edition(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="no such edition"):
        compute(session, here.qin, 999)


def test_figures_with_an_error_widen_the_interval(session: Session, here: Neighbourhood) -> None:
    made = editions.filled(session, here)
    compute(session, here.qin, made.id)
    entrant = made.entrant(session, "兰园").id or 0

    def width() -> int:
        row = session.exec(
            select(Placing).where(
                Placing.computation_id == computation(made), Placing.entrant_id == entrant
            )
        ).one()
        assert row.high is not None and row.low is not None
        return row.high - row.low

    sure = width()
    session.add(
        Figure(
            edition_id=made.id,
            entrant_id=entrant,
            indicator="satisfaction",
            value="77",
            error="6",
            source=FigureSource.SURVEY,
        )
    )
    session.flush()
    compute(session, here.qin, made.id)
    assert width() > sure


@pytest.mark.parametrize("kept", shipped(), ids=lambda kept: str(kept["code"]))
def test_every_shipped_method_computes(
    session: Session, here: Neighbourhood, kept: dict[str, Any]
) -> None:
    """With every figure typed in by hand, far apart: the best is not black, the sums hold."""
    body = deepcopy(kept["body"]) | {"draws": 100}
    made = editions.opened(session, here, body)
    leaves = read_body(body).indicators
    for number, name in enumerate(("枫园小区", "清河里", *COMPOUNDS)):
        for leaf in leaves:
            low, high = leaf.scale.low or Decimal(0), leaf.scale.high or Decimal(20)
            at = number if leaf.direction > 0 else 11 - number
            value = low + (high - low) * (11 - at) / 12
            editions.enter(session, made, name, **{leaf.code: f"{value:.2f}"})
    compute(session, here.qin, made.id)
    rows = session.exec(
        select(Placing)
        .where(Placing.computation_id == computation(made))
        .order_by(col(Placing.rank))
    ).all()
    assert rows[0].entrant_id == made.entrant(session, "枫园小区").id
    assert rows[-1].entrant_id == made.entrant(session, COMPOUNDS[-1]).id
    assert all(sum(row.contributions.values()) == row.score for row in rows)
