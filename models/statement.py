"""What people say about a topic, and who agrees (意见)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen


class Stance(StrEnum):
    """An answer to a statement (态度)."""

    AGREE = "agree"  # 同意
    DISAGREE = "disagree"  # 不同意
    PASS = "pass"  # 跳过


class Statement(Record, table=True):
    """One short statement that others answer (意见)."""

    __screen__ = Screen(
        "意见",
        "Statement",
        "chat",
        "deliberation",
        title="text",
        listed=("topic_id", "text", "created_at", "hidden_at"),
        search=("text",),
        inline=("moderation",),
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    author_id: int = Field(
        foreign_key="member.id", index=True, sa_column_kwargs=described("发表人", personal=True)
    )
    text: str = Field(max_length=140, sa_column_kwargs=described("内容"))
    hidden_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("隐藏时间", english="Hidden")
    )


class Moderation(Record, table=True):
    """One line of the public log: a statement was hidden, or shown again, and why (处理记录)."""

    __screen__ = Screen(
        "处理记录",
        "Line of the moderation log",
        "gavel",
        "deliberation",
        title="reason",
        listed=("statement_id", "hidden", "reason", "member_id", "created_at"),
        search=("reason",),
        changes=Changes.BY_ACTS,
        page="board",
    )

    statement_id: int = Field(
        foreign_key="statement.id", index=True, sa_column_kwargs=described("意见")
    )
    hidden: bool = Field(sa_column_kwargs=described("是否隐藏", english="Hidden", dimension=True))
    reason: str = Field(max_length=500, sa_column_kwargs=described("理由", long=True))
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("处理人", english="By")
    )


class StatementVote(Record, table=True):
    """One member's answer to one statement (表态)."""

    __tablename__ = "statement_vote"
    __table_args__ = (UniqueConstraint("statement_id", "member_id"),)
    __screen__ = Screen(
        "表态",
        "Answer to a statement",
        "how_to_vote",
        "deliberation",
        title="statement_id",
        listed=("statement_id", "created_at"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    statement_id: int = Field(
        foreign_key="statement.id", index=True, sa_column_kwargs=described("意见")
    )
    member_id: int = Field(foreign_key="member.id", index=True)
    stance: Stance
