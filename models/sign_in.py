"""Who has come in, and by which key (登录)."""

from datetime import datetime

from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen


class SignInSession(Record, table=True):
    """One browser that is signed in (登录会话). Only the SHA-256 of its cookie is kept."""

    __tablename__ = "sign_in_session"

    cookie_hash: str = Field(max_length=64, unique=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    token_version: int
    browser: str = Field(default="", max_length=40)  # “Chrome · Android”: the member knows it again
    seen_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Ticket(Record, table=True):
    """A one-time ticket from the sign-in form to the cookie route (登录凭条). Lives 30 seconds."""

    __tablename__ = "sign_in_ticket"

    ticket_hash: str = Field(max_length=64, unique=True)
    member_id: int = Field(foreign_key="member.id")
    expires_at: datetime = Field(sa_type=UtcDateTime, nullable=False)


class ResetLink(Record, table=True):
    """A one-time link that sets a password, handed over by an administrator (重置链接)."""

    __tablename__ = "reset_link"
    __screen__ = Screen(
        "重置链接",
        "One-time link",
        "link",
        "machinery",
        title="member_id",
        listed=("member_id", "made_by", "expires_at", "used_at"),
        changes=Changes.BY_ACTS,
        page="members",
    )

    link_hash: str = Field(max_length=64, unique=True)
    member_id: int = Field(
        foreign_key="member.id", index=True, sa_column_kwargs=described("成员", personal=True)
    )
    made_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("生成人")
    )
    expires_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("失效时间", english="Expires"),
    )
    used_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("使用时间", english="Used")
    )
