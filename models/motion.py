"""What is put to the vote, who may answer, and how each answered (表决)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.choice import Choice, Overlap, Parking, Regime, Silence


class MotionState(StrEnum):
    """The life of a motion (议案状态)."""

    ANNOUNCED = "announced"  # 公告中
    OPEN = "open"  # 表决中
    PASSED = "passed"  # 通过
    FAILED = "failed"  # 未通过
    WITHDRAWN = "withdrawn"  # 已撤回


class Binding(StrEnum):
    """What force the count has (效力)."""

    BINDING = "binding"  # 具有约束力
    ADVISORY = "advisory"  # 仅供参考
    IMPORTED = "imported"  # 结果由主管部门系统导入


class Channel(StrEnum):
    """How an answer came (投票途径)."""

    ONLINE = "online"  # 线上
    PAPER = "paper"  # 书面
    PROXY = "proxy"  # 委托


class Motion(Record, table=True):
    """A question put to the vote under its regime (议案).

    Silence, parking and overlap are copied from the compound's rules when the motion
    is announced, with the clause they rest on, and never change after that.
    """

    __table_args__ = (
        Index(None, "state", "closes_at"),
        Index(None, "path", "decided_at", "id"),
    )

    topic_id: int = Field(foreign_key="topic.id", index=True)
    path: str = Field(sa_type=PATH, nullable=False)
    round: int = 1
    question: str = Field(max_length=300)
    text_number: int = 1  # the version of the topic's text that is voted on
    regime: Regime = Field(sa_column_kwargs=described("决定方式", dimension=True))
    matter: int | None = Field(default=None, ge=1, le=9)  # the item of Civil Code 278
    binding: Binding = Binding.BINDING
    silence: Silence = Silence.STRICT
    silence_clause: str = Field(default="", max_length=400)
    parking: Parking = Parking.COUNT
    parking_clause: str = Field(default="", max_length=400)
    overlap: Overlap = Overlap.SEPARATE
    overlap_clause: str = Field(default="", max_length=400)
    proxy_cap: int = 3
    scope_path: str = Field(sa_type=PATH, nullable=False)  # whose units or members are asked
    buildings: list[str] = Field(default_factory=list, sa_type=JSON)  # those affected; []: all
    announced_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    opens_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    closes_at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    state: MotionState = MotionState.ANNOUNCED
    names_public: bool = False
    total_heads: int = 0
    total_area_cm2: int = Field(default=0, sa_type=BigInteger)
    roll_hash: str = Field(default="", max_length=64)  # of the frozen electorate
    totals: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # with parking and without
    put_by: int = Field(foreign_key="member.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # the three readings, frozen
    document: str = Field(default="", max_length=200)  # where an imported result comes from
    end_reason: str = Field(default="", max_length=500)


class Voter(Record, table=True):
    """One head of a motion's frozen electorate (表决人)."""

    __table_args__ = (UniqueConstraint("motion_id", "head"),)

    motion_id: int = Field(foreign_key="motion.id")
    head: str = Field(max_length=80)  # owner:7, owner:7+9, developer, unit:77, member:5
    name: str = Field(max_length=160)
    area_cm2: int = Field(default=0, sa_type=BigInteger)  # a developer may hold a million ㎡
    developer: bool = False
    unit_count: int = 0
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # to any of his units


class VoterUnit(Record, table=True):
    """One unit of a head, and the proof that the ballot paper reached it (表决人的户与送达)."""

    __tablename__ = "voter_unit"
    __table_args__ = (
        UniqueConstraint("motion_id", "label"),
        Index(None, "motion_id", "building"),
    )

    motion_id: int = Field(foreign_key="motion.id")
    voter_id: int = Field(foreign_key="voter.id", index=True)
    label: str = Field(max_length=100)  # with the compound where several are asked
    building: str = Field(default="", max_length=100)
    delivered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    delivery: str = Field(default="", max_length=200)  # how it was served, and by whom
    delivered_by: int | None = Field(default=None, foreign_key="member.id")  # who recorded it


class VoterOwner(Record, table=True):
    """An owner who may answer for a head, alone or as one of its co-owners (可投票的业主).

    The electorate is frozen, the accounts are not: who proves in mid-vote that he is this
    owner may answer at once. No foreign key: the roll may change under a frozen electorate.
    """

    __tablename__ = "voter_owner"
    __table_args__ = (UniqueConstraint("voter_id", "owner_id"),)

    motion_id: int = Field(foreign_key="motion.id", index=True)
    voter_id: int = Field(foreign_key="voter.id")
    owner_id: int = Field(index=True)


class Ballot(Record, table=True):
    """One answer of one head (选票). A later answer replaces it until the close."""

    __table_args__ = (
        Index(
            "uq_ballot_current",
            "voter_id",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    motion_id: int = Field(foreign_key="motion.id", index=True)
    voter_id: int = Field(foreign_key="voter.id", index=True)
    choice: Choice
    channel: Channel
    member_id: int = Field(foreign_key="member.id")  # who cast it, or entered the paper
    document: str = Field(default="", max_length=200)  # number of the paper
    receipt: str = Field(max_length=20, unique=True)
    replaced_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Proxy(Record, table=True):
    """A written authority to vote for a head (书面委托)."""

    __table_args__ = (UniqueConstraint("voter_id"),)

    motion_id: int = Field(foreign_key="motion.id", index=True)
    voter_id: int = Field(foreign_key="voter.id")
    holder: str = Field(max_length=50)
    holder_member_id: int | None = Field(default=None, foreign_key="member.id", index=True)
    instruction: Choice | None = None
    document: str = Field(max_length=200)  # number or place of the written authority
    recorded_by: int = Field(foreign_key="member.id")
