"""What the bank says, beside what the books say (银行对账)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.screen import Changes, Screen
from models.secret import Sealed


class BankAccount(Record, table=True):
    """An account at a bank or a payment service, and its account in the books (银行账户)."""

    __tablename__ = "bank_account"
    __table_args__ = (UniqueConstraint("account_id"), Index(None, "book_id"))
    __screen__ = Screen(
        "银行账户",
        "Bank account",
        "account_balance",
        "books",
        title="bank",
        listed=("book_id", "bank", "shown", "account_id"),
        search=("bank",),
        inline=("bank_import", "bank_balance"),
        changes=Changes.BY_ACTS,
        page="bank",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    account_id: int = Field(foreign_key="account.id", sa_column_kwargs=described("科目"))
    bank: str = Field(max_length=60, sa_column_kwargs=described("银行", dimension=True))
    number: str | None = Field(default=None, sa_type=Sealed)
    shown: str = Field(
        default="", max_length=30, sa_column_kwargs=described("尾号", english="Last digits")
    )  # the last four digits
    layout: str = Field(
        default="",
        max_length=30,
        sa_column_kwargs=described(
            "对账单格式", english="Layout of its statements", dimension=True
        ),
    )  # of its statements: icbc, alipay, generic
    mapping: str = Field(default="", max_length=2000)  # JSON; columns of a generic layout


class BankImport(Record, table=True):
    """One statement file that was read (对账单导入)."""

    __tablename__ = "bank_import"
    __table_args__ = (Index(None, "bank_account_id"),)
    __screen__ = Screen(
        "对账单导入",
        "Import of a statement",
        "upload_file",
        "books",
        title="filename",
        listed=("bank_account_id", "filename", "first_on", "last_on", "added_count", "closing_fen"),
        search=("filename",),
        changes=Changes.BY_ACTS,
        page="bank",
    )

    bank_account_id: int = Field(
        foreign_key="bank_account.id", sa_column_kwargs=described("银行账户", dimension=True)
    )
    filename: str = Field(max_length=100, sa_column_kwargs=described("文件名", english="File"))
    sha256: str = Field(max_length=64)
    layout: str = Field(max_length=30, sa_column_kwargs=described("格式", dimension=True))
    row_count: int = Field(sa_column_kwargs=described("行数", english="Lines", measure=True))
    added_count: int = Field(sa_column_kwargs=described("新增", english="New", measure=True))
    in_fen: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("收入合计", english="In", unit="分", measure=True),
    )
    out_fen: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("支出合计", english="Out", unit="分", measure=True),
    )
    first_on: date | None = Field(
        default=None, sa_column_kwargs=described("首日", english="First day")
    )
    last_on: date | None = Field(
        default=None, sa_column_kwargs=described("末日", english="Last day")
    )
    closing_fen: int | None = Field(
        default=None,
        sa_type=BigInteger,
        sa_column_kwargs=described("期末余额", english="Closing balance", unit="分", measure=True),
    )  # balance it ends with
    imported_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("导入人"))


class BankLine(Record, table=True):
    """One line of a statement (对账单明细). Known by its source and number: never twice."""

    __tablename__ = "bank_line"
    __table_args__ = (
        UniqueConstraint("bank_account_id", "serial"),
        Index(None, "bank_account_id", "day", "id"),
        Index(None, "import_id"),
    )
    __screen__ = Screen(
        "对账单明细",
        "Line of a statement",
        "receipt_long",
        "books",
        title="day",
        listed=("bank_account_id", "day", "amount_fen", "balance_fen", "set_aside"),
        search=("set_aside",),
        order="-day",
        changes=Changes.BY_ACTS,
        page="bank",
    )

    bank_account_id: int = Field(
        foreign_key="bank_account.id", sa_column_kwargs=described("银行账户", dimension=True)
    )
    import_id: int = Field(foreign_key="bank_import.id", sa_column_kwargs=described("导入"))
    serial: str = Field(max_length=80)  # the bank's number, or a hash of the row and its turn
    day: date = Field(sa_column_kwargs=described("日期", dimension=True))
    at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("时间", english="Moment")
    )
    amount_fen: int = Field(
        sa_type=BigInteger, sa_column_kwargs=described("金额", unit="分", measure=True)
    )  # in above nothing, out below
    balance_fen: int | None = Field(
        default=None,
        sa_type=BigInteger,
        sa_column_kwargs=described("余额", unit="分", measure=True),
    )
    party: str | None = Field(default=None, sa_type=Sealed)  # may name a person
    summary: str = Field(
        default="", max_length=200, sa_column_kwargs=described("摘要", personal=True)
    )
    set_aside: str = Field(
        default="",
        max_length=200,
        sa_column_kwargs=described("无需入账的原因", english="Why it has no entry"),
    )  # why it has no entry, told by a person


class BankMatch(Record, table=True):
    """A line of the bank and a line of the books that are the same money (勾对)."""

    __tablename__ = "bank_match"
    __table_args__ = (UniqueConstraint("bank_line_id"), UniqueConstraint("entry_line_id"))
    __screen__ = Screen(
        "勾对",
        "Match with the bank",
        "join",
        "books",
        title="bank_line_id",
        listed=("bank_line_id", "entry_line_id", "matched_by", "created_at"),
        changes=Changes.BY_ACTS,
        page="bank",
    )

    bank_line_id: int = Field(
        foreign_key="bank_line.id",
        sa_column_kwargs=described("对账单明细", english="Line of the bank"),
    )
    entry_line_id: int = Field(
        foreign_key="entry_line.id", sa_column_kwargs=described("分录", english="Line of the books")
    )
    matched_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("勾对人"))


class BankBalance(Record, table=True):
    """What the bank says an account holds at a day's end (银行余额); the latest word counts."""

    __tablename__ = "bank_balance"
    __table_args__ = (Index(None, "bank_account_id", "day"),)
    __screen__ = Screen(
        "银行余额",
        "Balance at the bank",
        "savings",
        "books",
        title="day",
        listed=("bank_account_id", "day", "balance_fen", "document"),
        search=("document",),
        order="-day",
        changes=Changes.BY_ACTS,
        page="bank",
    )

    bank_account_id: int = Field(
        foreign_key="bank_account.id", sa_column_kwargs=described("银行账户", dimension=True)
    )
    day: date = Field(sa_column_kwargs=described("日期", dimension=True))
    balance_fen: int = Field(
        sa_type=BigInteger, sa_column_kwargs=described("余额", unit="分", measure=True)
    )
    document: str = Field(
        default="", max_length=100, sa_column_kwargs=described("依据文件")
    )  # which paper says so
    recorded_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("登记人"))
