"""The calendar file: an entry that a later download replaces."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Component
from starlette.applications import Starlette
from starlette.testclient import TestClient

from db import session as database
from routes.meeting import ROUTES
from services.meeting.calling import call_meeting, cancel_meeting, change_meeting
from tests.agenda import procedure, topic_at
from tests.neighbourhood import Neighbourhood
from tests.services.meeting.invitation import EVENING, call

CLIENT = TestClient(Starlette(routes=ROUTES))


@pytest.fixture
def meeting_id(here: Neighbourhood) -> int:
    with database.transaction() as session:
        topic = topic_at(session, here, procedure(session), "停车;换行\n与,逗号")
        said = call(title="议事会: 停车", link="https://meeting.cn/secret?pwd=1")
        return call_meeting(session, here.lin, here.fengyuan.id, said, [topic.id]).id


def _event(meeting_id: int) -> Component:
    answer = CLIENT.get(f"/meeting/{meeting_id}.ics")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    assert b"secret" not in answer.content  # who joins by link signs in first
    return Calendar.from_ical(answer.content).walk("VEVENT")[0]


def test_a_meeting_goes_into_a_calendar_in_shanghai_time(meeting_id: int) -> None:
    event = _event(meeting_id)
    start = event["dtstart"].dt
    assert start == EVENING and start.tzinfo == ZoneInfo("Asia/Shanghai")
    assert event["dtend"].dt == EVENING + timedelta(hours=2)
    assert (event["summary"], event["location"]) == ("议事会: 停车", "东门凉亭")
    assert "停车;换行" in event["description"] and event["status"] == "CONFIRMED"


def test_a_change_replaces_the_entry_and_calling_off_cancels_it(
    here: Neighbourhood, meeting_id: int
) -> None:
    before = _event(meeting_id)
    with database.transaction() as session:
        change_meeting(session, here.lin, meeting_id, call(EVENING + timedelta(days=1)), 0)
    moved = _event(meeting_id)
    with database.transaction() as session:
        cancel_meeting(session, here.lin, meeting_id, "台风来了")
    gone = _event(meeting_id)
    assert before["uid"] == moved["uid"] == gone["uid"]
    assert [event["sequence"] for event in (before, moved, gone)] == [0, 1, 2]
    assert moved["dtstart"].dt == EVENING + timedelta(days=1)
    assert gone["status"] == "CANCELLED"


@pytest.mark.parametrize("name", ["999.ics", "0.ics", "1.ics.exe", "x.ics", "1", "-1.ics"])
def test_there_is_no_other_meeting(here: Neighbourhood, name: str) -> None:
    assert CLIENT.get(f"/meeting/{name}").status_code == 404
