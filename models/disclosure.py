"""Accounts posted for all owners, and what owners answer (收支公示)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.screen import Changes, Screen


class Jurisdiction(Record, table=True):
    """What the law of a place asks of the accounts (地方规定): data; the latest version counts."""

    __table_args__ = (UniqueConstraint("code", "version"),)
    __screen__ = Screen(
        "地方规定",
        "Rules of a place",
        "balance",
        "configuration",
        title="name",
        listed=("code", "version", "name", "law"),
        search=("name", "law"),
        changes=Changes.BY_ACTS,
        page="disclosures",
    )

    code: str = Field(max_length=40, sa_column_kwargs=described("代码"))
    version: int = Field(default=1, sa_column_kwargs=described("版本"))
    name: str = Field(max_length=60, sa_column_kwargs=described("名称"))
    law: str = Field(max_length=120, sa_column_kwargs=described("法规"))
    body: dict[str, Any] = Field(sa_type=JSON)


class Disclosure(Record, table=True):
    """The accounts of a period as posted: frozen, hashed, a leaf of the log (收支公示表).

    Append-only. A period that was reopened is posted again under the next version.
    """

    __table_args__ = (UniqueConstraint("period_id", "version"), Index(None, "path", "posted_at"))
    __screen__ = Screen(
        "收支公示表",
        "Accounts as posted",
        "summarize",
        "books",
        title="period_id",
        listed=("book_id", "period_id", "version", "due_on", "posted_at"),
        inline=("objection",),
        order="-posted_at",
        changes=Changes.NEVER,
        page="disclosure",
    )

    book_id: int = Field(
        foreign_key="book.id", index=True, sa_column_kwargs=described("账簿", dimension=True)
    )
    path: str = Field(sa_type=PATH, nullable=False)
    period_id: int = Field(
        foreign_key="period.id", sa_column_kwargs=described("会计期间", dimension=True)
    )
    version: int = Field(default=1, sa_column_kwargs=described("版本"))
    body: dict[str, Any] = Field(sa_type=JSON)
    sha256: str = Field(max_length=64, sa_column_kwargs=described("校验值", english="Hash"))
    leaf_index: int = Field(sa_column_kwargs=described("日志序号", english="Place in the log"))
    checkpoint_id: int = Field(foreign_key="checkpoint.id", sa_column_kwargs=described("检查点"))
    notice_id: int = Field(foreign_key="notice.id", sa_column_kwargs=described("公示"))
    due_on: date = Field(
        sa_column_kwargs=described("应公示日期", english="Due on")
    )  # by when the law wanted it posted
    posted_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("公示时间", english="Posted", dimension=True),
    )
    posted_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("公示人"))


class Objection(Record, table=True):
    """An owner's question about posted accounts (异议)."""

    __table_args__ = (Index(None, "disclosure_id"), Index(None, "path", "answered_at"))
    __screen__ = Screen(
        "异议",
        "Objection",
        "feedback",
        "books",
        title="text",
        listed=("disclosure_id", "text", "raised_at", "due_on", "answered_at"),
        search=("text", "answer"),
        order="-raised_at",
        changes=Changes.BY_ACTS,
        page="disclosures",
    )

    disclosure_id: int = Field(
        foreign_key="disclosure.id", sa_column_kwargs=described("收支公示表")
    )
    path: str = Field(sa_type=PATH, nullable=False)
    entry_id: int | None = Field(
        default=None,
        foreign_key="entry.id",
        sa_column_kwargs=described("所涉凭证", english="About the entry"),
    )  # which entry it is about
    text: str = Field(max_length=1000, sa_column_kwargs=described("内容", long=True))
    raised_by: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("提出人", personal=True)
    )
    raised_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("提出时间", english="Raised", dimension=True),
    )
    due_on: date = Field(
        sa_column_kwargs=described("答复期限", english="Due on")
    )  # by when the law wants an answer
    answer: str = Field(default="", max_length=2000, sa_column_kwargs=described("答复", long=True))
    answered_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("答复人")
    )
    answered_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("答复时间", english="Answered"),
    )
    correction_id: int | None = Field(
        default=None, foreign_key="entry.id", sa_column_kwargs=described("更正凭证")
    )  # a reversal it led to


class AuditPetition(Record, table=True):
    """Owners who ask for an audit: 20 % of area and of heads in Liaocheng (审计联名)."""

    __tablename__ = "audit_petition"
    __table_args__ = (Index(None, "book_id"),)
    __screen__ = Screen(
        "审计联名",
        "Petition for an audit",
        "diversity_2",
        "books",
        title="text",
        listed=("book_id", "text", "closes_on", "total_heads", "reached_at"),
        search=("text", "outcome"),
        changes=Changes.BY_ACTS,
        page="disclosures",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    path: str = Field(sa_type=PATH, nullable=False)
    text: str = Field(max_length=1000, sa_column_kwargs=described("内容", long=True))
    begun_by: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("发起人", personal=True)
    )
    closes_on: date = Field(sa_column_kwargs=described("截止日期", english="Closes on"))
    total_heads: int = Field(
        sa_column_kwargs=described("业主人数", english="Heads in all", unit="人", measure=True)
    )  # of the roll on the day it began
    total_area_cm2: int = Field(
        sa_type=BigInteger,
        sa_column_kwargs=described("总面积", english="Area in all", unit="cm²", measure=True),
    )
    reached_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("达到比例时间", english="Reached"),
    )
    outcome: str = Field(
        default="", max_length=1000, sa_column_kwargs=described("结果", long=True)
    )  # what the meeting and the auditors did


class PetitionSignature(Record, table=True):
    """One head under a petition (联名签名)."""

    __tablename__ = "petition_signature"
    __table_args__ = (UniqueConstraint("petition_id", "head"),)
    __screen__ = Screen(
        "联名签名",
        "Signature under a petition",
        "signature",
        "books",
        title="petition_id",
        listed=("petition_id", "created_at"),
        changes=Changes.BY_ACTS,
        page="disclosures",
    )

    petition_id: int = Field(
        foreign_key="audit_petition.id", sa_column_kwargs=described("审计联名")
    )
    head: str = Field(max_length=80)
    area_cm2: int = Field(sa_type=BigInteger)
    member_id: int = Field(foreign_key="member.id")
