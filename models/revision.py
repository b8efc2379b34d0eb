"""How often each part of the house has changed (版本)."""

from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from models.base import PATH, Record, described
from models.screen import Changes, Screen


class Area(StrEnum):
    """The parts of the house that are cached apart from each other (缓存分区)."""

    PLACE = "place"  # places and voting rules
    MEMBER = "member"  # accounts and grants
    ROLL = "roll"  # units and owners
    PROCEDURE = "procedure"
    DELIBERATION = "deliberation"  # topics and all that hangs on them
    AGENDA = "agenda"  # the part of it that is about no single topic, or about several
    NOTICE = "notice"
    COVENANT = "covenant"
    LEDGER = "ledger"  # books, contracts, vouchers, accounts posted
    CLAIM = "claim"  # what is to be recovered
    FIRM = "firm"  # firms, service contracts, methods
    RANKING = "ranking"  # editions and all that hangs on them
    DEFINITION = "definition"  # what was configured without code
    REGISTER = "register"  # rows that the generated screen writes, filled forms
    METRIC = "metric"  # sums, snapshots, alerts


class Revision(Record, table=True):
    """One counter for each area and place; every cached reading carries it (版本)."""

    __table_args__ = (UniqueConstraint("area", "place_id"), Index(None, "path", "area", "number"))
    __screen__ = Screen(
        "版本",
        "Revision",
        "sync",
        "machinery",
        title="area",
        listed=("area", "place_id"),
        changes=Changes.BY_ACTS,
    )

    area: Area = Field(sa_column_kwargs=described("缓存分区", dimension=True))
    place_id: int = Field(default=0, sa_column_kwargs=described("地方"))  # 0: the whole house
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    number: int = 0


class TopicRevision(Record, table=True):
    """One counter for each topic: an act on one leaves the others' readings fresh (议题版本)."""

    __tablename__ = "topic_revision"
    __screen__ = Screen(
        "议题版本",
        "Revision of one topic",
        "sync",
        "machinery",
        title="topic_id",
        listed=("topic_id",),
        changes=Changes.BY_ACTS,
    )

    topic_id: int = Field(unique=True, sa_column_kwargs=described("议题"))
    number: int = 0
