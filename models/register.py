"""Registers that a street keeps: who is organised, who looks after what, what came in (台账).

No page of their own draws these tables: the generated screen does.
"""

from datetime import date
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field

from models.base import PATH, Extended, described
from models.screen import Screen
from models.topic import Category


class OrganisationKind(StrEnum):
    """What stands in a compound for its people (组织种类)."""

    PARTY_BRANCH = "party_branch"  # 小区党支部
    COMMITTEE = "committee"  # 业主委员会
    PROPERTY_BOARD = "property_board"  # 物业管理委员会
    SUPERVISORS = "supervisors"  # 监督委员会
    VOLUNTEERS = "volunteers"  # 志愿服务队


class DisputeState(StrEnum):
    """How far a dispute has come (纠纷状态)."""

    OPEN = "open"  # 调解中
    SETTLED = "settled"  # 已化解
    REFERRED = "referred"  # 已移交


class OrderSource(StrEnum):
    """Where a work order came from (工单来源)."""

    HOTLINE = "hotline"  # 12345 热线
    GRID = "grid"  # 网格上报
    WHISTLE = "whistle"  # 社区吹哨
    RESIDENT = "resident"  # 居民反映


class Organisation(Extended, table=True):
    """A branch, a committee or a team of a compound (组织)."""

    __table_args__ = (Index(None, "kind", "path"),)
    __screen__ = Screen(
        "组织",
        "Organisation",
        "diversity_3",
        "registers",
        title="name",
        search=("name",),
        key=("place_id", "kind"),
    )

    place_id: int = Field(foreign_key="place.id", index=True, sa_column_kwargs=described("地方"))
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    kind: OrganisationKind = Field(sa_column_kwargs=described("种类", dimension=True))
    name: str = Field(max_length=60, sa_column_kwargs=described("名称"))
    founded_on: date | None = Field(default=None, sa_column_kwargs=described("成立日期"))
    people: int = Field(
        default=0, ge=0, sa_column_kwargs=described("人数", unit="人", measure=True)
    )


class GridPost(Extended, table=True):
    """One grid and whoever looks after it (网格岗位)."""

    __tablename__ = "grid_post"
    __screen__ = Screen(
        "网格岗位",
        "Grid post",
        "grid_view",
        "registers",
        title="name",
        search=("name",),
        key=("place_id", "name"),
    )

    place_id: int = Field(foreign_key="place.id", index=True, sa_column_kwargs=described("地方"))
    path: str = Field(default="/", sa_type=PATH, index=True, nullable=False)
    name: str = Field(max_length=60, sa_column_kwargs=described("网格名称", english="Grid"))
    households: int = Field(
        default=0, ge=0, sa_column_kwargs=described("户数", unit="户", measure=True)
    )
    workers: int = Field(
        default=1,
        ge=0,
        sa_column_kwargs=described(
            "专职网格员", unit="人", measure=True, english="Full-time workers"
        ),
    )
    volunteers: int = Field(
        default=0, ge=0, sa_column_kwargs=described("兼职网格员", unit="人", measure=True)
    )


class Dispute(Extended, table=True):
    """A quarrel between neighbours, and how it ended (矛盾纠纷)."""

    __table_args__ = (Index(None, "path", "raised_on"), Index(None, "state", "path"))
    __screen__ = Screen(
        "矛盾纠纷",
        "Dispute",
        "handshake",
        "registers",
        title="title",
        search=("title",),
        indexed=True,
        order="-raised_on",
    )

    place_id: int = Field(foreign_key="place.id", index=True, sa_column_kwargs=described("地方"))
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    title: str = Field(max_length=80, sa_column_kwargs=described("事由"))
    category: Category = Field(
        default=Category.OTHER, sa_column_kwargs=described("类别", dimension=True)
    )
    state: DisputeState = Field(
        default=DisputeState.OPEN, sa_column_kwargs=described("状态", dimension=True)
    )
    raised_on: date = Field(sa_column_kwargs=described("受理日期", dimension=True))
    settled_on: date | None = Field(default=None, sa_column_kwargs=described("化解日期"))


class WorkOrder(Extended, table=True):
    """Something to be handled by a day, and whether it was (诉求工单、吹哨报到)."""

    __tablename__ = "work_order"
    __table_args__ = (Index(None, "path", "received_on"), Index(None, "handled_on"))
    __screen__ = Screen(
        "诉求工单",
        "Work order",
        "assignment_turned_in",
        "registers",
        title="title",
        search=("number", "title"),
        indexed=True,
        order="-received_on",
        key=("number",),
    )

    number: str = Field(max_length=40, unique=True, sa_column_kwargs=described("工单号"))
    place_id: int = Field(foreign_key="place.id", index=True, sa_column_kwargs=described("地方"))
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    title: str = Field(max_length=80, sa_column_kwargs=described("事项"))
    category: Category = Field(
        default=Category.OTHER, sa_column_kwargs=described("类别", dimension=True)
    )
    source: OrderSource = Field(sa_column_kwargs=described("来源", dimension=True))
    received_on: date = Field(sa_column_kwargs=described("受理日期", dimension=True))
    due_on: date | None = Field(
        default=None, sa_column_kwargs=described("办理期限", english="Due on")
    )
    handled_on: date | None = Field(default=None, sa_column_kwargs=described("办结日期"))
    on_time: bool | None = Field(
        default=None, sa_column_kwargs=described("按期办结", english="On time", dimension=True)
    )
    satisfied: bool | None = Field(
        default=None, sa_column_kwargs=described("群众满意", english="Satisfied", dimension=True)
    )
    cost_fen: int = Field(
        default=0,
        ge=0,
        sa_column_kwargs=described("花费", unit="分", measure=True, english="Cost"),
    )
