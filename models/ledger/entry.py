"""Entries and their lines: written once, never changed (凭证)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, UniqueConstraint, text
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.ledger.book import Fund
from models.screen import Changes, Screen

# Numbers on papers are looked up by how they begin: compared byte by byte in every database.
PAPER = String(60).with_variant(String(60, collation="C"), "postgresql")


class EntryKind(StrEnum):
    """What an entry records (凭证种类)."""

    OPENING = "opening"  # 期初
    RECEIPT = "receipt"  # 收款
    PAYMENT = "payment"  # 付款
    TRANSFER = "transfer"  # 转账
    REVERSAL = "reversal"  # 红冲


class DraftState(StrEnum):
    """The life of an entry before it is one (待复核凭证状态)."""

    PENDING = "pending"  # 待复核
    POSTED = "posted"  # 已入账
    REFUSED = "refused"  # 已退回
    WITHDRAWN = "withdrawn"  # 已撤回


class EntryDraft(Record, table=True):
    """An entry before somebody else has approved it (待复核凭证).

    ``content`` is the whole entry as it will be posted; see ``rules.ledger.entry.Content``.
    """

    __tablename__ = "entry_draft"
    __table_args__ = (Index(None, "book_id", "state", "id"),)
    __screen__ = Screen(
        "待复核凭证",
        "Entry before its approval",
        "pending_actions",
        "books",
        title="state",
        listed=("book_id", "state", "drafted_by", "decided_by", "decided_at", "reason"),
        search=("reason",),
        changes=Changes.BY_ACTS,
        page="bookkeeping",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    content: dict[str, Any] = Field(sa_type=JSON)
    state: DraftState = Field(
        default=DraftState.PENDING, sa_column_kwargs=described("状态", dimension=True)
    )
    drafted_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("录入人"))
    approved_once_by: int | None = Field(
        default=None,
        foreign_key="member.id",
        sa_column_kwargs=described("第一复核人", english="First approval by"),
    )  # payments: two
    decided_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("复核人")
    )
    decided_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("复核时间", english="Decided")
    )
    reason: str = Field(
        default="", max_length=500, sa_column_kwargs=described("退回原因", long=True)
    )
    entry_id: int | None = Field(
        default=None, foreign_key="entry.id", sa_column_kwargs=described("凭证")
    )
    bank_line_id: int | None = Field(
        default=None,
        foreign_key="bank_line.id",
        sa_column_kwargs=described("对账单明细", english="Line of the bank"),
    )  # it was made from


_BINDINGS = ("contract", "spending", "standing", "claim", "distribution")


def _where_set(name: str, unique: bool = False) -> Index:
    """An index of the few rows that have a value in the column.

    With all the empty ones in it, SQLite learns that one value is in every row, and reads the
    whole table rather than the index.
    """
    some = text(f"{name} IS NOT NULL")
    return Index(None, name, unique=unique, sqlite_where=some, postgresql_where=some)


class Entry(Record, table=True):
    """One posting, for ever (记账凭证). Append-only; a mistake is reversed and posted anew.

    ``head``, ``fund`` and ``amount_fen`` repeat what the lines say, so that lists need no join.
    """

    __table_args__ = (
        UniqueConstraint("book_id", "number"),
        _where_set("reverses_id", unique=True),
        Index(None, "book_id", "day", "id"),
        Index(None, "book_id", "head", "day", "id"),
        Index(None, "book_id", "kind", "day", "id"),
        Index(None, "book_id", "fund", "day", "id"),
        Index(None, "book_id", "amount_fen", "id"),
        Index(None, "party_id", "day", "id"),
        Index(None, "book_id", "document", "id"),
        Index(None, "period_id", "id"),
        *(_where_set(f"{decided}_id") for decided in _BINDINGS),
    )
    __screen__ = Screen(
        "记账凭证",
        "Entry",
        "receipt_long",
        "books",
        title="purpose",
        listed=("number", "day", "kind", "head", "purpose", "party_id", "amount_fen"),
        search=("purpose", "document"),
        inline=("entry_line", "entry_voucher"),
        order="-day",
        changes=Changes.NEVER,
        page="entry",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    number: int = Field(
        sa_column_kwargs=described("凭证号", english="Number")
    )  # 1, 2, 3 … without a gap
    period_id: int = Field(
        foreign_key="period.id", sa_column_kwargs=described("会计期间", dimension=True)
    )
    kind: EntryKind = Field(sa_column_kwargs=described("凭证种类", dimension=True))
    day: date = Field(sa_column_kwargs=described("日期", dimension=True))
    head: str = Field(max_length=10, sa_column_kwargs=described("类别", dimension=True))
    fund: Fund | None = Field(  # None: it touches several
        default=None, sa_column_kwargs=described("资金", dimension=True)
    )
    amount_fen: int = Field(
        sa_type=BigInteger, sa_column_kwargs=described("金额", unit="分", measure=True)
    )
    party_id: int | None = Field(
        default=None, foreign_key="party.id", sa_column_kwargs=described("往来单位", dimension=True)
    )
    purpose: str = Field(max_length=200, sa_column_kwargs=described("摘要"))
    document: str = Field(
        default="", sa_type=PAPER, nullable=False, sa_column_kwargs=described("票据号")
    )  # no. on the paper (票据号)
    voucher_count: int = Field(
        default=0, sa_column_kwargs=described("票据数", english="Vouchers", measure=True)
    )
    no_voucher_reason: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs=described("无票据原因", english="Why it has no voucher", long=True),
    )
    contract_id: int | None = Field(
        default=None, foreign_key="contract.id", sa_column_kwargs=described("经营合同")
    )
    claim_id: int | None = Field(
        default=None, foreign_key="claim.id", sa_column_kwargs=described("清收事项")
    )
    spending_id: int | None = Field(
        default=None, foreign_key="spending.id", sa_column_kwargs=described("支出申请")
    )
    standing_id: int | None = Field(
        default=None,
        foreign_key="standing_authorisation.id",
        sa_column_kwargs=described("小额支出授权", english="Standing authorisation"),
    )
    distribution_id: int | None = Field(
        default=None, foreign_key="distribution.id", sa_column_kwargs=described("分配方案")
    )
    reverses_id: int | None = Field(
        default=None,
        foreign_key="entry.id",
        sa_column_kwargs=described("红冲凭证", english="Takes back"),
    )
    posted_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("录入人"))
    approved_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("复核人"))
    leaf_index: int = Field(
        sa_column_kwargs=described("日志序号", english="Place in the log")
    )  # its place in the log, from 0


class EntryLine(Record, table=True):
    """One side of an entry (分录). Debit above nothing, credit below. Append-only."""

    __tablename__ = "entry_line"
    __table_args__ = (
        UniqueConstraint("entry_id", "position"),
        Index(None, "account_id", "period_id", "amount_fen"),
    )
    __screen__ = Screen(
        "分录",
        "Line of an entry",
        "format_list_numbered",
        "books",
        title="position",
        listed=("entry_id", "position", "account_id", "amount_fen"),
        order="-entry_id",
        changes=Changes.NEVER,
        page="ledger",
    )

    entry_id: int = Field(foreign_key="entry.id", sa_column_kwargs=described("凭证"))
    position: int = Field(sa_column_kwargs=described("次序"))
    account_id: int = Field(
        foreign_key="account.id", sa_column_kwargs=described("科目", dimension=True)
    )
    period_id: int = Field(
        foreign_key="period.id", sa_column_kwargs=described("会计期间", dimension=True)
    )
    amount_fen: int = Field(
        sa_type=BigInteger, sa_column_kwargs=described("金额", unit="分", measure=True)
    )


class VoucherExcuse(Record, table=True):
    """Why an entry has no voucher, asked by one and approved by another (无票据说明)."""

    __tablename__ = "voucher_excuse"
    __screen__ = Screen(
        "无票据说明",
        "Why an entry has no voucher",
        "receipt",
        "books",
        title="reason",
        listed=("entry_id", "reason", "asked_by", "approved_by"),
        search=("reason",),
        changes=Changes.BY_ACTS,
        page="bookkeeping",
    )

    entry_id: int = Field(foreign_key="entry.id", unique=True, sa_column_kwargs=described("凭证"))
    reason: str = Field(max_length=300, sa_column_kwargs=described("原因", long=True))
    asked_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("说明人"))
    approved_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("同意人")
    )
