"""How a firm is heard, and how it comes back: notice, appeals, repair (告知、申诉、信用修复)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described


class Served(Record, table=True):
    """That a firm was shown its own results before anybody else (告知). Append-only."""

    __table_args__ = (UniqueConstraint("computation_id", "firm_id"),)

    edition_id: int = Field(foreign_key="edition.id", index=True)
    computation_id: int = Field(foreign_key="computation.id")
    firm_id: int = Field(foreign_key="firm.id")


class PreviewReading(Record, table=True):
    """That somebody of the firm opened the preview (查收). Append-only."""

    __tablename__ = "preview_reading"
    __table_args__ = (Index(None, "edition_id", "firm_id"),)

    edition_id: int = Field(foreign_key="edition.id")
    firm_id: int = Field(foreign_key="firm.id")
    member_id: int = Field(foreign_key="member.id")


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

    edition_id: int = Field(foreign_key="edition.id")
    entrant_id: int = Field(foreign_key="entrant.id")
    firm_id: int = Field(foreign_key="firm.id")
    kind: AppealKind = Field(sa_column_kwargs=described("异议种类", dimension=True))
    indicator: str = Field(default="", max_length=40)  # empty: the result as a whole
    text: str = Field(max_length=1000)
    raised_by: int = Field(foreign_key="member.id")
    raised_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    state: AppealState = Field(
        default=AppealState.OPEN, sa_column_kwargs=described("处理结果", dimension=True)
    )
    answer: str = Field(default="", max_length=2000)
    answered_by: int | None = Field(default=None, foreign_key="member.id")
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Repair(Record, table=True):
    """A firm's way off the black list, on evidence (信用修复)."""

    __table_args__ = (Index(None, "edition_id"), Index(None, "firm_id"))

    edition_id: int = Field(foreign_key="edition.id")
    entrant_id: int = Field(foreign_key="entrant.id")
    firm_id: int = Field(foreign_key="firm.id")
    text: str = Field(max_length=2000)  # what was put right
    asked_by: int = Field(foreign_key="member.id")
    asked_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    granted: bool | None = None
    answer: str = Field(default="", max_length=2000)
    answered_by: int | None = Field(default=None, foreign_key="member.id")
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
