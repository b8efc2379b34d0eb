"""Where people live and who looks after it (地方)."""

from enum import StrEnum

from sqlmodel import Field

from models.base import PATH, Extended, Record, described
from models.choice import Overlap, Parking, Silence


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

    kind: PlaceKind = Field(sa_column_kwargs=described("层级", dimension=True))
    name: str = Field(max_length=60, sa_column_kwargs=described("名称", dimension=True))
    code: str = Field(max_length=40, unique=True)  # stands in links: /board?place=fengyuan
    parent_id: int | None = Field(default=None, foreign_key="place.id", index=True)
    path: str = Field(sa_type=PATH, unique=True, nullable=False)
    households: int = Field(
        default=0, ge=0, sa_column_kwargs=described("户数", unit="户", measure=True)
    )


class VotingRule(Record, table=True):
    """What the owners' rules of procedure say about counting (议事规则中的表决约定).

    One row a compound; each answer that departs from the statute names its clause.
    """

    __tablename__ = "voting_rule"

    place_id: int = Field(foreign_key="place.id", unique=True)
    silence: Silence = Silence.STRICT
    silence_clause: str = Field(default="", max_length=400)
    parking: Parking = Parking.COUNT
    parking_clause: str = Field(default="", max_length=400)
    overlap: Overlap = Overlap.SEPARATE
    overlap_clause: str = Field(default="", max_length=400)
    proxy_cap: int = Field(default=3, ge=0, le=100)
    notice_days: int = Field(default=15, ge=0, le=90)  # before an owners' vote opens (公告期)
    city_system: bool = False  # the city requires votes on its own system (须用主管部门系统)
    names_public: bool = False  # the compound decided to show full names (公开全名)
    procedure_code: str = Field(default="wumin", max_length=40)  # what a new topic walks
