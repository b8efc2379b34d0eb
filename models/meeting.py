"""Sitting down together (议事会)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Extended, Record, UtcDateTime, described
from models.screen import Changes, Screen


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
    __screen__ = Screen(
        "会议",
        "Meeting",
        "groups",
        "deliberation",
        title="title",
        listed=("title", "kind", "place_id", "starts_at", "due_count", "minutes_at"),
        search=("title", "venue"),
        inline=("agenda_item", "attendance", "minutes_addition"),
        order="-starts_at",
        changes=Changes.BY_ACTS,
        page="meeting",
    )

    place_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    kind: MeetingKind = Field(
        sa_column_kwargs=described("会议形式", english="Form", dimension=True)
    )
    title: str = Field(max_length=60, sa_column_kwargs=described("标题"))
    venue: str = Field(default="", max_length=120, sa_column_kwargs=described("地点"))
    link: str = Field(default="", max_length=300)
    announced_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("公告时间", english="Announced"),
    )
    starts_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("开始时间", english="Begins", dimension=True),
    )
    ends_at: datetime = Field(
        sa_type=UtcDateTime, nullable=False, sa_column_kwargs=described("结束时间", english="Ends")
    )
    due_count: int = Field(
        ge=0, sa_column_kwargs=described("应到", english="Due to come", unit="人", measure=True)
    )
    edit_count: int = 0  # moves with every change: two editors notice each other
    check_in_hash: str = Field(default="", max_length=64)
    minutes: str = Field(
        default="", max_length=10000, sa_column_kwargs=described("纪要", long=True)
    )
    minutes_by: int | None = Field(
        default=None,
        foreign_key="member.id",
        sa_column_kwargs=described("纪要人", english="Minutes by"),
    )
    minutes_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("纪要发布时间", english="Minutes published"),
    )
    called_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("召集人"))
    cancelled_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("取消时间", english="Cancelled"),
    )
    cancel_reason: str = Field(
        default="",
        max_length=500,
        sa_column_kwargs=described("取消原因", english="Reason for cancelling", long=True),
    )


class AgendaItem(Record, table=True):
    """One topic on the agenda, with the round it was announced for (议程)."""

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("meeting_id", "topic_id"),)
    __screen__ = Screen(
        "议程",
        "Item on the agenda",
        "list",
        "deliberation",
        title="topic_id",
        listed=("meeting_id", "topic_id", "position", "outcome", "conclusion"),
        search=("conclusion",),
        order="position",
        changes=Changes.BY_ACTS,
        page="meetings",
    )

    meeting_id: int = Field(
        foreign_key="meeting.id", index=True, sa_column_kwargs=described("会议")
    )
    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    round: int = Field(default=1, sa_column_kwargs=described("轮次"))
    position: int = Field(default=0, sa_column_kwargs=described("次序"))
    days_needed: int = Field(
        default=0, sa_column_kwargs=described("所需公告期", english="Days of notice", unit="天")
    )  # the notice that its procedure asked for when it was put on
    outcome: MeetingOutcome | None = Field(
        default=None, sa_column_kwargs=described("会议结论", dimension=True)
    )
    conclusion: str = Field(
        default="", max_length=1000, sa_column_kwargs=described("结论说明", long=True)
    )


class MinutesAddition(Record, table=True):
    """A dated addition to published minutes, which are never rewritten (纪要补正)."""

    __tablename__ = "minutes_addition"
    __screen__ = Screen(
        "纪要补正",
        "Addition to the minutes",
        "post_add",
        "deliberation",
        title="text",
        listed=("meeting_id", "text", "member_id", "created_at"),
        search=("text",),
        changes=Changes.BY_ACTS,
        page="meetings",
    )

    meeting_id: int = Field(
        foreign_key="meeting.id", index=True, sa_column_kwargs=described("会议")
    )
    text: str = Field(max_length=2000, sa_column_kwargs=described("内容", long=True))
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("补正人", english="By")
    )


class Attendance(Record, table=True):
    """One person who came (签到): by the QR code, or entered by the chair.

    A guest (列席) is on the sheet, and not counted to 实到.
    """

    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)
    __screen__ = Screen(
        "签到",
        "Attendance",
        "how_to_reg",
        "deliberation",
        title="name",
        listed=("meeting_id", "name", "guest", "by_code", "created_at"),
        changes=Changes.BY_ACTS,
        page="meetings",
    )

    meeting_id: int = Field(
        foreign_key="meeting.id", index=True, sa_column_kwargs=described("会议")
    )
    member_id: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("成员", personal=True)
    )
    name: str = Field(max_length=50, sa_column_kwargs=described("姓名", personal=True))
    guest: bool = Field(default=False, sa_column_kwargs=described("列席", dimension=True))
    by_code: bool = Field(
        default=False, sa_column_kwargs=described("扫码签到", english="By QR code", dimension=True)
    )
    entered_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("登记人")
    )
