"""How a topic walks: steps, gates and deadlines as data (议事规程)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen


class VersionState(StrEnum):
    """The life of a version (版本状态)."""

    DRAFT = "draft"  # 草稿
    PUBLISHED = "published"  # 现行
    RETIRED = "retired"  # 已被取代


class GateKind(StrEnum):
    """What may stand between two steps: a closed list (关口)."""

    ENDORSEMENTS = "endorsements"  # 附议人数
    MEETING = "meeting"  # 开过会
    MOTION = "motion"  # 表决通过
    WORK = "work"  # 办理完毕
    NOTICE = "notice"  # 公示期满
    RATINGS = "ratings"  # 评议
    APPROVAL = "approval"  # 指定角色同意
    TWO_PERSONS = "two_persons"  # 两人同意
    BENEFIT = "benefit"  # 成果已公布


class FieldKind(StrEnum):
    """What a step's form may ask (表单字段类型)."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"


class Procedure(Record, table=True):
    """A named way of deliberating (议事规程), for one place and all below it."""

    __screen__ = Screen(
        "议事规程",
        "Procedure",
        "account_tree",
        "deliberation",
        title="name",
        listed=("name", "place_id", "summary"),
        search=("name", "summary"),
        inline=("procedure_version",),
        changes=Changes.BY_ACTS,
        page="procedures",
    )

    code: str = Field(max_length=40, unique=True, sa_column_kwargs=described("代码"))
    name: str = Field(max_length=40, sa_column_kwargs=described("名称"))
    name_en: str = Field(
        default="", max_length=60, sa_column_kwargs=described("英文名称", english="Name in English")
    )
    place_id: int | None = Field(
        default=None,
        foreign_key="place.id",
        index=True,
        sa_column_kwargs=described("地方", dimension=True),
    )  # None: ships
    summary: str = Field(default="", max_length=400, sa_column_kwargs=described("简介", long=True))
    summary_en: str = Field(
        default="",
        max_length=400,
        sa_column_kwargs=described("英文简介", english="Summary in English", long=True),
    )


class ProcedureVersion(Record, table=True):
    """One numbered edition; a topic stays on the one it began with (规程版本)."""

    __tablename__ = "procedure_version"
    __table_args__ = (UniqueConstraint("procedure_id", "number"),)
    __screen__ = Screen(
        "规程版本",
        "Version of a procedure",
        "history",
        "deliberation",
        title="number",
        listed=("procedure_id", "number", "state", "note", "published_at"),
        inline=("step",),
        changes=Changes.BY_ACTS,
        page="procedures",
    )

    procedure_id: int = Field(
        foreign_key="procedure.id",
        index=True,
        sa_column_kwargs=described("议事规程", dimension=True),
    )
    number: int = Field(ge=1, sa_column_kwargs=described("版本", english="Version"))
    state: VersionState = Field(
        default=VersionState.DRAFT, sa_column_kwargs=described("版本状态", dimension=True)
    )
    edit_count: int = 0  # moves with every edit of a draft: two editors notice each other
    note: str = Field(default="", max_length=400, sa_column_kwargs=described("说明", long=True))
    published_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("发布时间", english="Published"),
    )
    published_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("发布人")
    )


class Step(Record, table=True):
    """One step of a version (步骤).

    ``actors`` are role codes; ``fields`` and ``gates`` are lists of plain dicts that
    ``rules.procedure`` reads; ``on_…`` name a step code, or one of the ends
    ``done``, ``closed``, or ``stay``.
    """

    __table_args__ = (
        UniqueConstraint("version_id", "code"),
        UniqueConstraint("version_id", "position"),
    )
    __screen__ = Screen(
        "步骤",
        "Step",
        "steps",
        "deliberation",
        title="name",
        listed=("version_id", "position", "name", "verb", "deadline_days"),
        search=("name", "verb"),
        changes=Changes.BY_ACTS,
        page="procedures",
    )

    version_id: int = Field(
        foreign_key="procedure_version.id",
        index=True,
        sa_column_kwargs=described("规程版本", english="Version"),
    )
    position: int = Field(ge=0, sa_column_kwargs=described("次序"))
    code: str = Field(max_length=30, sa_column_kwargs=described("代码"))
    name: str = Field(max_length=20, sa_column_kwargs=described("名称"))
    name_en: str = Field(
        default="", max_length=40, sa_column_kwargs=described("英文名称", english="Name in English")
    )
    verb: str = Field(
        default="", max_length=60, sa_column_kwargs=described("做什么", english="What people do")
    )  # what people do here
    verb_en: str = Field(
        default="",
        max_length=100,
        sa_column_kwargs=described("英文说明", english="What people do, in English"),
    )
    stage: str = Field(
        default="", max_length=20, sa_column_kwargs=described("阶段", dimension=True)
    )  # 三阶六步: the stage that holds this step
    icon: str = Field(default="", max_length=40)
    actors: list[str] = Field(default_factory=list, sa_type=JSON)
    fields: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    form_key: str = Field(
        default="",
        max_length=80,
        sa_column_kwargs=described("表单", english="Form") | {"server_default": ""},
    )  # a published form instead of ``fields``
    gates: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    deadline_days: int | None = Field(
        default=None,
        ge=1,
        le=1000,
        sa_column_kwargs=described("期限", english="Deadline", unit="天", measure=True),
    )  # working days
    on_success: str = Field(
        default="done", max_length=30, sa_column_kwargs=described("达成后", english="When reached")
    )
    on_failure: str = Field(
        default="closed",
        max_length=30,
        sa_column_kwargs=described("未达成后", english="When not reached"),
    )
    on_expiry: str = Field(
        default="stay",
        max_length=30,
        sa_column_kwargs=described("逾期后", english="When out of time"),
    )
