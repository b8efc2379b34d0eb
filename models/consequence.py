"""What follows from a published list: topics, awards, put-right lists (结果运用)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, described


class ConsequenceKind(StrEnum):
    """What a listing leads to (结果运用). None of them dismisses a firm."""

    OWNERS_TOPIC = "owners_topic"  # 提交业主决定去留
    ESCALATION = "escalation"  # 连续黑榜，末位淘汰程序
    AWARD = "award"  # 评优优先


class Consequence(Record, table=True):
    """One thing that followed from one row of a published edition (结果运用)."""

    __table_args__ = (UniqueConstraint("edition_id", "entrant_id", "kind"),)

    edition_id: int = Field(foreign_key="edition.id", index=True)
    entrant_id: int = Field(foreign_key="entrant.id", index=True)
    kind: ConsequenceKind = Field(sa_column_kwargs=described("结果运用", dimension=True))
    topic_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    run: int = 1  # how many black editions in a row


class RectificationState(StrEnum):
    """How far putting right has come (整治进度)."""

    OPEN = "open"  # 整治中
    DONE = "done"  # 已销号
    DROPPED = "dropped"  # 已移出


class Rectification(Record, table=True):
    """A compound whose service has to be put right by a day (专项整治)."""

    __table_args__ = (Index(None, "path", "state", "due_on"),)

    place_id: int = Field(foreign_key="place.id", index=True)
    path: str = Field(sa_type=PATH, nullable=False)
    edition_id: int | None = Field(default=None, foreign_key="edition.id", index=True)
    firm_id: int | None = Field(default=None, foreign_key="firm.id")
    cause: str = Field(max_length=300)  # in words: most hotline cases, black list
    cases: int | None = None  # how many hotline cases
    position: int | None = None  # in the list, from the most cases
    due_on: date
    state: RectificationState = Field(
        default=RectificationState.OPEN, sa_column_kwargs=described("整治进度", dimension=True)
    )
    closed_on: date | None = None
    outcome: str = Field(default="", max_length=1000)
    kept_by: int | None = Field(default=None, foreign_key="member.id")


class RectificationTask(Record, table=True):
    """One step of putting right: what, who, by when (整治任务)."""

    __tablename__ = "rectification_task"

    rectification_id: int = Field(foreign_key="rectification.id", index=True)
    title: str = Field(max_length=100)
    doer: str = Field(max_length=60)
    due_on: date
    done_on: date | None = None
    evidence: str = Field(default="", max_length=500)
    set_by: int | None = Field(default=None, foreign_key="member.id")
