"""What a meeting is called on screen, and how its times are told (会议用语)."""

from datetime import datetime

from components.format import clock, day, local
from components.language import _, n_
from models.meeting import Meeting, MeetingKind, MeetingOutcome
from rules.calendar import day_of
from rules.meeting import Phase, notice_days_left, phase

ICON = {
    MeetingKind.COUNCIL: "groups",
    MeetingKind.BENCH: "chair",
    MeetingKind.STOOL: "chair_alt",
    MeetingKind.OWNERS: "real_estate_agent",
    MeetingKind.BRANCH: "flag",
}


def kind(code: MeetingKind) -> str:
    """A form of meeting: 板凳会, 议事会 …"""
    return {
        MeetingKind.COUNCIL: _("Council meeting"),
        MeetingKind.BENCH: _("Bench meeting"),
        MeetingKind.STOOL: _("Stool meeting"),
        MeetingKind.OWNERS: _("Owners' meeting"),
        MeetingKind.BRANCH: _("Branch meeting"),
    }[MeetingKind(code)]


def outcome(code: MeetingOutcome | None) -> str:
    """What was concluded on one topic."""
    return {
        MeetingOutcome.PROCEED: _("Agreed: it goes on"),
        MeetingOutcome.AGAIN: _("To be discussed again"),
        None: _("Not discussed"),
    }[code]


OUTCOME_COLOUR = {MeetingOutcome.PROCEED: "green", MeetingOutcome.AGAIN: "orange", None: "gray"}


def weekday(moment: datetime) -> str:
    """周一 … 周日."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[local(moment).weekday()]


def when(meeting: Meeting, moment: datetime) -> str:
    """6 月 15 日 周一 19:00–21:00; the year where it is not this one."""
    start, end = local(meeting.starts_at), local(meeting.ends_at)
    date = day(start.date(), year=start.year != local(moment).year)
    until = f"{end:%H:%M}" if end.date() == start.date() else clock(meeting.ends_at)
    on = _("{weekday} {day}", weekday=weekday(meeting.starts_at), day=date)
    return f"{on} {start:%H:%M}–{until}"


def badge(meeting: Meeting, moment: datetime) -> tuple[str, str]:
    """Where the meeting stands: a word and its colour."""
    found = phase(meeting, moment)
    if found is Phase.AHEAD:
        return countdown(meeting, moment), "blue"
    return {
        Phase.CANCELLED: (_("Called off"), "gray"),
        Phase.ON: (_("Under way"), "orange"),
        Phase.OWING: (_("Minutes to come"), "orange"),
        Phase.MINUTED: (_("Minutes published"), "green"),
    }[found]


def countdown(meeting: Meeting, moment: datetime) -> str:
    """还有 5 天, 明天, 今天 19:00."""
    days = (day_of(meeting.starts_at) - day_of(moment)).days
    if days == 0:
        return _("Today at {time}", time=f"{local(meeting.starts_at):%H:%M}")
    if days == 1:
        return _("Tomorrow at {time}", time=f"{local(meeting.starts_at):%H:%M}")
    return n_("In {n} day", "In {n} days", days)


def notice_left(announced_at: datetime, days_needed: int, moment: datetime) -> str:
    """还差 2 天公告期; empty once the notice has run."""
    left = notice_days_left(announced_at, days_needed, day_of(moment))
    return n_("{n} more day of notice", "{n} more days of notice", left) if left else ""
