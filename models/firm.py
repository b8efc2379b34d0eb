"""Who serves a compound: firms, their service contracts, and who is bound to them (物业企业)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Extended, Record, UtcDateTime, described
from models.screen import Changes, Screen


class FirmKind(StrEnum):
    """What kind of firm serves (企业性质)."""

    COMPANY = "company"  # 物业服务企业
    PARTY_LED = "party_led"  # 党组织领办（兜底服务）


class Firm(Extended, table=True):
    """A firm that serves compounds, or could (物业企业). Its name is public, as in the register."""

    __table_args__ = (Index(None, "path"),)
    __screen__ = Screen(
        "物业企业",
        "Firm",
        "apartment",
        "rating",
        title="name",
        listed=("name", "kind", "credit_code", "place_id"),
        search=("name", "code", "credit_code"),
        inline=("service_contract", "entrant"),
        order="name",
        changes=Changes.BY_ACTS,
        page="firms",
    )

    code: str = Field(
        max_length=40, unique=True, sa_column_kwargs=described("代码")
    )  # stands in links: /firm?code=anju
    name: str = Field(
        max_length=80, sa_column_kwargs=described("企业名称", english="Firm", dimension=True)
    )
    kind: FirmKind = Field(
        default=FirmKind.COMPANY, sa_column_kwargs=described("企业性质", dimension=True)
    )
    credit_code: str = Field(
        default="", max_length=18, sa_column_kwargs=described("统一社会信用代码")
    )  # 统一社会信用代码
    place_id: int = Field(
        foreign_key="place.id",
        sa_column_kwargs=described("登记地方", english="Kept by the place", dimension=True),
    )  # the street or city that keeps it
    path: str = Field(sa_type=PATH, nullable=False)
    kept_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("登记人")
    )


class ServiceContract(Record, table=True):
    """That a firm serves a compound: from when, at what level and fee (物业服务合同).

    ``ends_on`` is the last day of service; empty while none is agreed.
    """

    __tablename__ = "service_contract"
    __table_args__ = (Index(None, "place_id", "begins_on"), Index(None, "path", "begins_on"))
    __screen__ = Screen(
        "物业服务合同",
        "Service contract",
        "handyman",
        "rating",
        title="place_id",
        listed=("firm_id", "place_id", "begins_on", "ends_on", "level", "fee_fen"),
        order="-begins_on",
        changes=Changes.BY_ACTS,
        page="firms",
    )

    firm_id: int = Field(
        foreign_key="firm.id", index=True, sa_column_kwargs=described("物业企业", dimension=True)
    )
    place_id: int = Field(
        foreign_key="place.id",
        sa_column_kwargs=described("小区", english="Compound", dimension=True),
    )
    path: str = Field(sa_type=PATH, nullable=False)
    begins_on: date = Field(sa_column_kwargs=described("起", english="Begins", dimension=True))
    ends_on: date | None = Field(default=None, sa_column_kwargs=described("止", english="Ends"))
    level: int = Field(
        default=1, ge=1, le=5, sa_column_kwargs=described("服务等级", dimension=True)
    )
    fee_fen: int = Field(
        default=0,
        ge=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("物业费", english="Fee", unit="分/㎡·月", measure=True),
    )
    kept_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("登记人")
    )


class Profile(Record, table=True):
    """What makes compounds alike: type, year and size (小区概况). One row a compound."""

    __screen__ = Screen(
        "小区概况",
        "Profile of a compound",
        "domain",
        "places",
        title="place_id",
        listed=("place_id", "type", "built_in"),
        changes=Changes.BY_ACTS,
        page="firms",
    )

    place_id: int = Field(
        foreign_key="place.id",
        unique=True,
        sa_column_kwargs=described("小区", english="Compound", dimension=True),
    )
    path: str = Field(sa_type=PATH, nullable=False)
    type: str = Field(  # a key of rules.ranking's peer types: commodity, resettled, old, mixed
        default="commodity", max_length=20, sa_column_kwargs=described("小区类型", dimension=True)
    )
    built_in: int | None = Field(
        default=None, ge=1900, le=2200, sa_column_kwargs=described("建成年份", dimension=True)
    )  # the year
    kept_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("登记人")
    )


class FirmAgent(Record, table=True):
    """Who speaks for a firm: reads its preview, corrects, appeals (企业代表)."""

    __tablename__ = "firm_agent"
    __table_args__ = (UniqueConstraint("firm_id", "member_id"),)
    __screen__ = Screen(
        "企业代表",
        "Speaker of a firm",
        "support_agent",
        "rating",
        title="firm_id",
        listed=("firm_id", "member_id", "named_by"),
        changes=Changes.BY_ACTS,
        page="firms",
    )

    firm_id: int = Field(
        foreign_key="firm.id", sa_column_kwargs=described("物业企业", dimension=True)
    )
    member_id: int = Field(
        foreign_key="member.id", index=True, sa_column_kwargs=described("代表", personal=True)
    )
    named_by: int | None = Field(
        default=None, foreign_key="member.id", sa_column_kwargs=described("指定人")
    )


class Interest(Record, table=True):
    """A tie to a firm that keeps somebody from scoring it (利害关系申报)."""

    __table_args__ = (UniqueConstraint("firm_id", "member_id"),)
    __screen__ = Screen(
        "利害关系申报",
        "Declared interest",
        "link",
        "rating",
        title="firm_id",
        listed=("firm_id", "member_id", "declared_at"),
        order="-declared_at",
        changes=Changes.BY_ACTS,
        page="interests",
    )

    firm_id: int = Field(
        foreign_key="firm.id", sa_column_kwargs=described("物业企业", dimension=True)
    )
    member_id: int = Field(
        foreign_key="member.id", index=True, sa_column_kwargs=described("申报人", personal=True)
    )
    text: str = Field(
        max_length=300, sa_column_kwargs=described("内容", personal=True, long=True)
    )  # what ties him
    declared_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("申报时间", english="Declared"),
    )
