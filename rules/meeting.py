"""What makes a meeting count: called in time, held, and attended by people (会议规则)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from models.meeting import Meeting, MeetingKind
from models.member import Role
from rules.calendar import day_of
from rules.refusal import N_, Refused

LONGEST = timedelta(hours=24)
FURTHEST = timedelta(days=366)
EARLY_CHECK_IN = timedelta(hours=1)
MOST_DUE = 100_000
MOST_TOPICS = 20
LONGEST_TITLE, LONGEST_VENUE, LONGEST_LINK = 60, 120, 300
LONGEST_NAME, MOST_NAMES = 50, 100
LONGEST_MINUTES, LONGEST_ADDITION, LONGEST_CONCLUSION = 10_000, 2_000, 1_000

# Who is counted to 实到. Others are welcome and sit in (列席): offices, the property manager,
# and whoever lives elsewhere.
COUNTED = frozenset(
    {
        Role.RESIDENT,
        Role.OWNER,
        Role.COUNCIL,
        Role.COMMITTEE,
        Role.SECRETARY,
        Role.GRID_WORKER,
    }
)
# The owners' meeting is called by their committee, or by the council in its place; the
# branch by its secretary. The other forms are open to whoever may call a meeting at all.
CALLERS = {
    MeetingKind.OWNERS: frozenset({Role.COMMITTEE, Role.COUNCIL}),
    MeetingKind.BRANCH: frozenset({Role.SECRETARY}),
}


@dataclass(frozen=True)
class Call:
    """What an invitation says (会议通知)."""

    kind: MeetingKind
    title: str
    starts_at: datetime
    ends_at: datetime
    due_count: int
    venue: str = ""
    link: str = ""


def notice_days(announced_at: datetime, starts_at: datetime) -> int:
    """How many days' notice people have had, on Shanghai's calendar.

    The day of the announcement does not count (民法典第 201 条): announced on the 1st and held
    on the 4th is three days' notice, whatever the hours.
    """
    return max(0, (day_of(starts_at) - day_of(announced_at)).days)


def announced_in_time(announced_at: datetime, starts_at: datetime, days_needed: int) -> bool:
    """Whether an item was on the agenda early enough to be decided on (议程锁定)."""
    return announced_at <= starts_at and notice_days(announced_at, starts_at) >= days_needed


def earliest_day(announced_at: datetime, days_needed: int) -> date:
    """The first day on which a meeting announced at this moment may be held."""
    return day_of(announced_at) + timedelta(days=days_needed)


def must_give_notice(
    announced_at: datetime, starts_at: datetime, days_needed: int, title: str
) -> None:
    """Refuse a meeting that comes too soon for one of its topics; say when it may be."""
    if not announced_in_time(announced_at, starts_at, days_needed):
        raise Refused(
            N_("“{title}” needs {days} days' notice: {earliest} at the earliest."),
            title=title,
            days=days_needed,
            earliest=earliest_day(announced_at, days_needed),
        )


def must_be_callable_by(kind: MeetingKind, roles: frozenset[Role]) -> None:
    """Refuse who may call meetings, but not of this kind."""
    if kind in CALLERS and not CALLERS[kind] & roles:
        if kind is MeetingKind.BRANCH:
            raise Refused(N_("A branch meeting is called by the branch secretary."))
        raise Refused(N_("A meeting of owners is called by their committee, or by the council."))


def must_make_sense(call: Call, moment: datetime) -> Call:
    """The invitation with its texts trimmed; refused where nobody could follow it."""
    title, venue = call.title.strip(), call.venue.strip()
    if not title:
        raise Refused(N_("Give the meeting a name."))
    if len(title) > LONGEST_TITLE or len(venue) > LONGEST_VENUE:
        raise Refused(N_("The name or the place is too long."))
    if not venue and not call.link.strip():
        raise Refused(N_("Say where: a place, a link, or both."))
    if call.starts_at <= moment:
        raise Refused(N_("The meeting must begin in the future."))
    if call.ends_at <= call.starts_at:
        raise Refused(N_("The meeting must end after it begins."))
    if call.ends_at - call.starts_at > LONGEST:
        raise Refused(N_("A meeting lasts 24 hours at most."))
    if call.starts_at - moment > FURTHEST:
        raise Refused(N_("A meeting is called for the coming 12 months at most."))
    if not 1 <= call.due_count <= MOST_DUE:
        raise Refused(N_("Say how many people are expected: at least 1."))
    link = must_be_a_link(call.link)
    return Call(call.kind, title, call.starts_at, call.ends_at, call.due_count, venue, link)


def must_be_a_link(link: str) -> str:
    """A web address that a browser opens and nothing else; empty stays empty."""
    link = link.strip()
    if not link:
        return ""
    refused = Refused(N_("The link must be a web address that begins with https:// or http://."))
    if len(link) > LONGEST_LINK or not link.isprintable() or set(link) & set(" <>\"'`\\"):
        raise refused
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise refused from error
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        raise refused
    return link


def must_have_few_topics(count: int) -> None:
    """Refuse an agenda that no evening is long enough for."""
    if count > MOST_TOPICS:
        raise Refused(N_("{n} topics at most on one agenda."), n=MOST_TOPICS)


def is_counted(roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles at the place counts to 实到, or sits in as a guest."""
    return bool(COUNTED & roles)


def check_in_opens(starts_at: datetime) -> datetime:
    """The moment from which people may sign in."""
    return starts_at - EARLY_CHECK_IN


def must_be_check_in_time(starts_at: datetime, ends_at: datetime, moment: datetime) -> None:
    """Refuse signing in before the doors open and after the meeting has ended."""
    if moment < check_in_opens(starts_at):
        raise Refused(
            N_("Sign-in opens at {opens_at}. Come back then."), opens_at=check_in_opens(starts_at)
        )
    if moment > ends_at:
        raise Refused(N_("The meeting has ended: this code is no longer valid."))


def must_be_names(text: str) -> list[str]:
    """The names of those who came, one a line, as they will stand on the sheet."""
    names = [name for line in text.splitlines() if (name := " ".join(line.split()))]
    if not names or len(names) > MOST_NAMES:
        raise Refused(N_("Write one name a line, {n} at most at a time."), n=MOST_NAMES)
    if any(len(name) > LONGEST_NAME or not name.isprintable() for name in names):
        raise Refused(N_("Write one name a line, {n} at most at a time."), n=MOST_NAMES)
    return names


def must_be_minutes(text: str, starts_at: datetime, moment: datetime) -> str:
    """Minutes that say something, of a meeting that has begun."""
    if moment < starts_at:
        raise Refused(N_("Minutes are published after the meeting has begun."))
    text = text.strip()
    if not text:
        raise Refused(N_("The minutes are empty: say what was discussed."))
    if len(text) > LONGEST_MINUTES:
        raise Refused(N_("The minutes are too long: {n} characters at most."), n=LONGEST_MINUTES)
    return text


class Phase(StrEnum):
    """Where a meeting stands at a moment (会议阶段)."""

    CANCELLED = "cancelled"  # 已取消
    AHEAD = "ahead"  # 待召开
    ON = "on"  # 进行中
    OWING = "owing"  # 待纪要
    MINUTED = "minuted"  # 已有纪要


def phase(meeting: Meeting, moment: datetime) -> Phase:
    """Where ``meeting`` stands at ``moment``."""
    if meeting.cancelled_at is not None:
        return Phase.CANCELLED
    if meeting.minutes_at is not None:
        return Phase.MINUTED
    if moment < meeting.starts_at:
        return Phase.AHEAD
    return Phase.ON if moment <= meeting.ends_at else Phase.OWING


def notice_days_left(announced_at: datetime, days_needed: int, today: date) -> int:
    """How many days the announcement has still to stand before a meeting may be held."""
    return max(0, (earliest_day(announced_at, days_needed) - today).days)
