"""What residents raise, and the way it has gone (议题)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Extended, Record, UtcDateTime, described


class TopicState(StrEnum):
    """Where a topic stands as a whole (议题状态)."""

    OPEN = "open"  # 进行中
    DONE = "done"  # 已办结
    DECLINED = "declined"  # 不予受理
    MERGED = "merged"  # 已并入
    WITHDRAWN = "withdrawn"  # 已撤回
    CLOSED = "closed"  # 已关闭
    FAILED = "failed"  # 未通过
    EXPIRED = "expired"  # 逾期终止


class Category(StrEnum):
    """What a topic is about (类别), from what the five cities report."""

    PARKING = "parking"  # 停车
    LIFT = "lift"  # 加装电梯
    PETS = "pets"  # 文明养宠
    REVENUE = "revenue"  # 公共收益
    PROPERTY = "property"  # 物业服务
    REPAIR = "repair"  # 维修改造
    SAFETY = "safety"  # 安全消防
    GREEN = "green"  # 环境绿化
    CARE = "care"  # 为老助幼
    OTHER = "other"  # 其他


class Topic(Extended, table=True):
    """One matter that the neighbourhood takes up (议题).

    ``standing`` is what the board shows without counting again: a list of
    ``{"gate", "state", "sentence", "facts"}`` that ``services.procedure`` rewrites in
    the transaction of every act. ``round`` grows whenever the topic goes back.
    """

    __table_args__ = (
        Index(None, "path", "version_id", "state", "step_code"),  # the board counts along it
        Index(None, "step_code", "state", "path", "version_id", "category", "due_on", "id"),
        Index(None, "state", "wake_at"),
    )

    place_id: int = Field(foreign_key="place.id", index=True)
    path: str = Field(sa_type=PATH, nullable=False)
    compound_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    title: str = Field(max_length=60, sa_column_kwargs=described("标题"))
    category: Category = Field(sa_column_kwargs=described("类别", dimension=True))
    proposer_id: int = Field(foreign_key="member.id", index=True)
    state: TopicState = Field(
        default=TopicState.OPEN, sa_column_kwargs=described("状态", dimension=True)
    )
    version_id: int = Field(foreign_key="procedure_version.id", index=True)
    step_code: str = Field(max_length=30, sa_column_kwargs=described("步骤", dimension=True))
    step_since: datetime = Field(sa_type=UtcDateTime, nullable=False)
    round: int = 1
    due_on: date | None = Field(default=None)
    due_provisional: bool = False  # the calendar of that year is not published yet
    wake_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # the clock may move it
    standing: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    waits_for: list[str] = Field(default_factory=list, sa_type=JSON)  # role codes
    end_reason: str = Field(default="", max_length=500)
    merged_into_id: int | None = Field(default=None, foreign_key="topic.id")


class TopicText(Record, table=True):
    """One version of a topic's text (议题文本). Frozen by hash at its first endorsement."""

    __tablename__ = "topic_text"
    __table_args__ = (UniqueConstraint("topic_id", "number"),)

    topic_id: int = Field(foreign_key="topic.id", index=True)
    number: int = Field(ge=1)
    title: str = Field(max_length=60)
    body: str = Field(max_length=5000)
    author_id: int = Field(foreign_key="member.id")
    reason: str = Field(default="", max_length=300)
    sha256: str = Field(max_length=64)
    frozen_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class TopicGram(Record, table=True):
    """One pair of neighbouring characters in a topic's title (双字索引): search and likeness."""

    __tablename__ = "topic_gram"
    __table_args__ = (Index(None, "gram", "topic_id"),)

    topic_id: int = Field(foreign_key="topic.id", index=True)
    gram: str = Field(max_length=4)


class Endorsement(Record, table=True):
    """A neighbour's support for one version of a text (附议). Households are counted, not heads."""

    __table_args__ = (
        UniqueConstraint("topic_id", "member_id"),
        Index(None, "member_id", "topic_id"),
    )

    topic_id: int = Field(foreign_key="topic.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    household: str = Field(max_length=40)  # unit:77, or member:5 where the unit is unknown
    text_number: int  # supports this version; an amendment asks again


class StepEntry(Record, table=True):
    """One stay of a topic in one step (经过)."""

    __tablename__ = "step_entry"

    topic_id: int = Field(foreign_key="topic.id", index=True)
    step_code: str = Field(max_length=30)
    step_name: str = Field(max_length=40)
    round: int = 1
    due_on: date | None = None
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = Field(default="", max_length=20)  # success, failure, expiry, closed, merged …
    reason: str = Field(default="", max_length=500)
    actor_id: int | None = Field(default=None, foreign_key="member.id")


class StepForm(Record, table=True):
    """The answers to a step's form (步骤表单)."""

    __tablename__ = "step_form"
    __table_args__ = (UniqueConstraint("topic_id", "step_code", "round"),)

    topic_id: int = Field(foreign_key="topic.id", index=True)
    step_code: str = Field(max_length=30)
    round: int = 1
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    member_id: int = Field(foreign_key="member.id")


class Approval(Record, table=True):
    """A named role's yes or no to a step, with its reason (同意).

    ``gate`` is the position of the gate in its step: approvals of two gates never mix.
    """

    __table_args__ = (UniqueConstraint("topic_id", "step_code", "round", "gate", "member_id"),)

    topic_id: int = Field(foreign_key="topic.id", index=True)
    step_code: str = Field(max_length=30)
    round: int = 1
    gate: int = 0
    member_id: int = Field(foreign_key="member.id")
    role: str = Field(max_length=20)
    approved: bool
    reason: str = Field(max_length=500)
