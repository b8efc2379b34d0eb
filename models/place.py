"""Where people live and who looks after it (地方)."""

from enum import StrEnum

from sqlmodel import Field

from models.base import PATH, Extended, Record, described
from models.choice import Overlap, Parking, Silence
from models.screen import Changes, Screen


class PlaceKind(StrEnum):
    """The levels of the tree, from the top (层级)."""

    DISTRICT = "district"  # 区（市）
    STREET = "street"  # 街道
    COMMUNITY = "community"  # 社区
    COMPOUND = "compound"  # 小区
    GRID = "grid"  # 网格
    BUILDING = "building"  # 楼栋
    UNIT = "unit"  # 户


class Place(Extended, table=True):
    """A node of the tree of places (地方).

    ``path`` is the ids from the root, ``/1/4/17/``: a prefix of it is an ancestor.
    """

    __screen__ = Screen(
        "地方",
        "Place",
        "location_city",
        "places",
        title="name",
        listed=("name", "kind", "parent_id", "households"),
        search=("name", "code"),
        order="name",
        changes=Changes.BY_ACTS,
        page="places",
    )

    kind: PlaceKind = Field(sa_column_kwargs=described("层级", english="Level", dimension=True))
    name: str = Field(max_length=60, sa_column_kwargs=described("名称", dimension=True))
    code: str = Field(
        max_length=40, unique=True, sa_column_kwargs=described("代码")
    )  # stands in links: /board?place=fengyuan
    parent_id: int | None = Field(
        default=None,
        foreign_key="place.id",
        index=True,
        sa_column_kwargs=described("上级地方", english="Part of"),
    )
    path: str = Field(sa_type=PATH, unique=True, nullable=False)
    households: int = Field(
        default=0, ge=0, sa_column_kwargs=described("户数", unit="户", measure=True)
    )


class VotingRule(Record, table=True):
    """What the owners' rules of procedure say about counting (议事规则中的表决约定).

    One row a compound; each answer that departs from the statute names its clause.
    """

    __tablename__ = "voting_rule"
    __screen__ = Screen(
        "表决约定",
        "Rules of counting",
        "rule",
        "places",
        title="place_id",
        listed=("place_id", "silence", "parking", "overlap", "notice_days"),
        changes=Changes.BY_ACTS,
        page="counting",
    )

    place_id: int = Field(
        foreign_key="place.id", unique=True, sa_column_kwargs=described("地方", dimension=True)
    )
    silence: Silence = Field(
        default=Silence.STRICT,
        sa_column_kwargs=described("未表决的处理", english="Silence", dimension=True),
    )
    silence_clause: str = Field(
        default="",
        max_length=400,
        sa_column_kwargs=described("未表决条款", english="Clause on silence", long=True),
    )
    parking: Parking = Field(
        default=Parking.COUNT,
        sa_column_kwargs=described("车位是否计入", english="Parking", dimension=True),
    )
    parking_clause: str = Field(
        default="",
        max_length=400,
        sa_column_kwargs=described("车位条款", english="Clause on parking", long=True),
    )
    overlap: Overlap = Field(
        default=Overlap.SEPARATE,
        sa_column_kwargs=described("重叠共有的计法", english="Overlapping owners", dimension=True),
    )
    overlap_clause: str = Field(
        default="",
        max_length=400,
        sa_column_kwargs=described(
            "重叠共有条款", english="Clause on overlapping owners", long=True
        ),
    )
    proxy_cap: int = Field(
        default=3,
        ge=0,
        le=100,
        sa_column_kwargs=described(
            "一人受托上限", english="Authorities for one person", measure=True
        ),
    )
    notice_days: int = Field(
        default=15,
        ge=0,
        le=90,
        sa_column_kwargs=described("公告期", english="Days of notice", unit="天", measure=True),
    )  # before an owners' vote opens (公告期)
    city_system: bool = Field(
        default=False,
        sa_column_kwargs=described(
            "须用主管部门系统", english="The city's own system", dimension=True
        ),
    )  # the city requires votes on its own system (须用主管部门系统)
    names_public: bool = Field(
        default=False,
        sa_column_kwargs=described("公开全名", english="Names public", dimension=True),
    )  # the compound decided to show full names (公开全名)
    procedure_code: str = Field(
        default="wumin",
        max_length=40,
        sa_column_kwargs=described("新议题所用规程", english="Procedure", dimension=True),
    )  # what a new topic walks
