"""The books of a compound, their accounts, periods and parties (账簿)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.screen import Changes, Screen
from models.secret import Sealed


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

    __screen__ = Screen(
        "账簿",
        "Book",
        "menu_book",
        "books",
        title="code",
        listed=("code", "place_id", "opened_on", "entry_count"),
        search=("code",),
        inline=("account", "period", "contract"),
        order="code",
        changes=Changes.BY_ACTS,
        page="bookkeeping",
    )

    place_id: int = Field(
        foreign_key="place.id", unique=True, sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    code: str = Field(
        max_length=40, unique=True, sa_column_kwargs=described("代码")
    )  # the compound's
    origin: str = Field(
        max_length=120,
        unique=True,
        sa_column_kwargs=described("日志名称", english="Origin of its log"),
    )
    jurisdiction: str = Field(
        default="liaocheng", max_length=40, sa_column_kwargs=described("地方规定", dimension=True)
    )
    opened_on: date = Field(sa_column_kwargs=described("开账日期", english="Opened on"))
    period_months: int = Field(
        default=3,
        ge=1,
        le=12,
        sa_column_kwargs=described("会计期间月数", english="Months in a period"),
    )
    entry_count: int = Field(
        default=0, sa_column_kwargs=described("凭证数", english="Entries", measure=True)
    )
    leaf_count: int = 0
    opened_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("开账人")
    )


class Account(Record, table=True):
    """One account of a book (科目). ``head`` is G01…G08 for income, E01… for what is spent."""

    __table_args__ = (UniqueConstraint("book_id", "code"),)
    __screen__ = Screen(
        "科目",
        "Account",
        "account_balance_wallet",
        "books",
        title="name",
        listed=("book_id", "code", "name", "fund", "kind", "closed_at"),
        search=("name", "code"),
        order="code",
        changes=Changes.BY_ACTS,
        page="bookkeeping",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    fund: Fund = Field(sa_column_kwargs=described("资金", dimension=True))
    kind: AccountKind = Field(sa_column_kwargs=described("科目类别", dimension=True))
    code: str = Field(
        max_length=40, sa_column_kwargs=described("代码")
    )  # stands in the export: Income:G01
    head: str = Field(
        default="", max_length=10, sa_column_kwargs=described("类别", dimension=True)
    )  # which head of the clean-up, or of the uses
    name: str = Field(
        max_length=60, sa_column_kwargs=described("科目", english="Account", dimension=True)
    )
    name_en: str = Field(
        default="", max_length=80, sa_column_kwargs=described("英文名称", english="Name in English")
    )
    closed_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("停用时间", english="Closed")
    )


class Period(Record, table=True):
    """A span of days that is closed as one (会计期间)."""

    __table_args__ = (
        UniqueConstraint("book_id", "number"),
        UniqueConstraint("book_id", "starts_on"),
    )
    __screen__ = Screen(
        "会计期间",
        "Period",
        "date_range",
        "books",
        title="number",
        listed=("book_id", "number", "starts_on", "ends_on", "closed_at"),
        order="-starts_on",
        changes=Changes.BY_ACTS,
        page="bookkeeping",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    number: int = Field(sa_column_kwargs=described("期数", english="Number"))
    starts_on: date = Field(sa_column_kwargs=described("起", english="Begins", dimension=True))
    ends_on: date = Field(sa_column_kwargs=described("止", english="Ends", dimension=True))
    closed_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("结账时间", english="Closed")
    )


class PeriodAct(Record, table=True):
    """Who closed or reopened a period, and why (结账记录). Append-only."""

    __tablename__ = "period_act"
    __screen__ = Screen(
        "结账记录",
        "Closing of a period",
        "lock_clock",
        "books",
        title="kind",
        listed=("period_id", "kind", "member_id", "reason", "created_at"),
        search=("reason",),
        changes=Changes.NEVER,
        page="bookkeeping",
    )

    period_id: int = Field(
        foreign_key="period.id", index=True, sa_column_kwargs=described("会计期间")
    )
    kind: PeriodActKind = Field(
        sa_column_kwargs=described("结账动作", english="Act", dimension=True)
    )
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("经办人", english="By")
    )
    reason: str = Field(default="", max_length=500, sa_column_kwargs=described("原因", long=True))
    asked_id: int | None = Field(
        default=None,
        foreign_key="period_act.id",
        sa_column_kwargs=described("答复的申请", english="Answers"),
    )  # what it answers


class Party(Record, table=True):
    """Somebody the books deal with (往来单位).

    A person's name never enters the log: only SHA-256 of salt and name does, and both can be
    erased. ``shown`` is what everybody reads: a firm's name, or 张**.
    """

    __table_args__ = (UniqueConstraint("book_id", "kind", "mark"), Index(None, "book_id", "shown"))
    __screen__ = Screen(
        "往来单位",
        "Party",
        "store",
        "books",
        title="shown",
        listed=("book_id", "shown", "kind"),
        search=("shown",),
        inline=("contract",),
        order="shown",
        changes=Changes.BY_ACTS,
        page="bookkeeping",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    kind: PartyKind = Field(sa_column_kwargs=described("种类", dimension=True))
    shown: str = Field(
        max_length=80, sa_column_kwargs=described("名称", english="Name", dimension=True)
    )
    mark: str = Field(max_length=80)  # a firm's name, or the keyed fingerprint of a person's
    name: str | None = Field(default=None, sa_type=Sealed)
    salt: str | None = Field(default=None, sa_type=Sealed)  # hex; erased with the name
    commitment: str = Field(default="", max_length=64)  # SHA-256 of salt and name, in hex


class Turnover(Record, table=True):
    """What an account took in and gave out in a period, kept while posting (发生额).

    Derived: the lines say the same, and ``services.ledger`` can prove it.
    """

    __table_args__ = (UniqueConstraint("period_id", "account_id"), Index(None, "account_id"))
    __screen__ = Screen(
        "发生额",
        "Turnover",
        "functions",
        "books",
        title="account_id",
        listed=("period_id", "account_id", "debit_fen", "credit_fen", "line_count"),
        changes=Changes.BY_ACTS,
        page="ledger",
    )

    period_id: int = Field(
        foreign_key="period.id", sa_column_kwargs=described("会计期间", dimension=True)
    )
    account_id: int = Field(
        foreign_key="account.id", sa_column_kwargs=described("科目", dimension=True)
    )
    debit_fen: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs=described("借方", unit="分", measure=True)
    )
    credit_fen: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs=described("贷方", unit="分", measure=True)
    )
    line_count: int = Field(
        default=0, sa_column_kwargs=described("分录数", english="Lines", measure=True)
    )
