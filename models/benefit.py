"""What came of it, for everybody to see (民享)."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import PATH, Extended, Record, described
from models.screen import Changes, Screen


class Benefit(Extended, table=True):
    """What was delivered, by whom, for how many, at what cost (成果)."""

    __screen__ = Screen(
        "成果",
        "Benefit",
        "redeem",
        "deliberation",
        title="title",
        listed=("title", "delivered_by", "done_on", "households", "cost_fen"),
        search=("title", "summary", "delivered_by"),
        order="-done_on",
        changes=Changes.BY_ACTS,
        page="benefits",
    )

    topic_id: int = Field(foreign_key="topic.id", unique=True, sa_column_kwargs=described("议题"))
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    title: str = Field(max_length=80, sa_column_kwargs=described("标题"))
    summary: str = Field(max_length=2000, sa_column_kwargs=described("简介", long=True))
    delivered_by: str = Field(max_length=100, sa_column_kwargs=described("实施单位"))
    due_on: date | None = Field(
        default=None, sa_column_kwargs=described("承诺日期", english="Due on")
    )
    done_on: date = Field(sa_column_kwargs=described("完成日期", english="Done on", dimension=True))
    households: int = Field(
        default=0, ge=0, sa_column_kwargs=described("受益户数", unit="户", measure=True)
    )
    cost_fen: int = Field(
        sa_type=BigInteger,
        default=0,
        ge=0,
        sa_column_kwargs=described("支出", unit="分", measure=True),
    )
    published_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("发布人"))


class Covenant(Record, table=True):
    """A rule that neighbours gave themselves (居民公约), in the compound's register.

    A new version is a new row that names the one it replaces; the words of a row never change.
    """

    __screen__ = Screen(
        "居民公约",
        "Covenant",
        "handshake",
        "deliberation",
        title="title",
        listed=("title", "place_id", "number", "in_force_on", "ended_on"),
        search=("title", "body"),
        order="-in_force_on",
        changes=Changes.BY_ACTS,
        page="covenants",
    )

    place_id: int = Field(
        foreign_key="place.id", index=True, sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    topic_id: int | None = Field(
        default=None, foreign_key="topic.id", sa_column_kwargs=described("议题")
    )
    number: int = Field(
        default=1, ge=1, sa_column_kwargs=described("版本", english="Version")
    )  # of the version
    title: str = Field(max_length=60, sa_column_kwargs=described("标题"))
    body: str = Field(
        max_length=5000, sa_column_kwargs=described("正文", english="Text", long=True)
    )
    in_force_on: date = Field(
        sa_column_kwargs=described("生效日期", english="In force from", dimension=True)
    )
    ended_on: date | None = Field(
        default=None, sa_column_kwargs=described("终止日期", english="Ended on")
    )
    end_reason: str = Field(
        default="",
        max_length=500,
        sa_column_kwargs=described("终止原因", english="Reason for the end", long=True),
    )
    replaces_id: int | None = Field(
        default=None,
        foreign_key="covenant.id",
        sa_column_kwargs=described("取代公约", english="Replaces"),
    )
    entered_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("登记人"))
