"""What was done here, by whom: lines that nobody can take back (留痕)."""

from typing import Any

from sqlalchemy import JSON, Index
from sqlmodel import Field

from models.base import PATH, Record


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

    code: str = Field(max_length=60)  # noun.past: topic.proposed
    actor_id: int | None = None  # None: the house itself, by the clock
    actor_name: str = Field(default="", max_length=50)
    place_id: int | None = None
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    about: str = Field(default="", max_length=60)  # table:id of what it was done to
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)
