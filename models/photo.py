"""Pictures that belong to an act (照片)."""

from sqlalchemy import Index
from sqlmodel import Field

from models.base import PATH, Record


class Photo(Record, table=True):
    """One picture, re-encoded without its metadata, kept by its SHA-256 (照片)."""

    __table_args__ = (Index(None, "about"),)

    about: str = Field(max_length=60)  # table:id of what it shows: topic:12, task_note:4
    path: str = Field(sa_type=PATH, nullable=False)  # of the place
    sha256: str = Field(max_length=64, index=True)
    width: int
    height: int
    caption: str = Field(default="", max_length=100)
    member_id: int = Field(foreign_key="member.id")


class Draft(Record, table=True):
    """What somebody has begun to write, so that a lost connection loses nothing (草稿)."""

    __table_args__ = (Index("uq_draft", "member_id", "form", unique=True),)

    member_id: int = Field(foreign_key="member.id")
    form: str = Field(max_length=80)
    text: str = Field(max_length=20000)  # JSON
