"""The count is read from the ballots, and both ways of reading it agree."""

from sqlmodel import Session, select

from models.base import clock_at
from models.choice import Regime, Silence
from models.motion import Ballot, Voter
from rules.tally import Measure, Vote
from rules.tally import count as recount
from services import count
from services.motion import record_delivery
from tests.ballot_box import ABSTAIN, AGAINST, FOR, answer, on_paper, opened
from tests.neighbourhood import Neighbourhood


def test_adding_up_in_the_database_changes_no_figure(session: Session, here: Neighbourhood) -> None:
    motion, opens_at = opened(session, here)
    answer(session, motion, here.zhou, "1-102", FOR)
    answer(session, motion, here.he, "2-102", AGAINST)
    answer(session, motion, here.he, "2-102", FOR)
    on_paper(session, motion, here.lin, "2-201", ABSTAIN)
    with clock_at(opens_at):
        record_delivery(session, here.lin, motion.id, ["1-101", "2-101", "2-102"], "当面签收")
    given = dict(
        session.exec(
            select(Ballot.voter_id, Ballot.choice).where(Ballot.replaced_at.is_(None))
        ).all()
    )
    one_by_one = [
        Vote(voter.area_cm2, given.get(voter.id), voter.delivered_at is not None)
        for voter in session.exec(select(Voter).where(Voter.motion_id == motion.id))
    ]
    for silence in Silence:
        expected = recount(motion.regime, motion.matter, one_by_one, silence)
        assert count.tally(session, motion, silence) == expected
    assert count.so_far(session, motion) == count.tally(session, motion)


def test_before_the_city_has_published_nothing_is_counted(
    session: Session, here: Neighbourhood
) -> None:
    motion, _ = opened(session, here, Regime.OWNERS)
    motion.binding = "imported"
    session.flush()
    session.refresh(motion)
    assert count.so_far(session, motion).heads == Measure(0, 0, 0, 0)
