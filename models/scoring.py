"""Where the numbers of an edition come from: sheets, owners' answers, figures (评价数据)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen


class Assignment(Record, table=True):
    """An expert drawn to score a compound (专家抽取), by the seed that was published before."""

    __table_args__ = (UniqueConstraint("entrant_id", "sheet_code", "member_id"),)
    __screen__ = Screen(
        "专家抽取",
        "Drawn expert",
        "casino",
        "rating",
        title="entrant_id",
        listed=("entrant_id", "sheet_code", "member_id", "stepped_back"),
        search=("stepped_back",),
        changes=Changes.BY_ACTS,
        page="sheets",
    )

    entrant_id: int = Field(foreign_key="entrant.id", sa_column_kwargs=described("参评小区"))
    sheet_code: str = Field(
        max_length=40, sa_column_kwargs=described("评分表", english="Sheet", dimension=True)
    )
    member_id: int = Field(
        foreign_key="member.id",
        index=True,
        sa_column_kwargs=described("专家", english="Expert", personal=True),
    )
    stepped_back: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs=described("回避原因", english="Why he stepped back"),
    )  # why he does not score after all


class Sheet(Record, table=True):
    """One person's scores for one compound (评分表). Signed, it never changes.

    ``points`` is ``{item code: points in hundredths}``; ``notes`` is ``{item code: text}``.
    """

    __table_args__ = (
        UniqueConstraint("entrant_id", "sheet_code", "member_id"),
        Index(None, "member_id", "signed_at"),
    )
    __screen__ = Screen(
        "评分表",
        "Score sheet",
        "fact_check",
        "rating",
        title="sheet_code",
        listed=("entrant_id", "sheet_code", "role", "signed_at"),
        changes=Changes.BY_ACTS,
        page="sheets",
    )

    entrant_id: int = Field(
        foreign_key="entrant.id", index=True, sa_column_kwargs=described("参评小区")
    )
    sheet_code: str = Field(
        max_length=40, sa_column_kwargs=described("评分表", english="Sheet", dimension=True)
    )
    member_id: int = Field(
        foreign_key="member.id",
        sa_column_kwargs=described("评分人", english="Scored by", personal=True),
    )
    role: str = Field(
        max_length=20,
        sa_column_kwargs=described("评分身份", english="As which he scores", dimension=True),
    )  # as which he scores
    points: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    notes: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    edit_count: int = 0
    signed_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("签署时间", english="Signed")
    )


class SurveyAnswer(Record, table=True):
    """What one household says of its property service (业主满意度). One answer a unit.

    ``points`` is ``{question code: 1 to 5}``.
    """

    __tablename__ = "survey_answer"
    __table_args__ = (UniqueConstraint("entrant_id", "unit_id"),)
    __screen__ = Screen(
        "业主满意度",
        "Answer of a household",
        "sentiment_satisfied",
        "rating",
        title="entrant_id",
        listed=("entrant_id", "by_hand", "created_at"),
        changes=Changes.BY_ACTS,
        page="survey",
    )

    entrant_id: int = Field(foreign_key="entrant.id", sa_column_kwargs=described("参评小区"))
    unit_id: int = Field(foreign_key="unit.id")
    member_id: int = Field(foreign_key="member.id")
    points: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
    text: str = Field(default="", max_length=500)
    by_hand: bool = Field(
        default=False,
        sa_column_kwargs=described("纸质录入", english="From a paper form", dimension=True),
    )  # entered from a paper form


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
    __screen__ = Screen(
        "数据",
        "Figure",
        "123",
        "rating",
        title="indicator",
        listed=("entrant_id", "indicator", "value", "count", "source", "evidence"),
        search=("indicator", "evidence"),
        changes=Changes.NEVER,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", index=True, sa_column_kwargs=described("期次", dimension=True)
    )
    entrant_id: int = Field(foreign_key="entrant.id", sa_column_kwargs=described("参评小区"))
    indicator: str = Field(max_length=40, sa_column_kwargs=described("指标", dimension=True))
    value: str = Field(default="", max_length=40, sa_column_kwargs=described("数值"))
    error: str = Field(
        default="", max_length=40, sa_column_kwargs=described("标准误", english="Standard error")
    )  # the standard error, where it was sampled
    count: int | None = Field(
        default=None, sa_column_kwargs=described("样本数", english="Behind it", measure=True)
    )  # how many answers, sheets or cases stand behind it
    asked: int | None = Field(
        default=None, sa_column_kwargs=described("总数", english="Out of", measure=True)
    )  # out of how many
    source: FigureSource = Field(sa_column_kwargs=described("数据来源", dimension=True))
    evidence: str = Field(default="", max_length=500, sa_column_kwargs=described("依据", long=True))
    voucher: str = Field(default="", max_length=64)  # SHA-256 of a paper behind it
    entered_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("录入人")
    )


class GateFact(Record, table=True):
    """That a hard gate was found to apply, with its proof (一票否决事项)."""

    __tablename__ = "gate_fact"
    __table_args__ = (Index(None, "entrant_id"),)
    __screen__ = Screen(
        "一票否决事项",
        "Hard gate that applies",
        "block",
        "rating",
        title="gate",
        listed=("entrant_id", "gate", "evidence", "happened_on", "withdrawn_at"),
        search=("evidence",),
        changes=Changes.BY_ACTS,
        page="rankings",
    )

    entrant_id: int = Field(foreign_key="entrant.id", sa_column_kwargs=described("参评小区"))
    gate: str = Field(max_length=40, sa_column_kwargs=described("一票否决项", dimension=True))
    evidence: str = Field(max_length=500, sa_column_kwargs=described("依据", long=True))
    happened_on: date | None = Field(
        default=None, sa_column_kwargs=described("发生日期", english="Happened on")
    )
    entered_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("登记人")
    )
    withdrawn_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("撤销时间", english="Withdrawn"),
    )
    withdrawn_why: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs=described("撤销原因", english="Why it was withdrawn", long=True),
    )


class FigureImport(Record, table=True):
    """One table of figures brought in (数据导入)."""

    __tablename__ = "figure_import"
    __screen__ = Screen(
        "数据导入",
        "Import of figures",
        "upload_file",
        "rating",
        title="filename",
        listed=("edition_id", "filename", "count", "member_id", "created_at"),
        search=("filename",),
        changes=Changes.BY_ACTS,
        page="rankings",
    )

    edition_id: int = Field(
        foreign_key="edition.id", index=True, sa_column_kwargs=described("期次", dimension=True)
    )
    filename: str = Field(max_length=200, sa_column_kwargs=described("文件名", english="File"))
    sha256: str = Field(max_length=64)
    count: int = Field(default=0, sa_column_kwargs=described("行数", english="Rows", measure=True))
    problems: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    member_id: int | None = Field(
        default=None,
        foreign_key="member.id",
        sa_column_kwargs=described("导入人", english="Imported by"),
    )
