"""Books that only grow: accounts, periods, entries and their lines (公共收益账簿)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, UniqueConstraint, text
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.secret import Sealed

# Numbers on papers are looked up by how they begin: compared byte by byte in every database.
PAPER = String(60).with_variant(String(60, collation="C"), "postgresql")


class Fund(StrEnum):
    """Whose money an account holds; funds are never mixed (资金)."""

    REVENUE = "revenue"  # 公共收益
    MAINTENANCE = "maintenance"  # 专项维修资金
    HELD = "held"  # 物业代管


class AccountKind(StrEnum):
    """What an account tells (科目类别). Costs stand apart from expenses: Civil Code 282."""

    ASSET = "asset"  # 资产
    EQUITY = "equity"  # 期初结存
    INCOME = "income"  # 收入
    COST = "cost"  # 合理成本
    EXPENSE = "expense"  # 支出
    TRANSFER = "transfer"  # 资金间划转


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


class PeriodActKind(StrEnum):
    """What was done to a period (结账动作)."""

    CLOSED = "closed"  # 结账
    REOPENING_ASKED = "reopening_asked"  # 申请反结账
    REOPENED = "reopened"  # 反结账
    REOPENING_REFUSED = "reopening_refused"  # 不同意反结账


class PartyKind(StrEnum):
    """Whether a name may be printed (往来单位种类)."""

    FIRM = "firm"  # 单位：公开名称
    PERSON = "person"  # 个人：只公开校验值


class Book(Record, table=True):
    """The books of one compound (账簿).

    ``origin`` names its log in checkpoints and proofs and never changes. The counters
    move under the lock that every posting takes on this row.
    """

    place_id: int = Field(foreign_key="place.id", unique=True)
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    code: str = Field(max_length=40, unique=True)  # the compound's
    origin: str = Field(max_length=120, unique=True)
    jurisdiction: str = Field(default="liaocheng", max_length=40)
    opened_on: date
    period_months: int = Field(default=3, ge=1, le=12)
    entry_count: int = 0
    leaf_count: int = 0
    opened_by: int | None = Field(default=None, foreign_key="member.id")


class Account(Record, table=True):
    """One account of a book (科目). ``head`` is G01…G08 for income, E01… for what is spent."""

    __table_args__ = (UniqueConstraint("book_id", "code"),)

    book_id: int = Field(foreign_key="book.id")
    fund: Fund = Field(sa_column_kwargs=described("资金", dimension=True))
    kind: AccountKind = Field(sa_column_kwargs=described("科目类别", dimension=True))
    code: str = Field(max_length=40)  # stands in the export: Income:G01
    head: str = Field(default="", max_length=10)  # which head of the clean-up, or of the uses
    name: str = Field(max_length=60, sa_column_kwargs=described("科目", dimension=True))
    name_en: str = Field(default="", max_length=80)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Period(Record, table=True):
    """A span of days that is closed as one (会计期间)."""

    __table_args__ = (
        UniqueConstraint("book_id", "number"),
        UniqueConstraint("book_id", "starts_on"),
    )

    book_id: int = Field(foreign_key="book.id")
    number: int
    starts_on: date
    ends_on: date
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PeriodAct(Record, table=True):
    """Who closed or reopened a period, and why (结账记录). Append-only."""

    __tablename__ = "period_act"

    period_id: int = Field(foreign_key="period.id", index=True)
    kind: PeriodActKind
    member_id: int = Field(foreign_key="member.id")
    reason: str = Field(default="", max_length=500)
    asked_id: int | None = Field(default=None, foreign_key="period_act.id")  # what it answers


class Party(Record, table=True):
    """Somebody the books deal with (往来单位).

    A person's name never enters the log: only SHA-256 of salt and name does, and both can be
    erased. ``shown`` is what everybody reads: a firm's name, or 张**.
    """

    __table_args__ = (UniqueConstraint("book_id", "kind", "mark"), Index(None, "book_id", "shown"))

    book_id: int = Field(foreign_key="book.id")
    kind: PartyKind
    shown: str = Field(max_length=80)
    mark: str = Field(max_length=80)  # a firm's name, or the keyed fingerprint of a person's
    name: str | None = Field(default=None, sa_type=Sealed)
    salt: str | None = Field(default=None, sa_type=Sealed)  # hex; erased with the name
    commitment: str = Field(default="", max_length=64)  # SHA-256 of salt and name, in hex


class EntryDraft(Record, table=True):
    """An entry before somebody else has approved it (待复核凭证).

    ``content`` is the whole entry as it will be posted; see ``rules.ledger.entry.Content``.
    """

    __tablename__ = "entry_draft"
    __table_args__ = (Index(None, "book_id", "state", "id"),)

    book_id: int = Field(foreign_key="book.id")
    content: dict[str, Any] = Field(sa_type=JSON)
    state: DraftState = DraftState.PENDING
    drafted_by: int = Field(foreign_key="member.id")
    approved_once_by: int | None = Field(default=None, foreign_key="member.id")  # payments: two
    decided_by: int | None = Field(default=None, foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str = Field(default="", max_length=500)
    entry_id: int | None = Field(default=None, foreign_key="entry.id")
    bank_line_id: int | None = Field(default=None, foreign_key="bank_line.id")  # it was made from


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

    book_id: int = Field(foreign_key="book.id")
    number: int  # 1, 2, 3 … without a gap
    period_id: int = Field(foreign_key="period.id")
    kind: EntryKind = Field(sa_column_kwargs=described("凭证种类", dimension=True))
    day: date = Field(sa_column_kwargs=described("日期", dimension=True))
    head: str = Field(max_length=10, sa_column_kwargs=described("类别", dimension=True))
    fund: Fund | None = Field(  # None: it touches several
        default=None, sa_column_kwargs=described("资金", dimension=True)
    )
    amount_fen: int = Field(
        sa_type=BigInteger, sa_column_kwargs=described("金额", unit="分", measure=True)
    )
    party_id: int | None = Field(default=None, foreign_key="party.id")
    purpose: str = Field(max_length=200)
    document: str = Field(default="", sa_type=PAPER, nullable=False)  # no. on the paper (票据号)
    voucher_count: int = 0
    no_voucher_reason: str = Field(default="", max_length=300)
    contract_id: int | None = Field(default=None, foreign_key="contract.id")
    claim_id: int | None = Field(default=None, foreign_key="claim.id")
    spending_id: int | None = Field(default=None, foreign_key="spending.id")
    standing_id: int | None = Field(default=None, foreign_key="standing_authorisation.id")
    distribution_id: int | None = Field(default=None, foreign_key="distribution.id")
    reverses_id: int | None = Field(default=None, foreign_key="entry.id")
    posted_by: int = Field(foreign_key="member.id")
    approved_by: int = Field(foreign_key="member.id")
    leaf_index: int  # its place in the log, from 0


class EntryLine(Record, table=True):
    """One side of an entry (分录). Debit above nothing, credit below. Append-only."""

    __tablename__ = "entry_line"
    __table_args__ = (
        UniqueConstraint("entry_id", "position"),
        Index(None, "account_id", "period_id", "amount_fen"),
    )

    entry_id: int = Field(foreign_key="entry.id")
    position: int
    account_id: int = Field(foreign_key="account.id")
    period_id: int = Field(foreign_key="period.id")
    amount_fen: int = Field(sa_type=BigInteger)


class Turnover(Record, table=True):
    """What an account took in and gave out in a period, kept while posting (发生额).

    Derived: the lines say the same, and ``services.ledger`` can prove it.
    """

    __table_args__ = (UniqueConstraint("period_id", "account_id"), Index(None, "account_id"))

    period_id: int = Field(foreign_key="period.id")
    account_id: int = Field(foreign_key="account.id")
    debit_fen: int = Field(default=0, sa_type=BigInteger)
    credit_fen: int = Field(default=0, sa_type=BigInteger)
    line_count: int = 0


class VoucherExcuse(Record, table=True):
    """Why an entry has no voucher, asked by one and approved by another (无票据说明)."""

    __tablename__ = "voucher_excuse"

    entry_id: int = Field(foreign_key="entry.id", unique=True)
    reason: str = Field(max_length=300)
    asked_by: int = Field(foreign_key="member.id")
    approved_by: int | None = Field(default=None, foreign_key="member.id")
