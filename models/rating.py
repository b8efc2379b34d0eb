"""How those affected judge the result (评议)."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Record, described
from models.screen import Changes, Screen


class Rating(Record, table=True):
    """One member's mark from 1 to 5 for a result, with a reason, once (评分)."""

    __table_args__ = (UniqueConstraint("topic_id", "round", "member_id"),)
    __screen__ = Screen(
        "评分",
        "Mark for a result",
        "star",
        "deliberation",
        title="score",
        listed=("topic_id", "round", "score", "reason", "created_at"),
        search=("reason",),
        changes=Changes.BY_ACTS,
        page="board",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    round: int = Field(default=1, sa_column_kwargs=described("轮次"))
    member_id: int = Field(foreign_key="member.id", index=True)
    household: str = Field(max_length=40)
    score: int = Field(ge=1, le=5, sa_column_kwargs=described("评分", measure=True))
    reason: str = Field(max_length=500, sa_column_kwargs=described("理由", long=True))
