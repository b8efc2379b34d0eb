"""What came of it, for everybody to see (民享)."""

from datetime import date

from sqlalchemy import BigInteger
from sqlmodel import Field

from models.base import PATH, Extended, Record, described


class Benefit(Extended, table=True):
    """What was delivered, by whom, for how many, at what cost (成果)."""

    topic_id: int = Field(foreign_key="topic.id", unique=True)
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    title: str = Field(max_length=80)
    summary: str = Field(max_length=2000)
    delivered_by: str = Field(max_length=100)
    due_on: date | None = None
    done_on: date
    households: int = Field(
        default=0, ge=0, sa_column_kwargs=described("受益户数", unit="户", measure=True)
    )
    cost_fen: int = Field(
        sa_type=BigInteger,
        default=0,
        ge=0,
        sa_column_kwargs=described("支出", unit="分", measure=True),
    )
    published_by: int = Field(foreign_key="member.id")


class Covenant(Record, table=True):
    """A rule that neighbours gave themselves (居民公约), in the compound's register.

    A new version is a new row that names the one it replaces; the words of a row never change.
    """

    place_id: int = Field(foreign_key="place.id", index=True)
    path: str = Field(sa_type=PATH, index=True, nullable=False)
    topic_id: int | None = Field(default=None, foreign_key="topic.id")
    number: int = Field(default=1, ge=1)  # of the version
    title: str = Field(max_length=60)
    body: str = Field(max_length=5000)
    in_force_on: date
    ended_on: date | None = None
    end_reason: str = Field(default="", max_length=500)
    replaces_id: int | None = Field(default=None, foreign_key="covenant.id")
    entered_by: int = Field(foreign_key="member.id")
