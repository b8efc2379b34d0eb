"""Carrying out what was decided (办理)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field

from models.base import Extended, Record, UtcDateTime, described
from models.screen import Changes, Screen


class Task(Extended, table=True):
    """One piece of work: who, by when, at what cost (任务)."""

    __screen__ = Screen(
        "任务",
        "Task",
        "task_alt",
        "deliberation",
        title="title",
        listed=("topic_id", "title", "doer", "due_on", "done_on", "budget_fen", "cost_fen"),
        search=("title", "doer"),
        inline=("task_note",),
        order="-due_on",
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    round: int = Field(default=1, sa_column_kwargs=described("轮次"))
    title: str = Field(max_length=80, sa_column_kwargs=described("标题"))
    doer: str = Field(
        max_length=60, sa_column_kwargs=described("承办人或单位", english="Who does it")
    )  # a person, a firm or an office
    due_on: date = Field(sa_column_kwargs=described("期限", english="Due on", dimension=True))
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
    done_on: date | None = Field(
        default=None, sa_column_kwargs=described("完成日期", english="Done on")
    )
    set_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("安排人"))


class TaskNote(Record, table=True):
    """A report of progress (进展)."""

    __tablename__ = "task_note"
    __screen__ = Screen(
        "进展",
        "Progress",
        "notes",
        "deliberation",
        title="text",
        listed=("task_id", "text", "member_id", "created_at"),
        search=("text",),
        changes=Changes.BY_ACTS,
        page="board",
    )

    task_id: int = Field(foreign_key="task.id", index=True, sa_column_kwargs=described("任务"))
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("报告人", english="By")
    )
    text: str = Field(max_length=500, sa_column_kwargs=described("内容", long=True))


class WorkReport(Record, table=True):
    """The word that all is done; it opens the rating (办结报告).

    ``reason`` says why it is given although something is not done, or nothing was to do.
    """

    __tablename__ = "work_report"
    __table_args__ = (UniqueConstraint("topic_id", "round"),)
    __screen__ = Screen(
        "办结报告",
        "Report that all is done",
        "verified",
        "deliberation",
        title="topic_id",
        listed=("topic_id", "round", "text", "reported_by", "reported_at"),
        search=("text",),
        order="-reported_at",
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    round: int = Field(default=1, sa_column_kwargs=described("轮次"))
    text: str = Field(max_length=2000, sa_column_kwargs=described("内容", long=True))
    reason: str = Field(
        default="",
        max_length=500,
        sa_column_kwargs=described("未完成说明", english="Why something is left", long=True),
    )
    reported_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("报告人"))
    reported_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("报告时间", english="Reported"),
    )
