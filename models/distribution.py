"""Sharing out what is left among the owners (收益分配)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, described
from models.screen import Changes, Screen


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
    __screen__ = Screen(
        "分配方案",
        "Plan to share out",
        "pie_chart",
        "books",
        title="title",
        listed=("title", "basis", "total_fen", "fund_fen", "state", "decided_on"),
        search=("title",),
        inline=("share",),
        changes=Changes.BY_ACTS,
        page="distributions",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    title: str = Field(max_length=80, sa_column_kwargs=described("标题"))
    basis: Basis = Field(sa_column_kwargs=described("分配依据", dimension=True))
    total_fen: int = Field(
        sa_type=BigInteger,
        gt=0,
        sa_column_kwargs=described("总额", english="Sum in all", unit="分", measure=True),
    )
    fund_fen: int = Field(
        default=0,
        sa_type=BigInteger,
        ge=0,
        sa_column_kwargs=described(
            "补充维修资金", english="To the maintenance fund", unit="分", measure=True
        ),
    )
    agreed_note: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs=described(
            "约定份额来源", english="Where the agreed shares come from", long=True
        ),
    )  # where the agreed shares come from
    motion_id: int | None = Field(
        default=None, foreign_key="motion.id", sa_column_kwargs=described("议案")
    )
    state: DistributionState = Field(
        default=DistributionState.DRAFT, sa_column_kwargs=described("状态", dimension=True)
    )
    decided_on: date | None = Field(
        default=None, sa_column_kwargs=described("决定日期", english="Decided on", dimension=True)
    )
    made_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("拟定人"))


class Share(Record, table=True):
    """What one unit gets (分配份额). All shares sum to the plan, to the fen."""

    __table_args__ = (
        UniqueConstraint("distribution_id", "unit_id"),
        Index(None, "distribution_id", "state"),
    )
    __screen__ = Screen(
        "分配份额",
        "Share",
        "call_split",
        "books",
        title="label",
        listed=("distribution_id", "label", "weight", "amount_fen", "state"),
        search=("label",),
        changes=Changes.BY_ACTS,
        page="distributions",
    )

    distribution_id: int = Field(
        foreign_key="distribution.id", sa_column_kwargs=described("分配方案", dimension=True)
    )
    unit_id: int = Field(foreign_key="unit.id", sa_column_kwargs=described("户", english="Unit"))
    label: str = Field(max_length=40, sa_column_kwargs=described("户号"))
    weight: int = Field(
        sa_type=BigInteger, sa_column_kwargs=described("权重", measure=True)
    )  # area in cm², or 1, or the agreed parts
    amount_fen: int = Field(
        sa_type=BigInteger,
        ge=0,
        sa_column_kwargs=described("份额", english="Share", unit="分", measure=True),
    )
    state: ShareState = Field(
        default=ShareState.PENDING, sa_column_kwargs=described("份额状态", dimension=True)
    )
    entry_id: int | None = Field(
        default=None, foreign_key="entry.id", sa_column_kwargs=described("凭证")
    )
    note: str = Field(default="", max_length=200, sa_column_kwargs=described("备注"))
