"""The owners' roll of a compound (业主名册)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, UniqueConstraint
from sqlmodel import Field

from models.base import Extended, Record, UtcDateTime, described
from models.choice import UnitKind, UnitStatus
from models.secret import Sealed


class AreaSource(StrEnum):
    """Where the area of a unit comes from; the first outranks the others (面积来源, Int. 8)."""

    REGISTER = "register"  # 不动产登记
    SURVEY = "survey"  # 测绘
    CONTRACT = "contract"  # 买卖合同


class Unit(Extended, table=True):
    """An exclusive part of a building (专有部分), the leaf of the tree of places."""

    __table_args__ = (UniqueConstraint("compound_id", "label"),)

    compound_id: int = Field(foreign_key="place.id", index=True)
    place_id: int = Field(foreign_key="place.id", unique=True)
    label: str = Field(max_length=40, sa_column_kwargs=described("户号"))  # 3-2-501
    building: str = Field(default="", max_length=40, sa_column_kwargs=described("楼栋"))
    kind: UnitKind = Field(sa_column_kwargs=described("类型", dimension=True))
    status: UnitStatus = Field(sa_column_kwargs=described("状态", dimension=True))
    area_cm2: int = Field(
        sa_type=BigInteger, ge=0, sa_column_kwargs=described("专有面积", unit="cm²", measure=True)
    )
    area_source: AreaSource = AreaSource.REGISTER


class Owner(Record, table=True):
    """A person or firm that owns in a compound (业主)."""

    compound_id: int = Field(foreign_key="place.id", index=True)
    name: str = Field(max_length=80, sa_column_kwargs=described("姓名", personal=True))
    id_number: str | None = Field(default=None, sa_type=Sealed)
    id_print: str | None = Field(default=None, max_length=64, index=True)
    phone: str | None = Field(default=None, sa_type=Sealed)
    phone_print: str | None = Field(default=None, max_length=64, index=True)
    developer: bool = False  # 建设单位
    member_id: int | None = Field(default=None, foreign_key="member.id", index=True)


class Ownership(Record, table=True):
    """One owner's hold on one unit; two rows make co-owners (共有关系)."""

    __table_args__ = (UniqueConstraint("unit_id", "owner_id"),)

    unit_id: int = Field(foreign_key="unit.id", index=True)
    owner_id: int = Field(foreign_key="owner.id", index=True)


class RollImport(Record, table=True):
    """One import of a roll, with what it takes to undo it (名册导入)."""

    __tablename__ = "roll_import"

    compound_id: int = Field(foreign_key="place.id", index=True)
    member_id: int | None = Field(default=None, foreign_key="member.id")
    filename: str = Field(max_length=200)
    sha256: str = Field(max_length=64)
    added_count: int = 0
    changed_count: int = 0
    same_count: int = 0
    bad_count: int = 0
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
