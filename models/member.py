"""Who takes part, and what each is trusted with (成员)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen
from models.secret import Sealed


class Role(StrEnum):
    """What a member is trusted with (角色)."""

    RESIDENT = "resident"  # 居民
    OWNER = "owner"  # 业主（由业主名册产生）
    COUNCIL = "council"  # 居委会、议事会成员
    COMMITTEE = "committee"  # 业主委员会委员
    SECRETARY = "secretary"  # 小区党支部书记
    MANAGER = "manager"  # 物业经理
    GRID_WORKER = "grid_worker"  # 网格员
    STREET_OFFICER = "street_officer"  # 街道干部
    EXPERT = "expert"  # 评审专家
    AUDITOR = "auditor"  # 监事
    ADMINISTRATOR = "administrator"  # 管理员


class Member(Record, table=True):
    """A person with an account (成员).

    ``token_version`` moves when the password or the grants change: every session
    begun before is then void.
    """

    __screen__ = Screen(
        "成员",
        "Member",
        "person",
        "people",
        title="name",
        listed=("name", "username", "closed_at"),
        inline=("role_grant",),
        changes=Changes.BY_ACTS,
        page="members",
    )

    username: str = Field(
        max_length=60,
        unique=True,
        sa_column_kwargs=described("登录名", english="User name", personal=True),
    )
    name: str = Field(max_length=50, sa_column_kwargs=described("姓名", personal=True))
    password_hash: str = Field(default="", max_length=100)  # empty: no password set yet
    phone: str | None = Field(default=None, sa_type=Sealed)
    phone_print: str | None = Field(default=None, max_length=64, index=True)
    token_version: int = 0
    failed_count: int = 0
    locked_until: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("暂停至")
    )
    closed_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("停用时间")
    )


class Grant(Record, table=True):
    """A role at a place; it reaches the whole subtree (授权).

    A resident's grant stands at the unit where he lives, so that a household
    answers once.
    """

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("member_id", "role", "place_id"),)
    __screen__ = Screen(
        "授权",
        "Grant",
        "badge",
        "people",
        title="role",
        listed=("role", "member_id", "place_id", "granted_by", "created_at"),
        changes=Changes.BY_ACTS,
        page="members",
    )

    member_id: int = Field(
        foreign_key="member.id", index=True, sa_column_kwargs=described("成员", personal=True)
    )
    role: Role = Field(sa_column_kwargs=described("角色", dimension=True))
    place_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("地方", dimension=True)
    )
    granted_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("授权人")
    )
