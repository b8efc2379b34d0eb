"""What an edition says of each compound (名次)."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Record, described
from models.screen import Changes, Screen


class Mark(StrEnum):
    """What an edition says of a compound (榜单)."""

    RED = "red"  # 红榜
    BLACK = "black"  # 黑榜
    NONE = "none"  # 未上榜
    UNRANKED = "unranked"  # 未排名


class Placing(Record, table=True):
    """One compound's result in one computation (名次). Append-only.

    Scores and contributions are in billionths of a point; ``worst`` and ``best`` count the
    draws in which the compound was truly in the worst or best part of its peer group.
    """

    __tablename__ = "edition_placing"  # the bare word is PostgreSQL's own
    __table_args__ = (
        UniqueConstraint("computation_id", "entrant_id"),
        Index(None, "computation_id", "mark", "rank"),
        Index(None, "computation_id", "rank"),
        Index(None, "place_id", "computation_id"),
    )
    __screen__ = Screen(
        "名次",
        "Placing",
        "leaderboard",
        "rating",
        title="place_id",
        listed=("computation_id", "place_id", "mark", "rank", "low", "high", "score"),
        order="rank",
        changes=Changes.NEVER,
        page="rankings",
    )

    computation_id: int = Field(
        foreign_key="computation.id", sa_column_kwargs=described("计算", dimension=True)
    )
    entrant_id: int = Field(
        foreign_key="entrant.id", index=True, sa_column_kwargs=described("参评小区")
    )
    place_id: int = Field(
        foreign_key="place.id",
        sa_column_kwargs=described("小区", english="Compound", dimension=True),
    )
    peers: str = Field(
        default="",
        max_length=80,
        sa_column_kwargs=described("同组", english="Peer group", dimension=True),
    )
    score: int | None = Field(
        default=None, sa_type=BigInteger, sa_column_kwargs=described("得分", measure=True)
    )
    rank: int | None = Field(default=None, sa_column_kwargs=described("名次", measure=True))
    low: int | None = Field(
        default=None, sa_column_kwargs=described("最好名次", english="Best rank", measure=True)
    )  # the best rank of the interval
    high: int | None = Field(
        default=None, sa_column_kwargs=described("最差名次", english="Worst rank", measure=True)
    )  # the worst
    worst: int = 0
    best: int = 0
    coverage: int = Field(
        default=0, sa_column_kwargs=described("有数据的比重", measure=True)
    )  # millionths of the weight that was measured
    mark: Mark = Field(
        default=Mark.NONE, sa_column_kwargs=described("榜单", english="List", dimension=True)
    )
    grade: str = Field(
        default="", max_length=20, sa_column_kwargs=described("等级", dimension=True)
    )
    reasons: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    values: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  # code: as it went in
    contributions: dict[str, int] = Field(default_factory=dict, sa_type=JSON)
