"""Who may answer, and how each answered (表决人与选票)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import Record, UtcDateTime, described
from models.choice import Choice
from models.screen import Changes, Screen


class Channel(StrEnum):
    """How an answer came (投票途径)."""

    ONLINE = "online"  # 线上
    PAPER = "paper"  # 书面
    PROXY = "proxy"  # 委托


class Voter(Record, table=True):
    """One head of a motion's frozen electorate (表决人)."""

    __table_args__ = (UniqueConstraint("motion_id", "head"),)
    __screen__ = Screen(
        "表决人",
        "Head of the electorate",
        "person_check",
        "deliberation",
        title="name",
        listed=("motion_id", "name", "area_cm2", "unit_count", "delivered_at"),
        inline=("voter_unit",),
        changes=Changes.BY_ACTS,
        page="board",
    )

    motion_id: int = Field(foreign_key="motion.id", sa_column_kwargs=described("议案"))
    head: str = Field(max_length=80)  # owner:7, owner:7+9, developer, unit:77, member:5
    name: str = Field(max_length=160, sa_column_kwargs=described("姓名", personal=True))
    area_cm2: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("专有面积", english="Exclusive area", unit="cm²", measure=True),
    )  # a developer may hold a million ㎡
    developer: bool = Field(default=False, sa_column_kwargs=described("建设单位", dimension=True))
    unit_count: int = Field(
        default=0, sa_column_kwargs=described("户数", english="Units", unit="户", measure=True)
    )
    delivered_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("送达时间", english="Delivered"),
    )  # to any of his units


class VoterUnit(Record, table=True):
    """One unit of a head, and the proof that the ballot paper reached it (表决人的户与送达)."""

    __tablename__ = "voter_unit"
    __table_args__ = (
        UniqueConstraint("motion_id", "label"),
        Index(None, "motion_id", "building"),
    )
    __screen__ = Screen(
        "表决人的户与送达",
        "Unit of a head, and its delivery",
        "mark_email_read",
        "deliberation",
        title="label",
        listed=("motion_id", "label", "building", "delivered_at"),
        search=("label", "building"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    motion_id: int = Field(foreign_key="motion.id", sa_column_kwargs=described("议案"))
    voter_id: int = Field(
        foreign_key="voter.id", index=True, sa_column_kwargs=described("表决人", personal=True)
    )
    label: str = Field(
        max_length=100, sa_column_kwargs=described("户号", english="Unit")
    )  # with the compound where several are asked
    building: str = Field(
        default="", max_length=100, sa_column_kwargs=described("楼栋", dimension=True)
    )
    delivered_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("送达时间", english="Delivered"),
    )
    delivery: str = Field(
        default="",
        max_length=200,
        sa_column_kwargs=described("送达方式", english="How it was delivered", personal=True),
    )  # how it was served, and by whom
    delivered_by: int | None = Field(
        default=None,
        foreign_key="member.id",
        sa_column_kwargs=described("登记人", english="Recorded by"),
    )  # who recorded it


class VoterOwner(Record, table=True):
    """An owner who may answer for a head, alone or as one of its co-owners (可投票的业主).

    The electorate is frozen, the accounts are not: who proves in mid-vote that he is this
    owner may answer at once. No foreign key: the roll may change under a frozen electorate.
    """

    __tablename__ = "voter_owner"
    __table_args__ = (UniqueConstraint("voter_id", "owner_id"),)
    __screen__ = Screen(
        "可投票的业主",
        "Owner who may answer",
        "person_check",
        "deliberation",
        title="voter_id",
        listed=("motion_id", "voter_id"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    motion_id: int = Field(foreign_key="motion.id", index=True, sa_column_kwargs=described("议案"))
    voter_id: int = Field(
        foreign_key="voter.id", sa_column_kwargs=described("表决人", personal=True)
    )
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
    __screen__ = Screen(
        "选票",
        "Ballot",
        "how_to_vote",
        "deliberation",
        title="motion_id",
        listed=("motion_id", "channel", "created_at", "replaced_at"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    motion_id: int = Field(foreign_key="motion.id", index=True, sa_column_kwargs=described("议案"))
    voter_id: int = Field(foreign_key="voter.id", index=True)
    choice: Choice
    channel: Channel = Field(
        sa_column_kwargs=described("投票途径", english="Way of answering", dimension=True)
    )
    member_id: int = Field(foreign_key="member.id")  # who cast it, or entered the paper
    document: str = Field(default="", max_length=200)  # number of the paper
    receipt: str = Field(max_length=20, unique=True)
    replaced_at: datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        sa_column_kwargs=described("被替换时间", english="Replaced"),
    )


class Proxy(Record, table=True):
    """A written authority to vote for a head (书面委托)."""

    __table_args__ = (UniqueConstraint("voter_id"),)
    __screen__ = Screen(
        "书面委托",
        "Written authority",
        "contract_edit",
        "deliberation",
        title="motion_id",
        listed=("motion_id", "holder", "document", "recorded_by"),
        changes=Changes.BY_ACTS,
        page="board",
    )

    motion_id: int = Field(foreign_key="motion.id", index=True, sa_column_kwargs=described("议案"))
    voter_id: int = Field(
        foreign_key="voter.id", sa_column_kwargs=described("表决人", personal=True)
    )
    holder: str = Field(max_length=50, sa_column_kwargs=described("受托人", personal=True))
    holder_member_id: int | None = Field(
        default=None,
        foreign_key="member.id",
        index=True,
        sa_column_kwargs=described("受托人账号", english="Holder's account", personal=True),
    )
    instruction: Choice | None = None
    document: str = Field(
        max_length=200, sa_column_kwargs=described("委托书编号")
    )  # number or place of the written authority
    recorded_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("登记人"))
