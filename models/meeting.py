"""Sitting down together (议事会)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Extended, Record, UtcDateTime


class MeetingKind(StrEnum):
    """The forms that the five cities use (会议形式)."""

    COUNCIL = "council"  # 议事会
    BENCH = "bench"  # 板凳会
    STOOL = "stool"  # 马扎议事
    OWNERS = "owners"  # 业主大会会议
    BRANCH = "branch"  # 党支部会议


class MeetingOutcome(StrEnum):
    """What a meeting came to about one item (会议结论)."""

    PROCEED = "proceed"  # 议成，进入下一步
    AGAIN = "again"  # 再议


class Meeting(Extended, table=True):
    """A meeting called with notice (会议). ``due_count`` is 应到; 实到 is counted.

    ``announced_at`` begins anew when the meeting is moved to another time.
    """

    __table_args__ = (Index(None, "starts_at"),)

    place_id: int = Field(foreign_key="place.id", index=True)
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    kind: MeetingKind
    title: str = Field(max_length=60)
    venue: str = Field(default="", max_length=120)
    link: str = Field(default="", max_length=300)
    announced_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    starts_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    ends_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    due_count: int = Field(ge=0)
    edit_count: int = 0  # moves with every change: two editors notice each other
    check_in_hash: str = Field(default="", max_length=64)
    minutes: str = Field(default="", max_length=10000)
    minutes_by: int | None = Field(default=None, foreign_key="member.id")
    minutes_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    called_by: int = Field(foreign_key="member.id")
    cancelled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    cancel_reason: str = Field(default="", max_length=500)


class AgendaItem(Record, table=True):
    """One topic on the agenda, with the round it was announced for (议程)."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "topic_id"),)

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    round: int = 1
    position: int = 0
    days_needed: int = 0  # the notice that its procedure asked for when it was put on
    outcome: MeetingOutcome | None = None
    conclusion: str = Field(default="", max_length=1000)


class MinutesAddition(Record, table=True):
    """A dated addition to published minutes, which are never rewritten (纪要补正)."""

    __tablename__ = "minutes_addition"

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    text: str = Field(max_length=2000)
    member_id: int = Field(foreign_key="member.id")


class Attendance(Record, table=True):
    """One person who came (签到): by the QR code, or entered by the chair.

    A guest (列席) is on the sheet, and not counted to 实到.
    """

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    name: str = Field(max_length=50)
    guest: bool = False
    by_code: bool = False
    entered_by: int | None = Field(default=None, foreign_key="member.id")
