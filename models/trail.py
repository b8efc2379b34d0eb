"""What was done here, by whom: lines that nobody can take back (留痕)."""

from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.base import PATH, Record, described
from models.screen import Changes, Screen


class TrailLine(Record, table=True):
    """One act: who, when, what, before and after (留痕). Append-only; triggers refuse the rest."""

    __tablename__ = "trail_line"
    __table_args__ = (
        Index(None, "path", "id"),
        Index(None, "code", "id"),
        Index(None, "about", "id"),
        Index(None, "actor_id", "id"),
        Index(None, "created_at"),
    )
    __screen__ = Screen(
        "留痕",
        "Trail",
        "history",
        "machinery",
        title="code",
        listed=("created_at", "code", "actor_name", "place_id", "about"),
        search=("code", "about"),
        changes=Changes.NEVER,
        page="trail",
    )

    code: str = Field(
        max_length=60, sa_column_kwargs=described("行为", english="Act", dimension=True)
    )  # noun.past: topic.proposed
    actor_id: int | None = None  # None: the house itself, by the clock
    actor_name: str = Field(
        default="", max_length=50, sa_column_kwargs=described("行为人", english="By", personal=True)
    )
    place_id: int | None = Field(default=None, sa_column_kwargs=described("地方", dimension=True))
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    about: str = Field(
        default="", max_length=60, sa_column_kwargs=described("所涉记录")
    )  # table:id of what it was done to
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)
