"""Sharing out what is left among the owners (收益分配)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, described


class Basis(StrEnum):
    """By what the shares are cut: Civil Code 283 (分配依据)."""

    AREA = "area"  # 按专有面积
    HOUSEHOLD = "household"  # 约定按户均分
    AGREED = "agreed"  # 约定的份额


class DistributionState(StrEnum):
    """The life of a plan (分配方案状态)."""

    DRAFT = "draft"  # 拟定
    DECIDED = "decided"  # 已决定
    DONE = "done"  # 已完成
    WITHDRAWN = "withdrawn"  # 已撤回


class ShareState(StrEnum):
    """What became of a share (份额状态)."""

    PENDING = "pending"  # 待支付
    PAID = "paid"  # 已支付
    RETURNED = "returned"  # 退回


class Distribution(Record, table=True):
    """A plan to share out a sum (分配方案). ``fund_fen`` goes to the maintenance fund first."""

    __table_args__ = (Index(None, "book_id", "state"),)

    book_id: int = Field(foreign_key="book.id")
    title: str = Field(max_length=80)
    basis: Basis
    total_fen: int = Field(sa_type=BigInteger, gt=0)
    fund_fen: int = Field(default=0, sa_type=BigInteger, ge=0)
    agreed_note: str = Field(default="", max_length=300)  # where the agreed shares come from
    motion_id: int | None = Field(default=None, foreign_key="motion.id")
    state: DistributionState = DistributionState.DRAFT
    decided_on: date | None = None
    made_by: int = Field(foreign_key="member.id")


class Share(Record, table=True):
    """What one unit gets (分配份额). All shares sum to the plan, to the fen."""

    __table_args__ = (
        UniqueConstraint("distribution_id", "unit_id"),
        Index(None, "distribution_id", "state"),
    )

    distribution_id: int = Field(foreign_key="distribution.id")
    unit_id: int = Field(foreign_key="unit.id")
    label: str = Field(max_length=40)
    weight: int = Field(sa_type=BigInteger)  # area in cm², or 1, or the agreed parts
    amount_fen: int = Field(
        sa_type=BigInteger, ge=0, sa_column_kwargs=described("份额", unit="分", measure=True)
    )
    state: ShareState = ShareState.PENDING
    entry_id: int | None = Field(default=None, foreign_key="entry.id")
    note: str = Field(default="", max_length=200)
