"""What makes up a published score: what is missing is left out, not held against anybody."""

from sqlmodel import Session, col, select

from models.edition import Placing
from rules.edition.shown import digits_of, written
from rules.method import read_body
from services.consequence import wording
from services.ranking import placing as placings
from tests import editions
from tests import street as streets
from tests.neighbourhood import Neighbourhood
from tests.street import SPRING, Size


def test_what_is_missing_brings_no_points_and_does_not_move_the_middle(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.begun(session, streets.street(session, here, Size(8, 2)), *SPRING)
    lacking = editions.BODY["indicators"][0]["code"]
    streets.measured(session, made, without=lacking)
    streets.walked(session, made)
    assert made.edition is not None
    rows = session.exec(
        select(Placing).where(Placing.computation_id == made.edition.computation_id)
    ).all()
    row = next(row for row in rows if row.score is not None and not row.values.get(lacking))
    told = placings.story(session, row.entrant_id)
    assert told is not None
    assert [one.code for one in told.behind if one.is_left_out] == [lacking]
    assert sum(one.contribution for one in told.behind) == row.score
    found = sorted(
        other.contributions[lacking]
        for other in rows
        if other.peers == row.peers and other.values.get(lacking)
    )
    middle = next(one.middle for one in told.behind if one.code == lacking)
    assert 0 < len(found) < len([other for other in rows if other.score is not None])
    assert middle == found[(len(found) - 1) // 2] > 0


def test_the_owners_are_told_the_same_points_as_the_page(
    session: Session, here: Neighbourhood
) -> None:
    made = streets.published(session, here, Size(compounds=8, firms=2))
    assert made.edition is not None and made.method is not None
    body = read_body(made.method.body)
    digits = digits_of(body)
    rows = session.exec(
        select(Placing).where(
            Placing.computation_id == made.edition.computation_id, col(Placing.score).is_not(None)
        )
    ).all()
    for row in rows:
        told = placings.story(session, row.entrant_id)
        assert told is not None
        shown = {written(one.shown, digits) for one in told.behind if one.value}
        assert {line.rsplit(" ", 1)[1] for line in wording.made_of(row, body)} == shown
