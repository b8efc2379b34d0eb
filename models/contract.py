"""Contracts on common parts, and what they owe (经营合同)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Extended, Record, described
from models.screen import Changes, Screen


class ContractState(StrEnum):
    """The life of a contract (合同状态)."""

    DRAFT = "draft"  # 待生效
    ACTIVE = "active"  # 履行中
    ENDED = "ended"  # 已终止


class Contract(Extended, table=True):
    """A business use of common parts (经营合同).

    Active only with the owners' decision: a passed motion on item 8 of Civil Code 278, or the
    earlier decision that ``decision_note`` records.
    """

    __table_args__ = (
        Index(None, "book_id", "state"),
        Index(None, "state", "ends_on"),
        UniqueConstraint("book_id", "number"),
    )
    __screen__ = Screen(
        "经营合同",
        "Contract",
        "contract",
        "books",
        title="title",
        listed=("number", "title", "party_id", "head", "state", "starts_on", "ends_on"),
        search=("number", "title", "spot"),
        inline=("instalment", "entry"),
        order="-ends_on",
        changes=Changes.BY_ACTS,
        page="contracts",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    number: str = Field(max_length=40, sa_column_kwargs=described("合同号", english="Number"))
    head: str = Field(max_length=10, sa_column_kwargs=described("类别", dimension=True))  # G01…
    title: str = Field(max_length=80, sa_column_kwargs=described("标题"))
    party_id: int = Field(
        foreign_key="party.id", sa_column_kwargs=described("对方单位", dimension=True)
    )
    spot: str = Field(
        default="", max_length=100, sa_column_kwargs=described("位置", english="Where")
    )  # where: the lifts of 1–4 号楼
    starts_on: date = Field(sa_column_kwargs=described("起", english="Begins", dimension=True))
    ends_on: date = Field(sa_column_kwargs=described("止", english="Ends", dimension=True))
    remind_days: int = Field(
        default=60,
        sa_column_kwargs=described("提前提醒", english="Reminder before its end", unit="天"),
    )  # before its end, somebody is told to renew
    state: ContractState = Field(
        default=ContractState.DRAFT, sa_column_kwargs=described("合同状态", dimension=True)
    )
    motion_id: int | None = Field(
        default=None, foreign_key="motion.id", sa_column_kwargs=described("议案")
    )
    decision_note: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs=described("决定文件", english="Document of the decision", long=True),
    )  # the earlier decision: its document
    decided_on: date | None = Field(
        default=None, sa_column_kwargs=described("决定日期", english="Decided on")
    )  # the day of the motion, or of the earlier decision
    found_hidden: bool = Field(
        default=False,
        sa_column_kwargs=described(
            "清理中发现的隐形收入", english="Came to light in the clean-up", dimension=True
        ),
    )  # came to light in the clean-up (隐形收入)
    ended_on: date | None = Field(
        default=None, sa_column_kwargs=described("实际终止日期", english="Ended on")
    )  # what falls due after this day is not owed
    end_reason: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs=described("终止原因", english="Reason for the end", long=True),
    )
    renews_id: int | None = Field(
        default=None,
        foreign_key="contract.id",
        index=True,
        sa_column_kwargs=described("续签自", english="Renews"),
    )
    kept_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("登记人"))


class Instalment(Record, table=True):
    """A sum that falls due under a contract (应收分期)."""

    __table_args__ = (Index(None, "contract_id", "due_on"), Index(None, "due_on"))
    __screen__ = Screen(
        "应收分期",
        "Instalment",
        "calendar_month",
        "books",
        title="due_on",
        listed=("contract_id", "due_on", "amount_fen", "waived_fen"),
        order="-due_on",
        changes=Changes.BY_ACTS,
        page="contracts",
    )

    contract_id: int = Field(
        foreign_key="contract.id", sa_column_kwargs=described("经营合同", dimension=True)
    )
    due_on: date = Field(sa_column_kwargs=described("应收日期", english="Due on", dimension=True))
    amount_fen: int = Field(
        sa_type=BigInteger,
        gt=0,
        sa_column_kwargs=described("应收", english="Amount due", unit="分", measure=True),
    )
    waived_fen: int = Field(
        default=0,
        sa_type=BigInteger,
        ge=0,
        sa_column_kwargs=described("免除", unit="分", measure=True),
    )  # of it given up
    waived_reason: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs=described("免除原因", english="Why it was waived", long=True),
    )  # and why
