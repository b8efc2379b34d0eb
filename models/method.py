"""How compounds are rated: a tree of indicators as data, in numbered versions (评价办法)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime
from models.procedure import VersionState


class Method(Record, table=True):
    """A named way of rating (评价办法), for one place and all below it."""

    code: str = Field(max_length=40, unique=True)
    name: str = Field(max_length=60)
    name_en: str = Field(default="", max_length=80)
    place_id: int | None = Field(default=None, foreign_key="place.id", index=True)  # None: ships
    summary: str = Field(default="", max_length=400)
    summary_en: str = Field(default="", max_length=400)


class MethodVersion(Record, table=True):
    """One numbered version; an edition stays on the one it began with (办法版本).

    ``body`` is what ``rules.method`` reads; ``sha256`` is of its canonical JSON, from the
    moment it was published: from then on the body never changes.
    """

    __tablename__ = "method_version"
    __table_args__ = (UniqueConstraint("method_id", "number"),)

    method_id: int = Field(foreign_key="method.id", index=True)
    number: int = Field(ge=1)
    state: VersionState = VersionState.DRAFT
    edit_count: int = 0  # moves with every edit of a draft: two editors notice each other
    note: str = Field(default="", max_length=400)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    sha256: str = Field(default="", max_length=64)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    published_by: int | None = Field(default=None, foreign_key="member.id")
