"""Configuration as data: each thing a version, each version published by a change set (定义)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime


class DefinitionKind(StrEnum):
    """What can be configured without code (定义种类): a closed list."""

    FIELD = "field"  # 自定义字段
    OVERRIDE = "override"  # 字段调整
    FORM = "form"  # 表单
    RIGHT = "right"  # 数据权限
    METRIC = "metric"  # 指标
    DASHBOARD = "dashboard"  # 看板
    LAYOUT = "layout"  # 打印版式
    WEBHOOK = "webhook"  # 消息推送
    POLICY = "policy"  # 发布规则
    PROCEDURE = "procedure"  # 议事规程
    METHOD = "method"  # 评价办法


class ChangeState(StrEnum):
    """The life of a change set (变更状态)."""

    DRAFT = "draft"  # 草稿
    ASKED = "asked"  # 待第二人发布
    PUBLISHED = "published"  # 已发布
    UNDONE = "undone"  # 已撤回
    DROPPED = "dropped"  # 已放弃


class Definition(Record, table=True):
    """One version of something configured (定义). Never changed; the newest one holds.

    ``key`` names it within its kind; ``body`` is what ``rules.definition`` reads for that kind, and
    is ``None`` where this version takes the thing away. It holds at ``path`` and below.
    """

    __table_args__ = (
        UniqueConstraint("kind", "key", "number"),
        Index(None, "kind", "key", "id"),
    )

    kind: DefinitionKind
    key: str = Field(max_length=80)
    number: int = Field(ge=1)
    place_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    body: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    sha256: str = Field(default="", max_length=64)  # of the canonical body; empty: taken away
    valid_from: date | None = None
    change_set_id: int | None = Field(default=None, foreign_key="change_set.id", index=True)
    published_by: int | None = Field(default=None, foreign_key="member.id")


class ChangeSet(Record, table=True):
    """Several changes of configuration that hold together or not at all (变更集)."""

    __tablename__ = "change_set"
    __table_args__ = (Index(None, "state", "id"),)

    title: str = Field(max_length=80)
    note: str = Field(default="", max_length=500)
    place_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    state: ChangeState = ChangeState.DRAFT
    edit_count: int = 0  # moves with every edit: two editors notice each other
    drafted_by: int | None = Field(default=None, foreign_key="member.id")
    asked_by: int | None = Field(default=None, foreign_key="member.id")
    published_by: int | None = Field(default=None, foreign_key="member.id")
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    undone_by: int | None = Field(default=None, foreign_key="member.id")
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ChangeItem(Record, table=True):
    """One change in a set (变更项): what holds now, and what shall hold.

    ``before_sha256`` is what held when it was drafted: another change since then makes it stale.
    """

    __tablename__ = "change_item"
    __table_args__ = (UniqueConstraint("change_set_id", "kind", "key"),)

    change_set_id: int = Field(foreign_key="change_set.id", index=True)
    position: int = 0
    kind: DefinitionKind
    key: str = Field(max_length=80)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    before_sha256: str = Field(default="", max_length=64)  # empty: there was none
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # None: take it away
