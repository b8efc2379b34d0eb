"""What the gates ask about is counted from the rows themselves."""

from datetime import timedelta

from sqlmodel import Session

from models.base import now
from models.meeting import AgendaItem, Attendance, Meeting, MeetingKind, MeetingOutcome
from models.notice import Notice, NoticeKind
from models.rating import Rating
from models.task import Task, WorkReport
from rules.calendar import day_of
from services import facts
from services.plan import newest, plan
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised


def test_homes_and_shops_are_households_and_parking_spaces_are_not(
    session: Session, here: Neighbourhood
) -> None:
    assert facts.households(session, raised(session, here)) == 6


def test_a_meeting_of_an_earlier_round_does_not_count(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    meeting = Meeting(
        place_id=here.fengyuan.id,
        path=here.fengyuan.path,
        kind=MeetingKind.COUNCIL,
        title="议事会",
        announced_at=NOON - timedelta(days=4),
        starts_at=NOON,
        ends_at=NOON,
        due_count=3,
        minutes_at=NOON,
        called_by=here.lin.member_id,
    )
    session.add(meeting)
    session.flush()
    session.add(Attendance(meeting_id=meeting.id, name="陈静"))
    item = AgendaItem(
        meeting_id=meeting.id,
        topic_id=topic.id,
        outcome=MeetingOutcome.PROCEED,
        created_at=NOON - timedelta(days=4),
    )
    session.add(item)
    session.flush()
    step = plan(session, topic.version_id).step("yi")
    found = facts.gather(session, topic, step, day_of(now())).meetings
    assert [(m.notice_days, m.due, m.present, m.proceeds) for m in found] == [(4, 3, 1, True)]
    topic.round = 2
    assert facts.gather(session, topic, step, day_of(now())).meetings == ()


def test_tasks_ratings_and_the_report_belong_to_their_round(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    today = day_of(now())
    for days, done in ((-1, None), (1, None), (-3, today)):
        session.add(
            Task(
                topic_id=topic.id,
                title="划线",
                doer="物业",
                due_on=today + timedelta(days=days),
                done_on=done,
                set_by=here.lin.member_id,
            )
        )
    session.add(
        WorkReport(topic_id=topic.id, text="好了", reported_by=here.lin.member_id, reported_at=NOON)
    )
    session.add(
        Rating(
            topic_id=topic.id, member_id=here.chen.member_id, household="x", score=4, reason="好"
        )
    )
    session.flush()
    step = newest(session, "siyi").step("gongkai")
    found = facts.gather(session, topic, step, today)
    assert (found.tasks, found.tasks_done, found.tasks_late) == (3, 1, 1)
    assert found.work_reported_at == NOON
    rated = facts.gather(session, topic, plan(session, topic.version_id).step("ping"), today)
    assert (rated.raters, rated.satisfied) == (1, 1)


def test_only_the_notice_of_a_decision_starts_the_posting_clock(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    step = newest(session, "siyi").step("gongkai")
    for code, kind in (("A", NoticeKind.MOTION), ("B", NoticeKind.DECISION)):
        session.add(
            Notice(
                code=code,
                kind=kind,
                place_id=here.fengyuan.id,
                path=here.fengyuan.path,
                topic_id=topic.id,
                title="公示",
                sha256="0" * 64,
                posted_at=NOON,
                posted_until=NOON + timedelta(days=7),
            )
        )
        session.flush()
        found = facts.gather(session, topic, step, day_of(now())).posted_at
        assert found == (None if kind is NoticeKind.MOTION else NOON)
