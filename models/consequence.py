"""What follows from a published list: topics, awards, put-right lists (结果运用)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, described
from models.screen import Changes, Screen


class ConsequenceKind(StrEnum):
    """What a listing leads to (结果运用). None of them dismisses a firm."""

    OWNERS_TOPIC = "owners_topic"  # 提交业主决定去留
    ESCALATION = "escalation"  # 连续黑榜，末位淘汰程序
    AWARD = "award"  # 评优优先


class Consequence(Record, table=True):
    """One thing that followed from one row of a published edition (结果运用)."""

    __table_args__ = (UniqueConstraint("edition_id", "entrant_id", "kind"),)
    __screen__ = Screen(
        "结果运用",
        "Consequence",
        "low_priority",
        "rating",
        title="kind",
        listed=("edition_id", "entrant_id", "kind", "topic_id", "run"),
        changes=Changes.BY_ACTS,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", index=True, sa_column_kwargs=described("期次", dimension=True)
    )
    entrant_id: int = Field(
        foreign_key="entrant.id", index=True, sa_column_kwargs=described("参评小区")
    )
    kind: ConsequenceKind = Field(sa_column_kwargs=described("结果运用", dimension=True))
    topic_id: int | None = Field(
        default=None, foreign_key="topic.id", index=True, sa_column_kwargs=described("议题")
    )
    run: int = Field(
        default=1, sa_column_kwargs=described("连续次数", english="In a row", measure=True)
    )  # how many black editions in a row


class RectificationState(StrEnum):
    """How far putting right has come (整治进度)."""

    OPEN = "open"  # 整治中
    DONE = "done"  # 已销号
    DROPPED = "dropped"  # 已移出


class Rectification(Record, table=True):
    """A compound whose service has to be put right by a day (专项整治)."""

    __table_args__ = (Index(None, "path", "state", "due_on"),)
    __screen__ = Screen(
        "专项整治",
        "Rectification",
        "construction",
        "rating",
        title="cause",
        listed=("place_id", "firm_id", "cause", "state", "due_on", "closed_on"),
        search=("cause", "outcome"),
        inline=("rectification_task",),
        changes=Changes.BY_ACTS,
        page="rectifications",
    )

    place_id: int = Field(
        foreign_key="place.id",
        index=True,
        sa_column_kwargs=described("小区", english="Compound", dimension=True),
    )
    path: str = Field(sa_type=PATH, nullable=False)
    edition_id: int | None = Field(
        default=None, foreign_key="edition.id", index=True, sa_column_kwargs=described("期次")
    )
    firm_id: int | None = Field(
        default=None, foreign_key="firm.id", sa_column_kwargs=described("物业企业", dimension=True)
    )
    cause: str = Field(
        max_length=300, sa_column_kwargs=described("原因", long=True)
    )  # in words: most hotline cases, black list
    cases: int | None = Field(
        default=None, sa_column_kwargs=described("热线件数", english="Hotline cases", measure=True)
    )  # how many hotline cases
    position: int | None = Field(
        default=None, sa_column_kwargs=described("排序")
    )  # in the list, from the most cases
    due_on: date = Field(sa_column_kwargs=described("期限", english="Due on", dimension=True))
    state: RectificationState = Field(
        default=RectificationState.OPEN, sa_column_kwargs=described("整治进度", dimension=True)
    )
    closed_on: date | None = Field(
        default=None, sa_column_kwargs=described("结束日期", english="Closed on")
    )
    outcome: str = Field(default="", max_length=1000, sa_column_kwargs=described("结果", long=True))
    kept_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("登记人")
    )


class RectificationTask(Record, table=True):
    """One step of putting right: what, who, by when (整治任务)."""

    __tablename__ = "rectification_task"
    __screen__ = Screen(
        "整治任务",
        "Step of putting right",
        "task_alt",
        "rating",
        title="title",
        listed=("rectification_id", "title", "doer", "due_on", "done_on"),
        search=("title", "doer"),
        order="-due_on",
        changes=Changes.BY_ACTS,
        page="rectifications",
    )

    rectification_id: int = Field(
        foreign_key="rectification.id", index=True, sa_column_kwargs=described("专项整治")
    )
    title: str = Field(max_length=100, sa_column_kwargs=described("标题"))
    doer: str = Field(
        max_length=60, sa_column_kwargs=described("责任人或单位", english="Who does it")
    )
    due_on: date = Field(sa_column_kwargs=described("期限", english="Due on", dimension=True))
    done_on: date | None = Field(
        default=None, sa_column_kwargs=described("完成日期", english="Done on")
    )
    evidence: str = Field(default="", max_length=500, sa_column_kwargs=described("凭据", long=True))
    set_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("安排人")
    )
