"""How compounds are rated: a tree of indicators as data, in numbered versions (评价办法)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.procedure import VersionState
from models.screen import Changes, Screen


class Method(Record, table=True):
    """A named way of rating (评价办法), for one place and all below it."""

    __screen__ = Screen(
        "评价办法",
        "Method of rating",
        "rule_settings",
        "rating",
        title="name",
        listed=("name", "place_id", "summary"),
        search=("name", "summary"),
        inline=("method_version",),
        changes=Changes.BY_ACTS,
        page="methods",
    )

    code: str = Field(max_length=40, unique=True, sa_column_kwargs=described("代码"))
    name: str = Field(max_length=60, sa_column_kwargs=described("名称"))
    name_en: str = Field(
        default="", max_length=80, sa_column_kwargs=described("英文名称", english="Name in English")
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


class MethodVersion(Record, table=True):
    """One numbered version; an edition stays on the one it began with (办法版本).

    ``body`` is what ``rules.method`` reads; ``sha256`` is of its canonical JSON, from the
    moment it was published: from then on the body never changes.
    """

    __tablename__ = "method_version"
    __table_args__ = (UniqueConstraint("method_id", "number"),)
    __screen__ = Screen(
        "办法版本",
        "Version of a method",
        "history",
        "rating",
        title="number",
        listed=("method_id", "number", "state", "note", "published_at"),
        changes=Changes.BY_ACTS,
        page="methods",
    )

    method_id: int = Field(
        foreign_key="method.id", index=True, sa_column_kwargs=described("评价办法", dimension=True)
    )
    number: int = Field(ge=1, sa_column_kwargs=described("版本", english="Version"))
    state: VersionState = Field(
        default=VersionState.DRAFT, sa_column_kwargs=described("版本状态", dimension=True)
    )
    edit_count: int = 0  # moves with every edit of a draft: two editors notice each other
    note: str = Field(default="", max_length=400, sa_column_kwargs=described("说明", long=True))
    body: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    sha256: str = Field(
        default="", max_length=64, sa_column_kwargs=described("校验值", english="Hash")
    )
    published_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("发布时间", english="Published"),
    )
    published_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("发布人")
    )
