"""What makes a meeting count: its notice, its times, its address, its people."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.meeting import MeetingKind
from models.member import Role
from rules import meeting as rule
from rules.calendar import SHANGHAI, day_of
from rules.meeting import Call
from rules.refusal import Refused

NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)  # the 10th, noon in Shanghai


def at(day: int, hour: int = 19, minute: int = 0) -> datetime:
    return datetime(2026, 6, day, hour, minute, tzinfo=SHANGHAI)


def call(**other: object) -> Call:
    said = {
        "kind": MeetingKind.BENCH,
        "title": "停车怎么办",
        "starts_at": at(13),
        "ends_at": at(13, 21),
        "due_count": 20,
        "venue": "东门凉亭",
    }
    return Call(**(said | other))


@pytest.mark.parametrize(
    ("announced", "held", "days"),
    [
        (at(10, 9), at(10, 19), 0),
        (at(10, 23, 59), at(11, 0, 1), 1),  # the day counts, not the hours
        (at(10, 20), at(13, 9), 3),
        (at(10, 0), at(13, 23), 3),
        (at(13), at(10), 0),
    ],
)
def test_notice_is_counted_in_days_without_the_first(
    announced: datetime, held: datetime, days: int
) -> None:
    assert rule.notice_days(announced, held) == days


def test_days_are_those_of_shanghai() -> None:
    late_in_utc = datetime(2026, 6, 9, 17, tzinfo=UTC)  # already the 10th in Shanghai
    assert rule.notice_days(late_in_utc, at(13)) == 3


@pytest.mark.parametrize(("days", "in_time"), [(0, True), (2, True), (3, True), (4, False)])
def test_an_item_is_in_time_from_the_last_possible_day_on(days: int, in_time: bool) -> None:
    assert rule.announced_in_time(NOON, at(13), days) is in_time


def test_what_is_added_after_the_start_was_never_announced() -> None:
    assert not rule.announced_in_time(at(13, 19, 30), at(13), 0)


def test_a_meeting_that_comes_too_soon_hears_the_earliest_day() -> None:
    with pytest.raises(Refused) as refusal:
        rule.must_give_notice(NOON, at(12), 3, "停车")
    assert refusal.value.facts["earliest"] == date(2026, 6, 13)
    assert "3 days' notice" in str(refusal.value)


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(MOMENTS, MOMENTS, st.integers(0, 90))
def test_no_meeting_counts_without_its_notice(
    announced: datetime, held: datetime, needed: int
) -> None:
    in_time = rule.announced_in_time(announced, held, needed)
    if in_time:
        assert announced <= held
        assert day_of(held) >= rule.earliest_day(announced, needed)
    refused = False
    try:
        rule.must_give_notice(announced, held, needed, "停车")
    except Refused:
        refused = True
    assert refused is not in_time


@given(MOMENTS, MOMENTS, st.integers(0, 90), st.integers(0, 500))
def test_announcing_sooner_never_hurts(
    announced: datetime, held: datetime, needed: int, hours: int
) -> None:
    if rule.announced_in_time(announced, held, needed):
        assert rule.announced_in_time(announced - timedelta(hours=hours), held, needed)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": "  "}, "Give the meeting a name"),
        ({"title": "停" * 61}, "too long"),
        ({"venue": "", "link": " "}, "Say where"),
        ({"venue": "亭" * 121}, "too long"),
        ({"starts_at": NOON, "ends_at": at(10, 21)}, "in the future"),
        ({"starts_at": at(9), "ends_at": at(9, 21)}, "in the future"),
        ({"ends_at": at(13, 18)}, "end after it begins"),
        ({"ends_at": at(13)}, "end after it begins"),
        ({"ends_at": at(15)}, "24 hours at most"),
        (
            {
                "starts_at": at(13) + timedelta(days=400),
                "ends_at": at(14) + timedelta(days=399, hours=1),
            },
            "12 months",
        ),
        ({"due_count": 0}, "how many people are expected"),
        ({"due_count": 10**9}, "how many people are expected"),
    ],
)
def test_an_invitation_that_nobody_could_follow_is_refused(
    said: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        rule.must_make_sense(call(**said), NOON)


def test_an_invitation_is_trimmed() -> None:
    assert rule.must_make_sense(call(title=" 停车 ", venue=" 凉亭 "), NOON) == call(
        title="停车", venue="凉亭"
    )


@pytest.mark.parametrize(
    "link",
    [
        "https://meeting.tencent.com/dm/AbCd?pwd=12#x",
        "http://10.0.0.7:8080/room",
        "https://会议.中国/议事",
        "",
    ],
)
def test_a_web_address_is_taken(link: str) -> None:
    assert rule.must_be_a_link(f" {link} ") == link


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "JaVaScRiPt://x.cn/%0aalert(1)",
        "data:text/html,<script>1</script>",
        "ftp://x.cn/a",
        "//x.cn/a",
        "meeting.tencent.com",
        "https://",
        "https://bank.cn@evil.cn/",
        "https://x.cn/a b",
        "https://x.cn/\nSet-Cookie: a",
        'https://x.cn/"><script>',
        "https://[::1",
        "https://x.cn:99999/",
        "https://x.cn/" + "a" * 300,
    ],
)
def test_anything_else_is_no_link(link: str) -> None:
    with pytest.raises(Refused, match="web address"):
        rule.must_be_a_link(link)


@pytest.mark.parametrize(
    ("kind", "role", "allowed"),
    [
        (MeetingKind.OWNERS, Role.COMMITTEE, True),
        (MeetingKind.OWNERS, Role.COUNCIL, True),
        (MeetingKind.OWNERS, Role.GRID_WORKER, False),
        (MeetingKind.BRANCH, Role.SECRETARY, True),
        (MeetingKind.BRANCH, Role.COUNCIL, False),
        (MeetingKind.BENCH, Role.GRID_WORKER, True),
        (MeetingKind.STOOL, Role.COUNCIL, True),
        (MeetingKind.COUNCIL, Role.SECRETARY, True),
    ],
)
def test_some_meetings_have_their_own_caller(kind: MeetingKind, role: Role, allowed: bool) -> None:
    if allowed:
        rule.must_be_callable_by(kind, frozenset({role}))
    else:
        with pytest.raises(Refused, match="is called by"):
            rule.must_be_callable_by(kind, frozenset({role}))


@pytest.mark.parametrize(
    ("moment", "sentence"),
    [
        (at(13, 17, 59), "opens at"),
        (at(13, 18), None),
        (at(13, 21), None),
        (at(13, 21, 1), "has ended"),
    ],
)
def test_signing_in_is_open_from_an_hour_before_to_the_end(
    moment: datetime, sentence: str | None
) -> None:
    if sentence is None:
        rule.must_be_check_in_time(at(13), at(13, 21), moment)
    else:
        with pytest.raises(Refused, match=sentence):
            rule.must_be_check_in_time(at(13), at(13, 21), moment)


@pytest.mark.parametrize(
    ("roles", "counted"),
    [
        ({Role.RESIDENT}, True),
        ({Role.OWNER}, True),
        ({Role.COUNCIL}, True),
        ({Role.MANAGER}, False),
        ({Role.STREET_OFFICER}, False),
        ({Role.MANAGER, Role.RESIDENT}, True),
        (set(), False),
    ],
)
def test_neighbours_and_their_council_are_counted(roles: set[Role], counted: bool) -> None:
    assert rule.is_counted(frozenset(roles)) is counted


def test_a_name_is_one_line_of_letters() -> None:
    assert rule.must_be_names("  张  伟 \n\n李雷\r\n") == ["张 伟", "李雷"]
    for bad in ("", "   ", "张" * 51, "张\u202e伟", "李雷\n张\x00伟", "李\n" * 101):
        with pytest.raises(Refused, match="one name a line"):
            rule.must_be_names(bad)
