"""Calling a meeting, moving it, calling it off."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from models.base import clock_at, now
from models.meeting import Meeting, MeetingKind
from models.member import Grant
from models.topic import Topic, TopicState
from models.trail import TrailLine
from rules.meeting import notice_days
from rules.refusal import Refused
from services.meeting import calling
from services.meeting.agenda import items
from services.meeting.calling import add_topic, call_meeting, cancel_meeting, change_meeting
from services.meeting.reading import account, of_topic
from tests.agenda import topic_at
from tests.neighbourhood import Neighbourhood
from tests.services.meeting.invitation import EVENING, call


def test_a_meeting_is_called_with_its_agenda(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    meeting = call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id])
    assert (meeting.announced_at, meeting.called_by) == (now(), here.lin.member_id)
    (item,) = items(session, meeting.id)
    assert (item.topic_id, item.round, item.days_needed) == (topic.id, 1, 3)
    line = session.exec(select(TrailLine).where(TrailLine.code == "meeting.called")).one()
    assert line.after["topics"] == [topic.id] and "link" not in line.after


def test_the_council_the_committee_and_the_secretary_call_and_nobody_else(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    for who in (here.lin, here.wu, here.shi):
        assert call_meeting(session, who, here.fengyuan.id, call(), [topic.id]).id
    for who in ("chen", "zhou", "ma", "gao", "shen", "guan", "wai", "qin"):
        with pytest.raises(Refused, match="does not allow"):
            call_meeting(session, here.visitors[who], here.fengyuan.id, call(), [topic.id])


def test_a_right_taken_away_is_gone_at_once(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    grant = session.exec(select(Grant).where(Grant.member_id == here.lin.member_id)).one()
    session.delete(grant)
    session.flush()
    with pytest.raises(Refused, match="does not allow"):
        call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id])


def test_a_grid_worker_calls_one_in_his_grid_but_not_of_owners(
    session: Session, here: Neighbourhood
) -> None:
    grid = here.places["fengyuan-grid-1"]
    assert call_meeting(session, here.gao, grid.id, call(), []).id
    with pytest.raises(Refused, match="by their committee"):
        call_meeting(session, here.gao, grid.id, call(kind=MeetingKind.OWNERS), [])


def test_a_meeting_too_soon_for_its_topic_is_refused_with_the_earliest_day(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    soon = call(EVENING - timedelta(days=3))
    with pytest.raises(Refused, match="2026-06-13 at the earliest"):
        call_meeting(session, here.lin, here.fengyuan.id, soon, [topic.id])
    assert call_meeting(session, here.lin, here.fengyuan.id, soon, []).id  # nothing to decide


def test_a_topic_still_being_raised_already_needs_the_notice_of_its_meeting(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    topic.step_code = "raise"
    with pytest.raises(Refused, match="3 days' notice"):
        call_meeting(
            session, here.lin, here.fengyuan.id, call(EVENING - timedelta(days=3)), [topic.id]
        )


def test_only_open_topics_of_the_place_are_discussed(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    building = here.places["fengyuan-1"]
    with pytest.raises(Refused, match="does not belong to 1 号楼"):
        call_meeting(session, here.lin, building.id, call(), [topic.id])
    topic.state = TopicState.CLOSED
    with pytest.raises(Refused, match="no longer open"):
        call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id])
    with pytest.raises(Refused, match="no such topic"):
        call_meeting(session, here.lin, here.fengyuan.id, call(), [999])


def test_two_taps_are_one_meeting(session: Session, here: Neighbourhood, topic: Topic) -> None:
    call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id])
    with pytest.raises(Refused, match="already called"):
        call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id])


def test_a_topic_named_twice_comes_up_once(
    session: Session, here: Neighbourhood, topic: Topic
) -> None:
    meeting = call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id, topic.id])
    assert len(items(session, meeting.id)) == 1


def test_an_agenda_is_not_endless(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="20 topics at most"):
        call_meeting(session, here.lin, here.fengyuan.id, call(), list(range(1, 22)))


def test_another_room_leaves_the_notice_as_it_is(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    told = meeting.announced_at
    with clock_at(EVENING - timedelta(hours=2)):
        change_meeting(session, here.tang, meeting.id, call(venue="居委会二楼"), 0)
    assert (meeting.venue, meeting.announced_at, meeting.edit_count) == ("居委会二楼", told, 1)


def test_another_time_begins_the_notice_anew(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    with clock_at(EVENING - timedelta(days=1)):
        with pytest.raises(Refused, match="2026-06-17 at the earliest"):
            change_meeting(session, here.lin, meeting.id, call(EVENING + timedelta(days=1)), 0)
        change_meeting(session, here.lin, meeting.id, call(EVENING + timedelta(days=2)), 0)
    (occasion,) = of_topic(session, topic.id)
    assert notice_days(occasion.announced_at, meeting.starts_at) == occasion.days_needed == 3


def test_the_second_of_two_editors_is_told(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    change_meeting(session, here.lin, meeting.id, call(venue="凉亭"), 0)
    with pytest.raises(Refused, match="changed this meeting meanwhile"):
        change_meeting(session, here.tang, meeting.id, call(venue="车棚"), 0)
    assert meeting.venue == "凉亭"


def test_a_meeting_that_has_begun_is_not_moved(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING), pytest.raises(Refused, match="has begun"):
        change_meeting(session, here.lin, meeting.id, call(EVENING + timedelta(days=9)), 0)


def test_nobody_else_changes_or_cancels(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    for stranger in (here.chen, here.ma, here.wai, here.gao):
        with pytest.raises(Refused, match="does not allow"):
            change_meeting(session, stranger, meeting.id, call(), 0)
        with pytest.raises(Refused, match="does not allow"):
            cancel_meeting(session, stranger, meeting.id, "下大雨了")
        with pytest.raises(Refused, match="does not allow"):
            add_topic(session, stranger, meeting.id, 1)


def test_a_topic_added_too_late_is_marked(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    second = topic_at(session, here, topic.version_id, "东门加装路灯")
    third = topic_at(session, here, topic.version_id, "清理楼道杂物")
    with clock_at(EVENING - timedelta(days=3)):
        add_topic(session, here.lin, meeting.id, second.id)
    with clock_at(EVENING - timedelta(days=2)):
        add_topic(session, here.lin, meeting.id, third.id)
    agenda = account(session, meeting.id).agenda
    assert [(line.title, line.in_time) for line in agenda] == [
        ("东门夜间停车混乱", True),
        ("东门加装路灯", True),
        ("清理楼道杂物", False),
    ]


def test_a_topic_is_added_once_and_before_the_start(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    with pytest.raises(Refused, match="on the agenda already"):
        add_topic(session, here.lin, meeting.id, topic.id)
    with clock_at(EVENING), pytest.raises(Refused, match="agenda is closed"):
        add_topic(session, here.lin, meeting.id, topic.id)


def test_a_meeting_is_called_off_with_a_reason(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with pytest.raises(Refused, match="give a reason"):
        cancel_meeting(session, here.lin, meeting.id, "  ")
    cancel_meeting(session, here.lin, meeting.id, "台风来了")
    assert meeting.cancelled_at == now() and meeting.cancel_reason == "台风来了"
    with pytest.raises(Refused, match="called off"):
        cancel_meeting(session, here.lin, meeting.id, "台风来了")
    with pytest.raises(Refused, match="called off"):
        change_meeting(session, here.lin, meeting.id, call(), 1)


def test_a_time_freed_by_calling_off_can_be_used_again(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    cancel_meeting(session, here.lin, meeting.id, "日子写错了")
    assert call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id]).id != meeting.id


def test_every_topic_on_the_agenda_is_judged_again(
    session: Session, here: Neighbourhood, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(
        calling.walk, "refresh", lambda _session, _actor, topic: seen.append(topic.title)
    )
    meeting = call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id])
    change_meeting(session, here.lin, meeting.id, call(venue="车棚"), 0)
    cancel_meeting(session, here.lin, meeting.id, "台风来了")
    assert seen == [topic.title] * 3


def test_there_is_no_such_meeting(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="no such meeting"):
        cancel_meeting(session, here.lin, 999, "台风来了")
    assert account(session, 999) is None
