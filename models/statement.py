"""What people say about a topic, and who agrees (意见)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime


class Stance(StrEnum):
    """An answer to a statement (态度)."""

    AGREE = "agree"  # 同意
    DISAGREE = "disagree"  # 不同意
    PASS = "pass"  # 跳过


class Statement(Record, table=True):
    """One short statement that others answer (意见)."""

    topic_id: int = Field(foreign_key="topic.id", index=True)
    author_id: int = Field(foreign_key="member.id", index=True)
    text: str = Field(max_length=140)
    hidden_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Moderation(Record, table=True):
    """One line of the public log: a statement was hidden, or shown again, and why (处理记录)."""

    statement_id: int = Field(foreign_key="statement.id", index=True)
    hidden: bool
    reason: str = Field(max_length=500)
    member_id: int = Field(foreign_key="member.id")


class StatementVote(Record, table=True):
    """One member's answer to one statement (表态)."""

    __tablename__ = "statement_vote"
    __table_args__ = (UniqueConstraint("statement_id", "member_id"),)

    statement_id: int = Field(foreign_key="statement.id", index=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    stance: Stance
