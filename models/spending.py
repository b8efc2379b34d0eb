"""Leave to spend: decided first, paid after (支出决定)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from models.base import Record, described
from models.screen import Changes, Screen


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
    __screen__ = Screen(
        "支出申请",
        "Request to spend",
        "payments",
        "books",
        title="topic_id",
        listed=("topic_id", "use", "payee", "asked_fen", "decided_fen", "state", "decided_on"),
        search=("payee",),
        inline=("entry",),
        changes=Changes.BY_ACTS,
        page="spending",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    topic_id: int = Field(foreign_key="topic.id", unique=True, sa_column_kwargs=described("议题"))
    use: str = Field(max_length=20, sa_column_kwargs=described("用途", dimension=True))  # a code
    head: str = Field(
        max_length=10, sa_column_kwargs=described("类别", dimension=True)
    )  # E01…: which expense account
    payee: str = Field(max_length=80, sa_column_kwargs=described("收款方"))
    asked_fen: int = Field(
        sa_type=BigInteger,
        gt=0,
        sa_column_kwargs=described("申请金额", english="Asked for", unit="分", measure=True),
    )
    decided_fen: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("决定金额", english="Decided sum", unit="分", measure=True),
    )
    motion_id: int | None = Field(
        default=None, foreign_key="motion.id", sa_column_kwargs=described("议案")
    )
    state: SpendingState = Field(
        default=SpendingState.WALKING, sa_column_kwargs=described("状态", dimension=True)
    )
    decided_on: date | None = Field(
        default=None, sa_column_kwargs=described("决定日期", english="Decided on", dimension=True)
    )
    asked_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("申请人"))


class StandingAuthorisation(Record, table=True):
    """Leave for small sums within a cap for each period (小额支出授权), with its own decision."""

    __tablename__ = "standing_authorisation"
    __table_args__ = (Index(None, "book_id"),)
    __screen__ = Screen(
        "小额支出授权",
        "Standing authorisation",
        "price_check",
        "books",
        title="title",
        listed=("title", "use", "each_fen", "period_fen", "starts_on", "ends_on"),
        search=("title",),
        changes=Changes.BY_ACTS,
        page="spending",
    )

    book_id: int = Field(foreign_key="book.id", sa_column_kwargs=described("账簿", dimension=True))
    title: str = Field(max_length=80, sa_column_kwargs=described("标题"))
    use: str = Field(max_length=20, sa_column_kwargs=described("用途", dimension=True))
    head: str = Field(max_length=10, sa_column_kwargs=described("类别", dimension=True))
    each_fen: int = Field(
        sa_type=BigInteger,
        gt=0,
        sa_column_kwargs=described(
            "单笔上限", english="At a time at most", unit="分", measure=True
        ),
    )  # a single payment at most
    period_fen: int = Field(
        sa_type=BigInteger,
        gt=0,
        sa_column_kwargs=described(
            "每期上限", english="In a period at most", unit="分", measure=True
        ),
    )  # all payments of a period at most
    starts_on: date = Field(sa_column_kwargs=described("起", english="Begins", dimension=True))
    ends_on: date = Field(sa_column_kwargs=described("止", english="Ends", dimension=True))
    motion_id: int = Field(foreign_key="motion.id", sa_column_kwargs=described("议案"))
    ended_reason: str = Field(
        default="",
        max_length=300,
        sa_column_kwargs=described("终止原因", english="Reason for the end", long=True),
    )
    recorded_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("登记人"))
