"""Carrying out what was decided (办理)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from models.base import Extended, Record, UtcDateTime, described


class Task(Extended, table=True):
    """One piece of work: who, by when, at what cost (任务)."""

    topic_id: int = Field(foreign_key="topic.id", index=True)
    round: int = 1
    title: str = Field(max_length=80)
    doer: str = Field(max_length=60)  # a person, a firm or an office
    due_on: date
    budget_fen: int = Field(
        sa_type=BigInteger,
        default=0,
        ge=0,
        sa_column_kwargs=described("预算", unit="分", measure=True),
    )
    cost_fen: int | None = Field(
        sa_type=BigInteger,
        default=None,
        ge=0,
        sa_column_kwargs=described("实际费用", unit="分", measure=True),
    )
    done_on: date | None = None
    set_by: int = Field(foreign_key="member.id")


class TaskNote(Record, table=True):
    """A report of progress (进展)."""

    __tablename__ = "task_note"

    task_id: int = Field(foreign_key="task.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    text: str = Field(max_length=500)


class WorkReport(Record, table=True):
    """The word that all is done; it opens the rating (办结报告).

    ``reason`` says why it is given although something is not done, or nothing was to do.
    """

    __tablename__ = "work_report"
    __table_args__ = (UniqueConstraint("topic_id", "round"),)

    topic_id: int = Field(foreign_key="topic.id", index=True)
    round: int = 1
    text: str = Field(max_length=2000)
    reason: str = Field(default="", max_length=500)
    reported_by: int = Field(foreign_key="member.id")
    reported_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
