"""Configuration as data: each thing a version, each version published by a change set (定义)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.screen import Changes, Screen


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
    __screen__ = Screen(
        "定义",
        "Definition",
        "data_object",
        "configuration",
        title="key",
        listed=("kind", "key", "number", "place_id", "valid_from", "created_at"),
        search=("key",),
        changes=Changes.NEVER,
        page="changes",
    )

    kind: DefinitionKind = Field(sa_column_kwargs=described("定义种类", dimension=True))
    key: str = Field(max_length=80, sa_column_kwargs=described("键"))
    number: int = Field(ge=1, sa_column_kwargs=described("版本", english="Version"))
    place_id: int | None = Field(
        default=None,
        foreign_key="place.id",
        index=True,
        sa_column_kwargs=described("地方", dimension=True),
    )
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    body: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    sha256: str = Field(default="", max_length=64)  # of the canonical body; empty: taken away
    valid_from: date | None = Field(default=None, sa_column_kwargs=described("生效日期"))
    change_set_id: int | None = Field(
        default=None, foreign_key="change_set.id", index=True, sa_column_kwargs=described("变更集")
    )
    published_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("发布人")
    )


class ChangeSet(Record, table=True):
    """Several changes of configuration that hold together or not at all (变更集)."""

    __tablename__ = "change_set"
    __table_args__ = (Index(None, "state", "id"),)
    __screen__ = Screen(
        "变更集",
        "Change set",
        "published_with_changes",
        "configuration",
        title="title",
        listed=("title", "state", "drafted_by", "published_by", "published_at"),
        search=("title", "note"),
        inline=("change_item",),
        changes=Changes.BY_ACTS,
        page="changes",
    )

    title: str = Field(max_length=80, sa_column_kwargs=described("标题"))
    note: str = Field(default="", max_length=500, sa_column_kwargs=described("说明", long=True))
    place_id: int | None = Field(
        default=None,
        foreign_key="place.id",
        index=True,
        sa_column_kwargs=described("地方", dimension=True),
    )
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    state: ChangeState = Field(
        default=ChangeState.DRAFT, sa_column_kwargs=described("变更状态", dimension=True)
    )
    edit_count: int = 0  # moves with every edit: two editors notice each other
    drafted_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("起草人")
    )
    asked_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("提请人")
    )
    published_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("发布人")
    )
    published_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("发布时间", english="Published"),
    )
    undone_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("撤回人")
    )
    undone_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("撤回时间", english="Undone")
    )


class ChangeItem(Record, table=True):
    """One change in a set (变更项): what holds now, and what shall hold.

    ``before_sha256`` is what held when it was drafted: another change since then makes it stale.
    """

    __tablename__ = "change_item"
    __table_args__ = (UniqueConstraint("change_set_id", "kind", "key"),)
    __screen__ = Screen(
        "变更项",
        "Change in a set",
        "difference",
        "configuration",
        title="key",
        listed=("change_set_id", "position", "kind", "key"),
        search=("key",),
        changes=Changes.BY_ACTS,
        page="changes",
    )

    change_set_id: int = Field(
        foreign_key="change_set.id", index=True, sa_column_kwargs=described("变更集")
    )
    position: int = Field(default=0, sa_column_kwargs=described("次序"))
    kind: DefinitionKind = Field(sa_column_kwargs=described("定义种类", dimension=True))
    key: str = Field(max_length=80, sa_column_kwargs=described("键"))
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    before_sha256: str = Field(default="", max_length=64)  # empty: there was none
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # None: take it away
