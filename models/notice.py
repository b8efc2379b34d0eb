"""What is posted for all to read (公示)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime


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

    code: str = Field(max_length=20, unique=True)
    kind: NoticeKind
    place_id: int = Field(foreign_key="place.id", index=True)
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    topic_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    motion_id: int | None = Field(default=None, foreign_key="motion.id")
    title: str = Field(max_length=100)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    sha256: str = Field(max_length=64)
    posted_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    posted_until: datetime = Field(sa_type=UtcDateTime, nullable=False)
    posted_by: int | None = Field(default=None, foreign_key="member.id")
