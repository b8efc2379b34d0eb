"""What is posted for all to read (公示)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.screen import Changes, Screen


class NoticeKind(StrEnum):
    """What a notice tells (公示种类)."""

    MOTION = "motion"  # 表决公告
    RESULT = "result"  # 表决结果
    MEETING = "meeting"  # 会议公告
    DECISION = "decision"  # 决定公告
    ACCOUNTS = "accounts"  # 收支公示
    SPENDING = "spending"  # 支出实施结果公告
    RANKING = "ranking"  # 红黑榜


class Notice(Record, table=True):
    """A frozen text with its hash and its posting clock (公示). Append-only.

    ``body`` is what was posted; ``sha256`` is of its canonical JSON.
    """

    __screen__ = Screen(
        "公示",
        "Notice",
        "campaign",
        "deliberation",
        title="title",
        listed=("code", "kind", "title", "place_id", "posted_at", "posted_until"),
        search=("code", "title"),
        order="-posted_at",
        changes=Changes.NEVER,
        page="notices",
    )

    code: str = Field(
        max_length=20, unique=True, sa_column_kwargs=described("编号", english="Number")
    )
    kind: NoticeKind = Field(sa_column_kwargs=described("公示种类", dimension=True))
    place_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    topic_id: int | None = Field(
        default=None, foreign_key="topic.id", index=True, sa_column_kwargs=described("议题")
    )
    motion_id: int | None = Field(
        default=None, foreign_key="motion.id", sa_column_kwargs=described("议案")
    )
    title: str = Field(max_length=100, sa_column_kwargs=described("标题"))
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    sha256: str = Field(max_length=64, sa_column_kwargs=described("校验值", english="Hash"))
    posted_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("公示开始", english="Posted", dimension=True),
    )
    posted_until: datetime = Field(
        sa_type=UtcDateTime, nullable=False, sa_column_kwargs=described("公示至")
    )
    posted_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("公示人")
    )
