"""How a topic walks: steps, gates and deadlines as data (议事规程)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime


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

    code: str = Field(max_length=40, unique=True)
    name: str = Field(max_length=40)
    name_en: str = Field(default="", max_length=60)
    place_id: int | None = Field(default=None, foreign_key="place.id", index=True)  # None: ships
    summary: str = Field(default="", max_length=400)
    summary_en: str = Field(default="", max_length=400)


class ProcedureVersion(Record, table=True):
    """One numbered edition; a topic stays on the one it began with (规程版本)."""

    __tablename__ = "procedure_version"
    __table_args__ = (UniqueConstraint("procedure_id", "number"),)

    procedure_id: int = Field(foreign_key="procedure.id", index=True)
    number: int = Field(ge=1)
    state: VersionState = VersionState.DRAFT
    edit_count: int = 0  # moves with every edit of a draft: two editors notice each other
    note: str = Field(default="", max_length=400)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    published_by: int | None = Field(default=None, foreign_key="member.id")


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

    version_id: int = Field(foreign_key="procedure_version.id", index=True)
    position: int = Field(ge=0)
    code: str = Field(max_length=30)
    name: str = Field(max_length=20)
    name_en: str = Field(default="", max_length=40)
    verb: str = Field(default="", max_length=60)  # what people do here
    verb_en: str = Field(default="", max_length=100)
    stage: str = Field(default="", max_length=20)  # 三阶六步: the stage that holds this step
    icon: str = Field(default="", max_length=40)
    actors: list[str] = Field(default_factory=list, sa_type=JSON)
    fields: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    gates: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    deadline_days: int | None = Field(default=None, ge=1, le=1000)  # working days
    on_success: str = Field(default="done", max_length=30)
    on_failure: str = Field(default="closed", max_length=30)
    on_expiry: str = Field(default="stay", max_length=30)
