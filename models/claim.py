"""What belongs to all owners and has to be won back (公共收益清收)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from models.base import PATH, Extended, Record, described


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

    place_id: int = Field(foreign_key="place.id", index=True)
    path: str = Field(sa_type=PATH, nullable=False)
    kind: ClaimKind = Field(sa_column_kwargs=described("清收对象", dimension=True))
    head: str = Field(default="", max_length=10)  # G01…G08
    title: str = Field(max_length=80)
    debtor: str = Field(max_length=80)  # who holds it: a firm or an office
    evidence: str = Field(max_length=1000)
    area_cm2: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs=described("面积", unit="cm²", measure=True)
    )
    amount_fen: int = Field(
        default=0, sa_type=BigInteger, sa_column_kwargs=described("应收", unit="分", measure=True)
    )
    doer: str = Field(default="", max_length=60)  # who acts
    due_on: date | None = None
    state: ClaimState = Field(
        default=ClaimState.FOUND, sa_column_kwargs=described("清收进度", dimension=True)
    )
    recovered_area_cm2: int = Field(default=0, sa_type=BigInteger)
    recovered_fen: int = Field(default=0, sa_type=BigInteger)  # before the books were kept here
    recovered_on: date | None = None
    kept_by: int = Field(foreign_key="member.id")


class ClaimNote(Record, table=True):
    """One step of the recovery, with its day (清收进展). Append-only."""

    __tablename__ = "claim_note"

    claim_id: int = Field(foreign_key="claim.id", index=True)
    state: ClaimState
    text: str = Field(max_length=500)
    member_id: int = Field(foreign_key="member.id")
