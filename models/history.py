"""How a row came to be what it is, and the batches that changed many at once (行历史)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.screen import Changes, Screen
from models.secret import Sealed


class RowChangeKind(StrEnum):
    """What was done to a row (行变更)."""

    CREATED = "created"  # 新增
    CHANGED = "changed"  # 修改
    REMOVED = "removed"  # 删除
    RESTORED = "restored"  # 恢复


class BatchKind(StrEnum):
    """Why many rows changed at once (批次种类)."""

    IMPORT = "import"  # 导入
    BULK = "bulk"  # 批量修改


class BatchState(StrEnum):
    """How far a batch has come (批次状态)."""

    RUNNING = "running"  # 进行中
    DONE = "done"  # 已完成
    CANCELLED = "cancelled"  # 已取消
    UNDONE = "undone"  # 已撤销


class Batch(Record, table=True):
    """Rows that were imported or changed together, and can be put back together (批次)."""

    __table_args__ = (Index(None, "entity", "id"), Index(None, "path", "id"))
    __screen__ = Screen(
        "批次",
        "Batch",
        "inventory",
        "configuration",
        title="entity",
        listed=("entity", "kind", "state", "row_count", "failed_count", "member_id", "created_at"),
        search=("file_name",),
        changes=Changes.BY_ACTS,
        page="tables",
    )

    entity: str = Field(
        max_length=80, sa_column_kwargs=described("表", english="Table", dimension=True)
    )
    kind: BatchKind = Field(sa_column_kwargs=described("批次种类", dimension=True))
    state: BatchState = Field(
        default=BatchState.RUNNING, sa_column_kwargs=described("状态", dimension=True)
    )
    place_id: int | None = Field(
        default=None, foreign_key="place.id", sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    file_name: str = Field(
        default="", max_length=200, sa_column_kwargs=described("文件名", english="File")
    )
    file_sha256: str = Field(default="", max_length=64)
    mapping: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # heading: column
    row_count: int = Field(
        default=0, sa_column_kwargs=described("行数", english="Rows", measure=True)
    )
    created_count: int = Field(
        default=0, sa_column_kwargs=described("新增", english="New", measure=True)
    )
    changed_count: int = Field(
        default=0, sa_column_kwargs=described("更改", english="Changed", measure=True)
    )
    unchanged_count: int = Field(
        default=0, sa_column_kwargs=described("不变", english="Unchanged", measure=True)
    )
    failed_count: int = Field(
        default=0, sa_column_kwargs=described("未导入", english="Left out", measure=True)
    )
    errors: bytes | None = Field(default=None, sa_type=LargeBinary)  # zlib of JSON
    member_id: int = Field(
        foreign_key="member.id", index=True, sa_column_kwargs=described("操作人", english="By")
    )
    finished_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("完成时间", english="Finished"),
    )
    undone_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("撤销人")
    )
    undone_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("撤销时间", english="Undone")
    )


class RowChange(Record, table=True):
    """One change of one row, with what was before and after (行变更). Append-only.

    Values that name or reach a person are sealed apart, so that the log can be read without them.
    """

    __tablename__ = "row_change"
    __table_args__ = (Index(None, "entity", "row_id", "id"), Index(None, "batch_id", "id"))
    __screen__ = Screen(
        "行变更",
        "Change of a row",
        "difference",
        "configuration",
        title="entity",
        listed=("entity", "row_id", "kind", "member_id", "created_at"),
        changes=Changes.NEVER,
        page="tables",
    )

    entity: str = Field(
        max_length=80, sa_column_kwargs=described("表", english="Table", dimension=True)
    )
    row_id: int = Field(sa_column_kwargs=described("行号", english="Row"))
    kind: RowChangeKind = Field(
        sa_column_kwargs=described("变更", english="Change", dimension=True)
    )
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    personal: str | None = Field(default=None, sa_type=Sealed)  # JSON of the same two
    member_id: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("操作人", english="By")
    )
    batch_id: int | None = Field(
        default=None, foreign_key="batch.id", sa_column_kwargs=described("批次")
    )


class ImportMapping(Record, table=True):
    """Which heading of a file is which column, as somebody said last time (导入对应关系)."""

    __tablename__ = "import_mapping"
    __table_args__ = (UniqueConstraint("member_id", "entity", "headings_sha256"),)
    __screen__ = Screen(
        "导入对应关系",
        "Mapping of an import",
        "swap_horiz",
        "configuration",
        title="entity",
        listed=("entity", "member_id", "created_at"),
        changes=Changes.BY_ACTS,
        page="tables",
    )

    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("成员", personal=True)
    )
    entity: str = Field(
        max_length=80, sa_column_kwargs=described("表", english="Table", dimension=True)
    )
    headings_sha256: str = Field(max_length=64)
    mapping: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class SavedView(Record, table=True):
    """A list as somebody wants to see it again (保存的视图): words, filters, columns, order."""

    __tablename__ = "saved_view"
    __table_args__ = (Index(None, "entity", "member_id"),)
    __screen__ = Screen(
        "保存的视图",
        "Saved view",
        "bookmark",
        "configuration",
        title="name",
        listed=("name", "entity", "shared_with", "place_id"),
        search=("name",),
        changes=Changes.BY_ACTS,
        page="tables",
    )

    entity: str = Field(
        max_length=80, sa_column_kwargs=described("表", english="Table", dimension=True)
    )
    name: str = Field(max_length=40, sa_column_kwargs=described("名称"))
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    member_id: int = Field(
        foreign_key="member.id", index=True, sa_column_kwargs=described("成员", personal=True)
    )
    shared_with: str = Field(
        default="",
        max_length=20,
        sa_column_kwargs=described("共享给", english="Shared with", dimension=True),
    )  # a role; empty: only its owner
    place_id: int | None = Field(
        default=None, foreign_key="place.id", sa_column_kwargs=described("地方", dimension=True)
    )  # shared here and below
    path: str = Field(default="/", sa_type=PATH, nullable=False)
