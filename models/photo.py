"""Pictures that belong to an act (照片)."""

from sqlalchemy import Index
from sqlmodel import Field

from models.base import PATH, Record, described
from models.screen import Changes, Screen


class Photo(Record, table=True):
    """One picture, re-encoded without its metadata, kept by its SHA-256 (照片)."""

    __table_args__ = (Index(None, "about"),)
    __screen__ = Screen(
        "照片",
        "Photo",
        "image",
        "deliberation",
        title="caption",
        listed=("about", "caption", "created_at"),
        search=("caption",),
        changes=Changes.BY_ACTS,
        page="board",
    )

    about: str = Field(
        max_length=60, sa_column_kwargs=described("所属记录")
    )  # table:id of what it shows: topic:12, task_note:4
    path: str = Field(sa_type=PATH, nullable=False)  # of the place
    sha256: str = Field(max_length=64, index=True)
    width: int = Field(sa_column_kwargs=described("宽度", english="Width", measure=True))
    height: int = Field(sa_column_kwargs=described("高度", english="Height", measure=True))
    caption: str = Field(default="", max_length=100, sa_column_kwargs=described("说明"))
    member_id: int = Field(
        foreign_key="member.id",
        sa_column_kwargs=described("上传人", english="Added by", personal=True),
    )


class Draft(Record, table=True):
    """What somebody has begun to write, so that a lost connection loses nothing (草稿)."""

    __table_args__ = (Index("uq_draft", "member_id", "form", unique=True),)
    __screen__ = Screen(
        "草稿",
        "Draft",
        "edit_note",
        "machinery",
        title="form",
        listed=("form", "created_at"),
        changes=Changes.BY_ACTS,
        page="home",
    )

    member_id: int = Field(foreign_key="member.id")
    form: str = Field(max_length=80, sa_column_kwargs=described("表单", dimension=True))
    text: str = Field(max_length=20000)  # JSON
