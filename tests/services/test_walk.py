"""A topic moves only through its gates, forward and back, and by the clock."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.base import clock_at
from models.meeting import AgendaItem, Attendance, Meeting, MeetingKind, MeetingOutcome
from models.rating import Rating
from models.topic import StepEntry, TopicState
from rules.refusal import Refused
from services.approval import approve
from services.procedure.shipping import ship
from services.topic.support import endorse
from services.trail import HOUSE
from services.walk import refresh, the_topic
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised

DAY = timedelta(days=1)


def test_a_topic_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="no such topic"):
        the_topic(session, 404)


def test_a_second_look_moves_nothing(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    endorse(session, here.zhou, topic.id)
    approve(session, here.lin, topic.id, 1, True, "同意受理这件事")
    before = (topic.step_code, topic.round, topic.step_since)
    refresh(session, HOUSE, topic)
    refresh(session, HOUSE, topic)
    assert (topic.step_code, topic.round, topic.step_since) == before


def test_the_clock_alone_ends_what_nobody_supported(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    last_minute = topic.wake_at - timedelta(minutes=1)
    with clock_at(last_minute):
        refresh(session, HOUSE, topic)
        assert topic.state is TopicState.OPEN
    with clock_at(topic.wake_at):
        refresh(session, HOUSE, topic)
    assert topic.state is TopicState.EXPIRED
    entry = session.exec(select(StepEntry).where(StepEntry.topic_id == topic.id)).one()
    assert entry.outcome == "expiry"


def test_below_sixty_percent_it_goes_back_to_the_step_that_the_procedure_names(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    topic.step_code = "ping"
    for person, score in zip((here.chen, here.zhou, here.sun, here.he), (1, 2, 3, 4)):
        _rate(session, here, topic.id, person.member_id, score)
    refresh(session, HOUSE, topic)
    assert topic.step_code == "ping"
    _rate(session, here, topic.id, here.zhu.member_id, 5)
    refresh(session, HOUSE, topic)
    assert (topic.step_code, topic.round, topic.state) == ("yi", 2, TopicState.OPEN)


def _rate(session: Session, here: Neighbourhood, topic_id: int, member_id: int, score: int) -> None:
    session.add(
        Rating(topic_id=topic_id, member_id=member_id, household="x", score=score, reason="如实")
    )
    session.flush()


def test_a_meeting_with_notice_people_and_minutes_leads_on(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    endorse(session, here.zhou, topic.id)
    approve(session, here.lin, topic.id, 1, True, "同意受理这件事")
    meeting = Meeting(
        place_id=here.fengyuan.id,
        path=here.fengyuan.path,
        kind=MeetingKind.BENCH,
        title="板凳会",
        announced_at=NOON,
        starts_at=NOON + 3 * DAY,
        ends_at=NOON + 3 * DAY,
        due_count=2,
        called_by=here.lin.member_id,
    )
    session.add(meeting)
    session.flush()
    item = AgendaItem(meeting_id=meeting.id, topic_id=topic.id)
    session.add_all([item, Attendance(meeting_id=meeting.id, name="陈静")])
    refresh(session, HOUSE, topic)
    assert topic.standing[0]["sentence"] == "The meeting is on {starts_at}"
    with clock_at(NOON + 4 * DAY):
        meeting.minutes, meeting.minutes_at = "议成", NOON + 4 * DAY
        item.outcome = MeetingOutcome.PROCEED
        session.add_all([meeting, item])
        refresh(session, HOUSE, topic)
    assert topic.step_code == "jue"
    assert topic.standing[0]["sentence"] == "The question is still to be put to the vote"
    assert topic.waits_for == ["council", "committee"]


def test_shipping_twice_adds_nothing(session: Session, here: Neighbourhood) -> None:
    assert ship(session) == 0
