"""What the bank says, beside what the books say (银行对账)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, UtcDateTime
from models.secret import Sealed


class BankAccount(Record, table=True):
    """An account at a bank or a payment service, and its account in the books (银行账户)."""

    __tablename__ = "bank_account"
    __table_args__ = (UniqueConstraint("account_id"), Index(None, "book_id"))

    book_id: int = Field(foreign_key="book.id")
    account_id: int = Field(foreign_key="account.id")
    bank: str = Field(max_length=60)
    number: str | None = Field(default=None, sa_type=Sealed)
    shown: str = Field(default="", max_length=30)  # the last four digits
    layout: str = Field(default="", max_length=30)  # of its statements: icbc, alipay, generic
    mapping: str = Field(default="", max_length=2000)  # JSON; columns of a generic layout


class BankImport(Record, table=True):
    """One statement file that was read (对账单导入)."""

    __tablename__ = "bank_import"
    __table_args__ = (Index(None, "bank_account_id"),)

    bank_account_id: int = Field(foreign_key="bank_account.id")
    filename: str = Field(max_length=100)
    sha256: str = Field(max_length=64)
    layout: str = Field(max_length=30)
    row_count: int
    added_count: int
    in_fen: int = Field(default=0, sa_type=BigInteger)
    out_fen: int = Field(default=0, sa_type=BigInteger)
    first_on: date | None = None
    last_on: date | None = None
    closing_fen: int | None = Field(default=None, sa_type=BigInteger)  # balance it ends with
    imported_by: int = Field(foreign_key="member.id")


class BankLine(Record, table=True):
    """One line of a statement (对账单明细). Known by its source and number: never twice."""

    __tablename__ = "bank_line"
    __table_args__ = (
        UniqueConstraint("bank_account_id", "serial"),
        Index(None, "bank_account_id", "day", "id"),
        Index(None, "import_id"),
    )

    bank_account_id: int = Field(foreign_key="bank_account.id")
    import_id: int = Field(foreign_key="bank_import.id")
    serial: str = Field(max_length=80)  # the bank's number, or a hash of the row and its turn
    day: date
    at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    amount_fen: int = Field(sa_type=BigInteger)  # in above nothing, out below
    balance_fen: int | None = Field(default=None, sa_type=BigInteger)
    party: str | None = Field(default=None, sa_type=Sealed)  # may name a person
    summary: str = Field(default="", max_length=200)
    set_aside: str = Field(default="", max_length=200)  # why it has no entry, told by a person


class BankMatch(Record, table=True):
    """A line of the bank and a line of the books that are the same money (勾对)."""

    __tablename__ = "bank_match"
    __table_args__ = (UniqueConstraint("bank_line_id"), UniqueConstraint("entry_line_id"))

    bank_line_id: int = Field(foreign_key="bank_line.id")
    entry_line_id: int = Field(foreign_key="entry_line.id")
    matched_by: int = Field(foreign_key="member.id")


class BankBalance(Record, table=True):
    """What the bank says an account holds at a day's end (银行余额); the latest word counts."""

    __tablename__ = "bank_balance"
    __table_args__ = (Index(None, "bank_account_id", "day"),)

    bank_account_id: int = Field(foreign_key="bank_account.id")
    day: date
    balance_fen: int = Field(sa_type=BigInteger)
    document: str = Field(default="", max_length=100)  # which paper says so
    recorded_by: int = Field(foreign_key="member.id")
