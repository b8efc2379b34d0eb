"""A meeting for one's own calendar: ``/meeting/<id>.ics`` (日历文件)."""

import re

from icalendar import Calendar, Event, vText
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from db.session import glance
from db.setting import setting
from rules.calendar import SHANGHAI
from services.meeting.reading import Account, account

NAME = re.compile(r"([1-9][0-9]{0,8})\.ics")


async def calendar(request: Request) -> Response:
    """The meeting as a calendar entry that a later download replaces."""
    asked = NAME.fullmatch(str(request.path_params["name"]))
    found = await run_in_threadpool(_read, int(asked[1])) if asked else None
    if found is None:
        return PlainTextResponse("Not found", status_code=404)
    return Response(
        entry(found, setting().public_url),
        media_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="meeting-{found.meeting.id}.ics"',
            "Cache-Control": "no-cache",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _read(meeting_id: int) -> Account | None:
    with glance() as session:
        return account(session, meeting_id)


def entry(told: Account, public_url: str) -> bytes:
    """The calendar file. The link for joining stays on the page, where one has to sign in."""
    meeting = told.meeting
    page = f"{public_url}/meeting?id={meeting.id}"
    event = Event()
    event.add("uid", f"{meeting.created_at:%Y%m%dT%H%M%SZ}-{meeting.id}@wumin")
    event.add("sequence", meeting.edit_count)
    event.add("dtstamp", meeting.cancelled_at or meeting.announced_at)
    event.add("dtstart", meeting.starts_at.astimezone(SHANGHAI))
    event.add("dtend", meeting.ends_at.astimezone(SHANGHAI))
    event.add("summary", meeting.title)
    event.add("location", vText(meeting.venue or told.place.name))
    agenda = [f"{number}. {line.title}" for number, line in enumerate(told.agenda, 1)]
    event.add("description", "\n".join([*agenda, page]))
    event.add("url", page)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//wumin//meeting//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


ROUTES = [Route("/meeting/{name}", calendar, methods=["GET"])]
