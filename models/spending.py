"""Leave to spend: decided first, paid after (支出决定)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from models.base import Record, described


class SpendingState(StrEnum):
    """The life of a request to spend (支出申请状态)."""

    WALKING = "walking"  # 四议两公开进行中
    APPROVED = "approved"  # 已决定，可支付
    REFUSED = "refused"  # 未通过
    SETTLED = "settled"  # 已结清
    WITHDRAWN = "withdrawn"  # 已撤回


class Spending(Record, table=True):
    """A request to spend, walking as a topic (支出申请).

    ``decided_fen`` is what the decision allows; payments bound to it never exceed it.
    """

    __table_args__ = (Index(None, "book_id", "state"),)

    book_id: int = Field(foreign_key="book.id")
    topic_id: int = Field(foreign_key="topic.id", unique=True)
    use: str = Field(max_length=20, sa_column_kwargs=described("用途", dimension=True))  # a code
    head: str = Field(max_length=10)  # E01…: which expense account
    payee: str = Field(max_length=80)
    asked_fen: int = Field(
        sa_type=BigInteger, gt=0, sa_column_kwargs=described("申请金额", unit="分", measure=True)
    )
    decided_fen: int = Field(default=0, sa_type=BigInteger)
    motion_id: int | None = Field(default=None, foreign_key="motion.id")
    state: SpendingState = SpendingState.WALKING
    decided_on: date | None = None
    asked_by: int = Field(foreign_key="member.id")


class StandingAuthorisation(Record, table=True):
    """Leave for small sums within a cap for each period (小额支出授权), with its own decision."""

    __tablename__ = "standing_authorisation"
    __table_args__ = (Index(None, "book_id"),)

    book_id: int = Field(foreign_key="book.id")
    title: str = Field(max_length=80)
    use: str = Field(max_length=20)
    head: str = Field(max_length=10)
    each_fen: int = Field(sa_type=BigInteger, gt=0)  # a single payment at most
    period_fen: int = Field(sa_type=BigInteger, gt=0)  # all payments of a period at most
    starts_on: date
    ends_on: date
    motion_id: int = Field(foreign_key="motion.id")
    ended_reason: str = Field(default="", max_length=300)
    recorded_by: int = Field(foreign_key="member.id")
