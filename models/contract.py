"""Contracts on common parts, and what they owe (经营合同)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Extended, Record, described


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

    book_id: int = Field(foreign_key="book.id")
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    number: str = Field(max_length=40)
    head: str = Field(max_length=10, sa_column_kwargs=described("类别", dimension=True))  # G01…
    title: str = Field(max_length=80)
    party_id: int = Field(foreign_key="party.id")
    spot: str = Field(default="", max_length=100)  # where: the lifts of 1–4 号楼
    starts_on: date
    ends_on: date
    remind_days: int = 60  # before its end, somebody is told to renew
    state: ContractState = ContractState.DRAFT
    motion_id: int | None = Field(default=None, foreign_key="motion.id")
    decision_note: str = Field(default="", max_length=300)  # the earlier decision: its document
    decided_on: date | None = None  # the day of the motion, or of the earlier decision
    found_hidden: bool = False  # came to light in the clean-up (隐形收入)
    ended_on: date | None = None  # what falls due after this day is not owed
    end_reason: str = Field(default="", max_length=300)
    renews_id: int | None = Field(default=None, foreign_key="contract.id", index=True)
    kept_by: int = Field(foreign_key="member.id")


class Instalment(Record, table=True):
    """A sum that falls due under a contract (应收分期)."""

    __table_args__ = (Index(None, "contract_id", "due_on"), Index(None, "due_on"))

    contract_id: int = Field(foreign_key="contract.id")
    due_on: date
    amount_fen: int = Field(
        sa_type=BigInteger, gt=0, sa_column_kwargs=described("应收", unit="分", measure=True)
    )
    waived_fen: int = Field(default=0, sa_type=BigInteger, ge=0)  # of it given up
    waived_reason: str = Field(default="", max_length=300)  # and why
