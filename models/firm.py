"""Who serves a compound: firms, their service contracts, and who is bound to them (物业企业)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Extended, Record, UtcDateTime, described


class FirmKind(StrEnum):
    """What kind of firm serves (企业性质)."""

    COMPANY = "company"  # 物业服务企业
    PARTY_LED = "party_led"  # 党组织领办（兜底服务）


class Firm(Extended, table=True):
    """A firm that serves compounds, or could (物业企业). Its name is public, as in the register."""

    __table_args__ = (Index(None, "path"),)

    code: str = Field(max_length=40, unique=True)  # stands in links: /firm?code=anju
    name: str = Field(max_length=80, sa_column_kwargs=described("企业名称", dimension=True))
    kind: FirmKind = Field(
        default=FirmKind.COMPANY, sa_column_kwargs=described("企业性质", dimension=True)
    )
    credit_code: str = Field(default="", max_length=18)  # 统一社会信用代码
    place_id: int = Field(foreign_key="place.id")  # the street or city that keeps it
    path: str = Field(sa_type=PATH, nullable=False)
    kept_by: int | None = Field(default=None, foreign_key="member.id")


class ServiceContract(Record, table=True):
    """That a firm serves a compound: from when, at what level and fee (物业服务合同).

    ``ends_on`` is the last day of service; empty while none is agreed.
    """

    __tablename__ = "service_contract"
    __table_args__ = (Index(None, "place_id", "begins_on"), Index(None, "path", "begins_on"))

    firm_id: int = Field(foreign_key="firm.id", index=True)
    place_id: int = Field(foreign_key="place.id")
    path: str = Field(sa_type=PATH, nullable=False)
    begins_on: date
    ends_on: date | None = None
    level: int = Field(
        default=1, ge=1, le=5, sa_column_kwargs=described("服务等级", dimension=True)
    )
    fee_fen: int = Field(
        default=0,
        ge=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("物业费", unit="分/㎡·月", measure=True),
    )
    kept_by: int | None = Field(default=None, foreign_key="member.id")


class Profile(Record, table=True):
    """What makes compounds alike: type, year and size (小区概况). One row a compound."""

    place_id: int = Field(foreign_key="place.id", unique=True)
    path: str = Field(sa_type=PATH, nullable=False)
    type: str = Field(  # a key of rules.ranking's peer types: commodity, resettled, old, mixed
        default="commodity", max_length=20, sa_column_kwargs=described("小区类型", dimension=True)
    )
    built_in: int | None = Field(default=None, ge=1900, le=2200)  # the year
    kept_by: int | None = Field(default=None, foreign_key="member.id")


class FirmAgent(Record, table=True):
    """Who speaks for a firm: reads its preview, corrects, appeals (企业代表)."""

    __tablename__ = "firm_agent"
    __table_args__ = (UniqueConstraint("firm_id", "member_id"),)

    firm_id: int = Field(foreign_key="firm.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    named_by: int | None = Field(default=None, foreign_key="member.id")


class Interest(Record, table=True):
    """A tie to a firm that keeps somebody from scoring it (利害关系申报)."""

    __table_args__ = (UniqueConstraint("firm_id", "member_id"),)

    firm_id: int = Field(foreign_key="firm.id")
    member_id: int = Field(foreign_key="member.id", index=True)
    text: str = Field(max_length=300)  # what ties him
    declared_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
