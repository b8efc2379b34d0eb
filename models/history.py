"""How a row came to be what it is, and the batches that changed many at once (行历史)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime
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

    entity: str = Field(max_length=80)
    kind: BatchKind
    state: BatchState = BatchState.RUNNING
    place_id: int | None = Field(default=None, foreign_key="place.id")
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    file_name: str = Field(default="", max_length=200)
    file_sha256: str = Field(default="", max_length=64)
    mapping: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # heading: column
    row_count: int = 0
    created_count: int = 0
    changed_count: int = 0
    unchanged_count: int = 0
    failed_count: int = 0
    errors: bytes | None = Field(default=None, sa_type=LargeBinary)  # zlib of JSON
    member_id: int = Field(foreign_key="member.id", index=True)
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    undone_by: int | None = Field(default=None, foreign_key="member.id")
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RowChange(Record, table=True):
    """One change of one row, with what was before and after (行变更). Append-only.

    Values that name or reach a person are sealed apart, so that the log can be read without them.
    """

    __tablename__ = "row_change"
    __table_args__ = (Index(None, "entity", "row_id", "id"), Index(None, "batch_id", "id"))

    entity: str = Field(max_length=80)
    row_id: int
    kind: RowChangeKind
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    personal: str | None = Field(default=None, sa_type=Sealed)  # JSON of the same two
    member_id: int | None = Field(default=None, foreign_key="member.id")
    batch_id: int | None = Field(default=None, foreign_key="batch.id")


class ImportMapping(Record, table=True):
    """Which heading of a file is which column, as somebody said last time (导入对应关系)."""

    __tablename__ = "import_mapping"
    __table_args__ = (UniqueConstraint("member_id", "entity", "headings_sha256"),)

    member_id: int = Field(foreign_key="member.id")
    entity: str = Field(max_length=80)
    headings_sha256: str = Field(max_length=64)
    mapping: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class SavedView(Record, table=True):
    """A list as somebody wants to see it again (保存的视图): words, filters, columns, order."""

    __tablename__ = "saved_view"
    __table_args__ = (Index(None, "entity", "member_id"),)

    entity: str = Field(max_length=80)
    name: str = Field(max_length=40)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    member_id: int = Field(foreign_key="member.id", index=True)
    shared_with: str = Field(default="", max_length=20)  # a role; empty: only its owner
    place_id: int | None = Field(default=None, foreign_key="place.id")  # shared here and below
    path: str = Field(default="/", sa_type=PATH, nullable=False)
