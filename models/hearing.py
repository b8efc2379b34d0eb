"""How a firm is heard, and how it comes back: notice, appeals, repair (告知、申诉、信用修复)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen


class Served(Record, table=True):
    """That a firm was shown its own results before anybody else (告知). Append-only."""

    __table_args__ = (UniqueConstraint("computation_id", "firm_id"),)
    __screen__ = Screen(
        "告知",
        "Results shown to a firm",
        "outgoing_mail",
        "rating",
        title="firm_id",
        listed=("edition_id", "computation_id", "firm_id", "created_at"),
        changes=Changes.NEVER,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", index=True, sa_column_kwargs=described("期次", dimension=True)
    )
    computation_id: int = Field(foreign_key="computation.id", sa_column_kwargs=described("计算"))
    firm_id: int = Field(
        foreign_key="firm.id", sa_column_kwargs=described("物业企业", dimension=True)
    )


class PreviewReading(Record, table=True):
    """That somebody of the firm opened the preview (查收). Append-only."""

    __tablename__ = "preview_reading"
    __table_args__ = (Index(None, "edition_id", "firm_id"),)
    __screen__ = Screen(
        "查收",
        "Preview opened",
        "mark_email_read",
        "rating",
        title="firm_id",
        listed=("edition_id", "firm_id", "member_id", "created_at"),
        changes=Changes.NEVER,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", sa_column_kwargs=described("期次", dimension=True)
    )
    firm_id: int = Field(
        foreign_key="firm.id", sa_column_kwargs=described("物业企业", dimension=True)
    )
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("查收人", english="By", personal=True)
    )


class AppealKind(StrEnum):
    """When and how a firm contradicts (异议种类)."""

    CORRECTION = "correction"  # 事实更正
    APPEAL = "appeal"  # 申诉
    REVIEW = "review"  # 发布后复核


class AppealState(StrEnum):
    """What became of it (处理结果)."""

    OPEN = "open"  # 待答复
    UPHELD = "upheld"  # 成立
    REJECTED = "rejected"  # 不成立
    WITHDRAWN = "withdrawn"  # 已撤回


class Appeal(Record, table=True):
    """A firm's contradiction of one figure or of a whole result, with its answer (申诉)."""

    __table_args__ = (Index(None, "edition_id", "state"), Index(None, "firm_id"))
    __screen__ = Screen(
        "申诉",
        "Objection of a firm",
        "gavel",
        "rating",
        title="text",
        listed=("edition_id", "firm_id", "kind", "indicator", "state", "raised_at", "answered_at"),
        search=("text", "answer"),
        order="-raised_at",
        changes=Changes.BY_ACTS,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", sa_column_kwargs=described("期次", dimension=True)
    )
    entrant_id: int = Field(foreign_key="entrant.id", sa_column_kwargs=described("参评小区"))
    firm_id: int = Field(
        foreign_key="firm.id", sa_column_kwargs=described("物业企业", dimension=True)
    )
    kind: AppealKind = Field(sa_column_kwargs=described("异议种类", dimension=True))
    indicator: str = Field(
        default="", max_length=40, sa_column_kwargs=described("指标", dimension=True)
    )  # empty: the result as a whole
    text: str = Field(max_length=1000, sa_column_kwargs=described("内容", long=True))
    raised_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("提出人"))
    raised_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("提出时间", english="Raised", dimension=True),
    )
    state: AppealState = Field(
        default=AppealState.OPEN,
        sa_column_kwargs=described("处理结果", english="Outcome", dimension=True),
    )
    answer: str = Field(default="", max_length=2000, sa_column_kwargs=described("答复", long=True))
    answered_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("答复人")
    )
    answered_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("答复时间", english="Answered"),
    )


class Repair(Record, table=True):
    """A firm's way off the black list, on evidence (信用修复)."""

    __table_args__ = (Index(None, "edition_id"), Index(None, "firm_id"))
    __screen__ = Screen(
        "信用修复",
        "Repair of a standing",
        "healing",
        "rating",
        title="text",
        listed=("edition_id", "firm_id", "text", "granted", "asked_at", "answered_at"),
        search=("text", "answer"),
        order="-asked_at",
        changes=Changes.BY_ACTS,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", sa_column_kwargs=described("期次", dimension=True)
    )
    entrant_id: int = Field(foreign_key="entrant.id", sa_column_kwargs=described("参评小区"))
    firm_id: int = Field(
        foreign_key="firm.id", sa_column_kwargs=described("物业企业", dimension=True)
    )
    text: str = Field(
        max_length=2000,
        sa_column_kwargs=described("整改情况", english="What was put right", long=True),
    )  # what was put right
    asked_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("申请人"))
    asked_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("申请时间", english="Asked", dimension=True),
    )
    granted: bool | None = Field(
        default=None, sa_column_kwargs=described("是否同意", dimension=True)
    )
    answer: str = Field(default="", max_length=2000, sa_column_kwargs=described("答复", long=True))
    answered_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("答复人")
    )
    answered_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("答复时间", english="Answered"),
    )
