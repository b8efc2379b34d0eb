"""Accounts posted for all owners, and what owners answer (收支公示)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime


class Jurisdiction(Record, table=True):
    """What the law of a place asks of the accounts (地方规定): data; the latest version counts."""

    __table_args__ = (UniqueConstraint("code", "version"),)

    code: str = Field(max_length=40)
    version: int = 1
    name: str = Field(max_length=60)
    law: str = Field(max_length=120)
    body: dict[str, Any] = Field(sa_type=JSON)


class Disclosure(Record, table=True):
    """The accounts of a period as posted: frozen, hashed, a leaf of the log (收支公示表).

    Append-only. A period that was reopened is posted again under the next version.
    """

    __table_args__ = (UniqueConstraint("period_id", "version"), Index(None, "path", "posted_at"))

    book_id: int = Field(foreign_key="book.id", index=True)
    path: str = Field(sa_type=PATH, nullable=False)
    period_id: int = Field(foreign_key="period.id")
    version: int = 1
    body: dict[str, Any] = Field(sa_type=JSON)
    sha256: str = Field(max_length=64)
    leaf_index: int
    checkpoint_id: int = Field(foreign_key="checkpoint.id")
    notice_id: int = Field(foreign_key="notice.id")
    due_on: date  # by when the law wanted it posted
    posted_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    posted_by: int = Field(foreign_key="member.id")


class Objection(Record, table=True):
    """An owner's question about posted accounts (异议)."""

    __table_args__ = (Index(None, "disclosure_id"), Index(None, "path", "answered_at"))

    disclosure_id: int = Field(foreign_key="disclosure.id")
    path: str = Field(sa_type=PATH, nullable=False)
    entry_id: int | None = Field(default=None, foreign_key="entry.id")  # which entry it is about
    text: str = Field(max_length=1000)
    raised_by: int = Field(foreign_key="member.id")
    raised_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    due_on: date  # by when the law wants an answer
    answer: str = Field(default="", max_length=2000)
    answered_by: int | None = Field(default=None, foreign_key="member.id")
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    correction_id: int | None = Field(default=None, foreign_key="entry.id")  # a reversal it led to


class AuditPetition(Record, table=True):
    """Owners who ask for an audit: 20 % of area and of heads in Liaocheng (审计联名)."""

    __tablename__ = "audit_petition"
    __table_args__ = (Index(None, "book_id"),)

    book_id: int = Field(foreign_key="book.id")
    path: str = Field(sa_type=PATH, nullable=False)
    text: str = Field(max_length=1000)
    begun_by: int = Field(foreign_key="member.id")
    closes_on: date
    total_heads: int  # of the roll on the day it began
    total_area_cm2: int = Field(sa_type=BigInteger)
    reached_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = Field(default="", max_length=1000)  # what the meeting and the auditors did


class PetitionSignature(Record, table=True):
    """One head under a petition (联名签名)."""

    __tablename__ = "petition_signature"
    __table_args__ = (UniqueConstraint("petition_id", "head"),)

    petition_id: int = Field(foreign_key="audit_petition.id")
    head: str = Field(max_length=80)
    area_cm2: int = Field(sa_type=BigInteger)
    member_id: int = Field(foreign_key="member.id")
