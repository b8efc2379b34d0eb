"""The list of meetings: the next ones first, then those with minutes."""

from datetime import timedelta

from sqlmodel import Session

from models.base import clock_at, now
from models.meeting import Meeting, MeetingKind
from models.topic import Endorsement, Topic
from services.meeting.attendance import check_in, open_check_in
from services.meeting.calling import call_meeting
from services.meeting.listing import PAGE, Wish, offered, past, past_count, upcoming, venues
from tests.agenda import topic_at
from tests.neighbourhood import Neighbourhood
from tests.services.meeting.invitation import EVENING, call


def test_the_next_meeting_comes_first(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    sooner = call_meeting(
        session, here.lin, here.fengyuan.id, call(EVENING - timedelta(days=1), title="先开"), []
    )
    rows = upcoming(session, Wish(), now())
    assert [row.meeting.id for row in rows] == [sooner.id, meeting.id]
    assert (rows[1].place, rows[1].titles, rows[1].present) == ("枫园小区", (topic.title,), 0)
    assert past(session, Wish(), now(), 1) == []


def test_what_is_over_moves_to_the_past(session: Session, meeting: Meeting) -> None:
    later = EVENING + timedelta(hours=2, minutes=1)
    assert upcoming(session, Wish(), later) == []
    assert [row.meeting.id for row in past(session, Wish(), later, 1)] == [meeting.id]


def test_the_past_comes_in_pages(session: Session, here: Neighbourhood) -> None:
    for number in range(PAGE + 1):
        starts_at = EVENING + timedelta(days=number)
        call_meeting(session, here.lin, here.fengyuan.id, call(starts_at), [])
    later = EVENING + timedelta(days=99)
    assert past_count(session, Wish(), later) == PAGE + 1
    assert len(past(session, Wish(), later, 1)) == PAGE
    (last,) = past(session, Wish(), later, 2)
    assert last.meeting.starts_at == EVENING
    assert past(session, Wish(), later, 3) == []


def test_place_and_kind_narrow_the_list(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    building = here.places["fengyuan-1"]
    stool = call(EVENING, kind=MeetingKind.STOOL, title="马扎")
    there = call_meeting(session, here.lin, building.id, stool, [])
    qinghe = here.places["qinghe"].path

    def found(wish: Wish) -> list[int | None]:
        return [row.meeting.id for row in upcoming(session, wish, now())]

    assert found(Wish(path=here.fengyuan.path)) == [meeting.id, there.id]
    assert found(Wish(path=building.path)) == [meeting.id, there.id]  # that of the compound too
    assert found(Wish(path=qinghe)) == []
    assert found(Wish(kind=MeetingKind.STOOL)) == [there.id]


def test_mine_is_what_i_called_attended_raised_or_support(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    # lin called it, chen raised the topic, zhou supports it, sun came
    session.add(
        Endorsement(
            topic_id=topic.id, member_id=here.zhou.member_id, household="member:2", text_number=1
        )
    )
    with clock_at(EVENING):
        check_in(session, here.sun, meeting.id, open_check_in(session, here.lin, meeting.id))
    concerned = {
        who
        for who in ("lin", "chen", "zhou", "sun", "he", "tang")
        if upcoming(session, Wish(member_id=here.visitors[who].member_id), now())
    }
    assert concerned == {"lin", "chen", "zhou", "sun"}


def test_topics_that_wait_for_a_meeting_are_offered_first(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    raised = topic_at(session, here, topic.version_id, "还在提", step="raise")
    rated = topic_at(session, here, topic.version_id, "已在评", step="rate")
    topic_at(session, here, topic.version_id, "别的小区", place="qinghe")
    found = offered(session, here.fengyuan.path)
    assert [(row.topic_id, row.days_needed) for row in found] == [
        (topic.id, 3),
        (raised.id, 3),
        (rated.id, 0),
    ]


def test_meetings_are_called_for_what_lies_below_an_office(
    session: Session, here: Neighbourhood
) -> None:
    names = [place.name for place in venues(session, (here.fengyuan.path,))]
    assert names == ["枫园小区", "第一网格", "1 号楼", "2 号楼"]
