"""What residents raise, and the way it has gone (议题)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Extended, Record, UtcDateTime, described
from models.screen import Changes, Screen


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
    __screen__ = Screen(
        "议题",
        "Topic",
        "forum",
        "deliberation",
        title="title",
        listed=("title", "category", "state", "step_code", "due_on", "created_at"),
        search=("title",),
        inline=("topic_text", "step_entry", "statement", "motion", "task", "benefit", "notice"),
        changes=Changes.BY_ACTS,
        page="topic",
    )

    place_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(sa_type=PATH, nullable=False)
    compound_id: int | None = Field(
        default=None,
        foreign_key="place.id",
        index=True,
        sa_column_kwargs=described("小区", dimension=True),
    )
    title: str = Field(max_length=60, sa_column_kwargs=described("标题"))
    category: Category = Field(sa_column_kwargs=described("类别", dimension=True))
    proposer_id: int = Field(
        foreign_key="member.id", index=True, sa_column_kwargs=described("提议人", personal=True)
    )
    state: TopicState = Field(
        default=TopicState.OPEN, sa_column_kwargs=described("状态", dimension=True)
    )
    version_id: int = Field(
        foreign_key="procedure_version.id",
        index=True,
        sa_column_kwargs=described("所用规程", english="Procedure", dimension=True),
    )
    step_code: str = Field(
        max_length=30, sa_column_kwargs=described("步骤", english="Step", dimension=True)
    )
    step_since: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("进入步骤时间", english="In this step since"),
    )
    round: int = Field(default=1, sa_column_kwargs=described("轮次", measure=True))
    due_on: date | None = Field(
        default=None, sa_column_kwargs=described("期限", english="Due on", dimension=True)
    )
    due_provisional: bool = Field(
        default=False,
        sa_column_kwargs=described("期限为暂定", english="Due day provisional", dimension=True),
    )  # the calendar of that year is not published yet
    wake_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("下次自动检查", english="Next look"),
    )  # the clock may move it
    standing: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    waits_for: list[str] = Field(default_factory=list, sa_type=JSON)  # role codes
    end_reason: str = Field(
        default="",
        max_length=500,
        sa_column_kwargs=described("结束原因", english="Reason for the end", long=True),
    )
    merged_into_id: int | None = Field(
        default=None,
        foreign_key="topic.id",
        sa_column_kwargs=described("并入议题", english="Merged into"),
    )


class TopicText(Record, table=True):
    """One version of a topic's text (议题文本). Frozen by hash at its first endorsement."""

    __tablename__ = "topic_text"
    __table_args__ = (UniqueConstraint("topic_id", "number"),)
    __screen__ = Screen(
        "议题文本",
        "Text of a topic",
        "article",
        "deliberation",
        title="title",
        listed=("topic_id", "number", "title", "frozen_at"),
        search=("title", "body"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    number: int = Field(ge=1, sa_column_kwargs=described("版本", english="Version"))
    title: str = Field(max_length=60, sa_column_kwargs=described("标题"))
    body: str = Field(
        max_length=5000, sa_column_kwargs=described("正文", english="Text", long=True)
    )
    author_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("撰写人", personal=True)
    )
    reason: str = Field(
        default="", max_length=300, sa_column_kwargs=described("修改原因", long=True)
    )
    sha256: str = Field(max_length=64, sa_column_kwargs=described("校验值", english="Hash"))
    frozen_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("冻结时间", english="Frozen")
    )


class TopicGram(Record, table=True):
    """One pair of neighbouring characters in a topic's title (双字索引): search and likeness."""

    __tablename__ = "topic_gram"
    __table_args__ = (Index(None, "gram", "topic_id"),)
    __screen__ = Screen(
        "双字索引",
        "Pair of characters",
        "match_word",
        "machinery",
        title="gram",
        listed=("topic_id", "gram"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    gram: str = Field(max_length=4, sa_column_kwargs=described("字对", english="Pair"))


class Endorsement(Record, table=True):
    """A neighbour's support for one version of a text (附议). Households are counted, not heads."""

    __table_args__ = (
        UniqueConstraint("topic_id", "member_id"),
        Index(None, "member_id", "topic_id"),
    )
    __screen__ = Screen(
        "附议",
        "Endorsement",
        "thumb_up",
        "deliberation",
        title="topic_id",
        listed=("topic_id", "text_number", "created_at"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    member_id: int = Field(foreign_key="member.id")
    household: str = Field(max_length=40)  # unit:77, or member:5 where the unit is unknown
    text_number: int = Field(
        sa_column_kwargs=described("附议版本", english="Version of the text")
    )  # supports this version; an amendment asks again


class StepEntry(Record, table=True):
    """One stay of a topic in one step (经过)."""

    __tablename__ = "step_entry"
    __screen__ = Screen(
        "经过",
        "Stay in a step",
        "timeline",
        "deliberation",
        title="step_name",
        listed=("topic_id", "step_name", "outcome", "created_at", "left_at"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    step_code: str = Field(
        max_length=30, sa_column_kwargs=described("步骤代码", english="Step's code", dimension=True)
    )
    step_name: str = Field(
        max_length=40, sa_column_kwargs=described("步骤", english="Step", dimension=True)
    )
    round: int = Field(default=1, sa_column_kwargs=described("轮次"))
    due_on: date | None = Field(default=None, sa_column_kwargs=described("期限", english="Due on"))
    left_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("离开时间", english="Left")
    )
    outcome: str = Field(
        default="", max_length=20, sa_column_kwargs=described("结果", dimension=True)
    )  # success, failure, expiry, closed, merged …
    reason: str = Field(default="", max_length=500, sa_column_kwargs=described("原因", long=True))
    actor_id: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("经办人", english="By")
    )


class StepForm(Record, table=True):
    """The answers to a step's form (步骤表单)."""

    __tablename__ = "step_form"
    __table_args__ = (UniqueConstraint("topic_id", "step_code", "round"),)
    __screen__ = Screen(
        "步骤表单",
        "Form of a step",
        "assignment",
        "deliberation",
        title="step_code",
        listed=("topic_id", "step_code", "round", "member_id"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    step_code: str = Field(
        max_length=30, sa_column_kwargs=described("步骤", english="Step", dimension=True)
    )
    round: int = Field(default=1, sa_column_kwargs=described("轮次"))
    answers: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("填写人", english="Filled in by")
    )


class Approval(Record, table=True):
    """A named role's yes or no to a step, with its reason (同意).

    ``gate`` is the position of the gate in its step: approvals of two gates never mix.
    """

    __table_args__ = (UniqueConstraint("topic_id", "step_code", "round", "gate", "member_id"),)
    __screen__ = Screen(
        "同意",
        "Approval",
        "approval",
        "deliberation",
        title="topic_id",
        listed=("topic_id", "step_code", "role", "approved", "reason", "created_at"),
        search=("reason",),
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    step_code: str = Field(
        max_length=30, sa_column_kwargs=described("步骤", english="Step", dimension=True)
    )
    round: int = Field(default=1, sa_column_kwargs=described("轮次"))
    gate: int = Field(default=0, sa_column_kwargs=described("关口次序", english="Gate"))
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("表态人", english="By")
    )
    role: str = Field(max_length=20, sa_column_kwargs=described("角色", dimension=True))
    approved: bool = Field(sa_column_kwargs=described("是否同意", english="Agreed", dimension=True))
    reason: str = Field(max_length=500, sa_column_kwargs=described("理由", long=True))
