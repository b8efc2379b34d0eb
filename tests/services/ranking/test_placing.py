"""What makes up a published score: what is missing is left out, not held against anybody."""

from sqlmodel import Session, select

from models.edition import Placing
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
