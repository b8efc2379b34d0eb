"""The owners' roll of a compound (业主名册)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, UniqueConstraint
from sqlmodel import Field

from models.base import Extended, Record, UtcDateTime, described
from models.choice import UnitKind, UnitStatus
from models.screen import Changes, Screen
from models.secret import Sealed


class AreaSource(StrEnum):
    """Where the area of a unit comes from; the first outranks the others (面积来源, Int. 8)."""

    REGISTER = "register"  # 不动产登记
    SURVEY = "survey"  # 测绘
    CONTRACT = "contract"  # 买卖合同


class Unit(Extended, table=True):
    """An exclusive part of a building (专有部分), the leaf of the tree of places."""

    __table_args__ = (UniqueConstraint("compound_id", "label"),)
    __screen__ = Screen(
        "专有部分",
        "Unit",
        "home",
        "people",
        title="label",
        listed=("label", "building", "kind", "status", "area_cm2"),
        search=("label", "building"),
        inline=("ownership",),
        order="label",
        changes=Changes.BY_ACTS,
        page="roll",
    )

    compound_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("小区", dimension=True)
    )
    place_id: int = Field(
        foreign_key="place.id", unique=True, sa_column_kwargs=described("地方", dimension=True)
    )
    label: str = Field(max_length=40, sa_column_kwargs=described("户号", english="Unit"))  # 3-2-501
    building: str = Field(
        default="", max_length=40, sa_column_kwargs=described("楼栋", dimension=True)
    )
    kind: UnitKind = Field(sa_column_kwargs=described("类型", english="Use", dimension=True))
    status: UnitStatus = Field(sa_column_kwargs=described("状态", dimension=True))
    area_cm2: int = Field(
        sa_type=BigInteger,
        ge=0,
        sa_column_kwargs=described("专有面积", english="Exclusive area", unit="cm²", measure=True),
    )
    area_source: AreaSource = Field(
        default=AreaSource.REGISTER,
        sa_column_kwargs=described("面积来源", english="Source of the area", dimension=True),
    )


class Owner(Record, table=True):
    """A person or firm that owns in a compound (业主)."""

    __screen__ = Screen(
        "业主",
        "Owner",
        "person_pin",
        "people",
        title="name",
        listed=("name", "compound_id", "developer", "member_id"),
        inline=("ownership",),
        changes=Changes.BY_ACTS,
        page="roll",
    )

    compound_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("小区", dimension=True)
    )
    name: str = Field(max_length=80, sa_column_kwargs=described("姓名", personal=True))
    id_number: str | None = Field(default=None, sa_type=Sealed)
    id_print: str | None = Field(default=None, max_length=64, index=True)
    phone: str | None = Field(default=None, sa_type=Sealed)
    phone_print: str | None = Field(default=None, max_length=64, index=True)
    developer: bool = Field(
        default=False, sa_column_kwargs=described("建设单位", dimension=True)
    )  # 建设单位
    member_id: int | None = Field(
        default=None,
        foreign_key="member.id",
        index=True,
        sa_column_kwargs=described("对应账号", english="Account", personal=True),
    )


class Ownership(Record, table=True):
    """One owner's hold on one unit; two rows make co-owners (共有关系)."""

    __table_args__ = (UniqueConstraint("unit_id", "owner_id"),)
    __screen__ = Screen(
        "共有关系",
        "Hold on a unit",
        "key",
        "people",
        title="unit_id",
        listed=("unit_id", "owner_id"),
        changes=Changes.BY_ACTS,
        page="roll",
    )

    unit_id: int = Field(
        foreign_key="unit.id", index=True, sa_column_kwargs=described("户", english="Unit")
    )
    owner_id: int = Field(
        foreign_key="owner.id", index=True, sa_column_kwargs=described("业主", personal=True)
    )


class RollImport(Record, table=True):
    """One import of a roll, with what it takes to undo it (名册导入)."""

    __tablename__ = "roll_import"
    __screen__ = Screen(
        "名册导入",
        "Import of a roll",
        "upload_file",
        "people",
        title="filename",
        listed=(
            "filename",
            "compound_id",
            "added_count",
            "changed_count",
            "bad_count",
            "undone_at",
        ),
        search=("filename",),
        changes=Changes.BY_ACTS,
        page="roll",
    )

    compound_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("小区", dimension=True)
    )
    member_id: int | None = Field(
        default=None,
        foreign_key="member.id",
        sa_column_kwargs=described("导入人", english="Imported by"),
    )
    filename: str = Field(max_length=200, sa_column_kwargs=described("文件名", english="File"))
    sha256: str = Field(max_length=64)
    added_count: int = Field(
        default=0, sa_column_kwargs=described("新增", english="New", measure=True)
    )
    changed_count: int = Field(
        default=0, sa_column_kwargs=described("更改", english="Changed", measure=True)
    )
    same_count: int = Field(
        default=0, sa_column_kwargs=described("不变", english="Unchanged", measure=True)
    )
    bad_count: int = Field(
        default=0, sa_column_kwargs=described("未导入", english="Left out", measure=True)
    )
    undone_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("撤销时间", english="Undone")
    )
    before: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
