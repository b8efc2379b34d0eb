"""What is put to the vote, and under which rule (议案)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Index
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.choice import Overlap, Parking, Regime, Silence
from models.screen import Changes, Screen


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


class Motion(Record, table=True):
    """A question put to the vote under its regime (议案).

    Silence, parking and overlap are copied from the compound's rules when the motion
    is announced, with the clause they rest on, and never change after that.
    """

    __table_args__ = (
        Index(None, "state", "closes_at"),
        Index(None, "path", "decided_at", "id"),
    )
    __screen__ = Screen(
        "议案",
        "Motion",
        "ballot",
        "deliberation",
        title="question",
        listed=("question", "topic_id", "regime", "state", "closes_at", "decided_at"),
        search=("question",),
        inline=("voter", "voter_unit", "notice"),
        order="-announced_at",
        changes=Changes.BY_ACTS,
        page="motion",
    )

    topic_id: int = Field(foreign_key="topic.id", index=True, sa_column_kwargs=described("议题"))
    path: str = Field(sa_type=PATH, nullable=False)
    round: int = Field(default=1, sa_column_kwargs=described("轮次"))
    question: str = Field(max_length=300, sa_column_kwargs=described("表决问题", long=True))
    text_number: int = Field(
        default=1, sa_column_kwargs=described("文本版本", english="Version of the text")
    )  # the version of the topic's text that is voted on
    regime: Regime = Field(sa_column_kwargs=described("决定方式", dimension=True))
    matter: int | None = Field(
        default=None,
        ge=1,
        le=9,
        sa_column_kwargs=described("表决事项", english="Item of Article 278", dimension=True),
    )  # the item of Civil Code 278
    binding: Binding = Field(
        default=Binding.BINDING, sa_column_kwargs=described("效力", english="Force", dimension=True)
    )
    silence: Silence = Field(
        default=Silence.STRICT, sa_column_kwargs=described("未表决的处理", dimension=True)
    )
    silence_clause: str = Field(
        default="",
        max_length=400,
        sa_column_kwargs=described("未表决条款", english="Clause on silence", long=True),
    )
    parking: Parking = Field(
        default=Parking.COUNT, sa_column_kwargs=described("车位是否计入", dimension=True)
    )
    parking_clause: str = Field(
        default="",
        max_length=400,
        sa_column_kwargs=described("车位条款", english="Clause on parking", long=True),
    )
    overlap: Overlap = Field(
        default=Overlap.SEPARATE,
        sa_column_kwargs=described("重叠共有的计法", english="Overlapping owners", dimension=True),
    )
    overlap_clause: str = Field(
        default="",
        max_length=400,
        sa_column_kwargs=described(
            "重叠共有条款", english="Clause on overlapping owners", long=True
        ),
    )
    proxy_cap: int = Field(
        default=3, sa_column_kwargs=described("一人受托上限", english="Authorities for one person")
    )
    scope_path: str = Field(sa_type=PATH, nullable=False)  # whose units or members are asked
    buildings: list[str] = Field(default_factory=list, sa_type=JSON)  # those affected; []: all
    announced_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("公告时间", english="Announced", dimension=True),
    )
    opens_at: datetime = Field(
        sa_type=UtcDateTime, nullable=False, sa_column_kwargs=described("开始时间", english="Opens")
    )
    closes_at: datetime = Field(
        sa_type=UtcDateTime,
        nullable=False,
        sa_column_kwargs=described("截止时间", english="Closes"),
    )
    state: MotionState = Field(
        default=MotionState.ANNOUNCED, sa_column_kwargs=described("议案状态", dimension=True)
    )
    names_public: bool = Field(
        default=False, sa_column_kwargs=described("公开全名", dimension=True)
    )
    total_heads: int = Field(
        default=0,
        sa_column_kwargs=described("表决人数", english="Heads in all", unit="人", measure=True),
    )
    total_area_cm2: int = Field(
        default=0,
        sa_type=BigInteger,
        sa_column_kwargs=described("总面积", english="Area in all", unit="cm²", measure=True),
    )
    roll_hash: str = Field(
        default="",
        max_length=64,
        sa_column_kwargs=described("表决名册校验值", english="Hash of the roll"),
    )  # of the frozen electorate
    totals: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # with parking and without
    put_by: int = Field(foreign_key="member.id", sa_column_kwargs=described("提出人"))
    decided_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("决定时间", english="Decided")
    )
    result: dict[str, Any] | None = Field(default=None, sa_type=JSON)  # the three readings, frozen
    document: str = Field(
        default="", max_length=200, sa_column_kwargs=described("结果来源文件", long=True)
    )  # where an imported result comes from
    end_reason: str = Field(
        default="",
        max_length=500,
        sa_column_kwargs=described("结束原因", english="Reason for the end", long=True),
    )
