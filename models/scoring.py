"""Where the numbers of an edition come from: sheets, owners' answers, figures (评价数据)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described


class Assignment(Record, table=True):
    """An expert drawn to score a compound (专家抽取), by the seed that was published before."""

    __table_args__ = (UniqueConstraint("entrant_id", "sheet_code", "member_id"),)

    entrant_id: int = Field(foreign_key="entrant.id")
    sheet_code: str = Field(max_length=40)
    member_id: int = Field(foreign_key="member.id", index=True)
    stepped_back: str = Field(default="", max_length=300)  # why he does not score after all


class Sheet(Record, table=True):
    """One person's scores for one compound (评分表). Signed, it never changes.

    ``points`` is ``{item code: points in hundredths}``; ``notes`` is ``{item code: text}``.
    """

    __table_args__ = (
        UniqueConstraint("entrant_id", "sheet_code", "member_id"),
        Index(None, "member_id", "signed_at"),
    )

    entrant_id: int = Field(foreign_key="entrant.id", index=True)
    sheet_code: str = Field(max_length=40)
    member_id: int = Field(foreign_key="member.id")
    role: str = Field(max_length=20)  # as which he scores
    points: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    notes: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    edit_count: int = 0
    signed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SurveyAnswer(Record, table=True):
    """What one household says of its property service (业主满意度). One answer a unit.

    ``points`` is ``{question code: 1 to 5}``.
    """

    __tablename__ = "survey_answer"
    __table_args__ = (UniqueConstraint("entrant_id", "unit_id"),)

    entrant_id: int = Field(foreign_key="entrant.id")
    unit_id: int = Field(foreign_key="unit.id")
    member_id: int = Field(foreign_key="member.id")
    points: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    text: str = Field(default="", max_length=500)
    by_hand: bool = False  # entered from a paper form


class FigureSource(StrEnum):
    """Where a figure comes from (数据来源)."""

    SHEET = "sheet"  # 评分表
    SURVEY = "survey"  # 业主满意度
    ENTERED = "entered"  # 录入
    IMPORTED = "imported"  # 表格导入
    PLATFORM = "platform"  # 平台数据


class Figure(Record, table=True):
    """One number for one indicator of one compound, with its evidence (数据). Append-only.

    ``value`` is a plain decimal, exact as text; the latest row of an indicator counts, and an
    empty value says that there is none after all.
    """

    __table_args__ = (Index(None, "entrant_id", "indicator", "id"),)

    edition_id: int = Field(foreign_key="edition.id", index=True)
    entrant_id: int = Field(foreign_key="entrant.id")
    indicator: str = Field(max_length=40, sa_column_kwargs=described("指标", dimension=True))
    value: str = Field(default="", max_length=40)
    error: str = Field(default="", max_length=40)  # the standard error, where it was sampled
    count: int | None = None  # how many answers, sheets or cases stand behind it
    asked: int | None = None  # out of how many
    source: FigureSource = Field(sa_column_kwargs=described("数据来源", dimension=True))
    evidence: str = Field(default="", max_length=500)
    voucher: str = Field(default="", max_length=64)  # SHA-256 of a paper behind it
    entered_by: int | None = Field(default=None, foreign_key="member.id")


class GateFact(Record, table=True):
    """That a hard gate was found to apply, with its proof (一票否决事项)."""

    __tablename__ = "gate_fact"
    __table_args__ = (Index(None, "entrant_id"),)

    entrant_id: int = Field(foreign_key="entrant.id")
    gate: str = Field(max_length=40)
    evidence: str = Field(max_length=500)
    happened_on: date | None = None
    entered_by: int | None = Field(default=None, foreign_key="member.id")
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    withdrawn_why: str = Field(default="", max_length=300)


class FigureImport(Record, table=True):
    """One table of figures brought in (数据导入)."""

    __tablename__ = "figure_import"

    edition_id: int = Field(foreign_key="edition.id", index=True)
    filename: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    count: int = 0
    problems: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    member_id: int | None = Field(default=None, foreign_key="member.id")
