"""What belongs to all owners and has to be won back (公共收益清收)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from models.base import PATH, Extended, Record, described
from models.screen import Changes, Screen


class ClaimKind(StrEnum):
    """What is claimed (清收对象)."""

    ROOM = "room"  # 公共用房
    SITE = "site"  # 公共场地
    SUM = "sum"  # 款项


class ClaimState(StrEnum):
    """How far a claim has come (清收进度)."""

    FOUND = "found"  # 已登记
    VERIFIED = "verified"  # 已核实
    NEGOTIATING = "negotiating"  # 协商追收
    LEGAL = "legal"  # 依法追收
    RECOVERED = "recovered"  # 已收回
    DROPPED = "dropped"  # 不再追收


class Claim(Extended, table=True):
    """A room, a site or a sum to recover (清收事项)."""

    __table_args__ = (Index(None, "path", "state"),)
    __screen__ = Screen(
        "清收事项",
        "Claim",
        "currency_exchange",
        "books",
        title="title",
        listed=("title", "kind", "debtor", "state", "due_on", "amount_fen", "recovered_fen"),
        search=("title", "evidence"),
        inline=("claim_note",),
        changes=Changes.BY_ACTS,
        page="claims",
    )

    place_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(sa_type=PATH, nullable=False)
    kind: ClaimKind = Field(
        sa_column_kwargs=described("清收对象", english="What is claimed", dimension=True)
    )
    head: str = Field(
        default="", max_length=10, sa_column_kwargs=described("类别", dimension=True)
    )  # G01…G08
    title: str = Field(max_length=80, sa_column_kwargs=described("标题"))
    debtor: str = Field(
        max_length=80,
        sa_column_kwargs=described("占用或欠款单位", english="Held by", personal=True),
    )  # who holds it: a firm or an office
    evidence: str = Field(max_length=1000, sa_column_kwargs=described("依据", long=True))
    area_cm2: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs=described("面积", unit="cm²", measure=True)
    )
    amount_fen: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("应收", english="Amount due", unit="分", measure=True),
    )
    doer: str = Field(
        default="", max_length=60, sa_column_kwargs=described("责任人", english="Who acts")
    )  # who acts
    due_on: date | None = Field(
        default=None, sa_column_kwargs=described("期限", english="Due on", dimension=True)
    )
    state: ClaimState = Field(
        default=ClaimState.FOUND, sa_column_kwargs=described("清收进度", dimension=True)
    )
    recovered_area_cm2: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("收回面积", english="Area recovered", unit="cm²", measure=True),
    )
    recovered_fen: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("收回金额", english="Sum recovered", unit="分", measure=True),
    )  # before the books were kept here
    recovered_on: date | None = Field(
        default=None, sa_column_kwargs=described("收回日期", english="Recovered on", dimension=True)
    )
    kept_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("登记人"))


class ClaimNote(Record, table=True):
    """One step of the recovery, with its day (清收进展). Append-only."""

    __tablename__ = "claim_note"
    __screen__ = Screen(
        "清收进展",
        "Step of the recovery",
        "notes",
        "books",
        title="text",
        listed=("claim_id", "state", "text", "member_id", "created_at"),
        search=("text",),
        changes=Changes.NEVER,
        page="claims",
    )

    claim_id: int = Field(
        foreign_key="claim.id", index=True, sa_column_kwargs=described("清收事项")
    )
    state: ClaimState = Field(sa_column_kwargs=described("清收进度", dimension=True))
    text: str = Field(max_length=500, sa_column_kwargs=described("内容", long=True))
    member_id: int = Field(
        foreign_key="member.id", sa_column_kwargs=described("报告人", english="By")
    )
