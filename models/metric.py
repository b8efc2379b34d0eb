"""What figures were, day by day: sums kept while writing, and what was shown (指标数据)."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import PATH, Record, UtcDateTime, described
from models.screen import Changes, Screen


class AlertLevel(StrEnum):
    """Which line a figure has passed (预警等级)."""

    WARNING = "warning"  # 提醒
    ALARM = "alarm"  # 告警


class Rollup(Record, table=True):
    """What the rows of one day, place and kind add up to (日汇总). Kept while writing.

    Derived: the rows say the same, and ``services.metric`` can prove it. ``cube`` names which sum
    it is; ``first`` and ``second`` are the values of its dimensions.
    """

    __table_args__ = (
        UniqueConstraint("cube", "day", "path", "first", "second"),
        Index(None, "cube", "path", "day"),
    )
    __screen__ = Screen(
        "日汇总",
        "Rollup",
        "stacked_bar_chart",
        "machinery",
        title="cube",
        listed=("cube", "day"),
        changes=Changes.BY_ACTS,
        page="metrics",
    )

    cube: str = Field(
        max_length=80, sa_column_kwargs=described("汇总", english="Sum", dimension=True)
    )
    day: date = Field(sa_column_kwargs=described("日期", dimension=True))
    path: str = Field(sa_type=PATH, nullable=False)
    first: str = Field(default="", max_length=80)
    second: str = Field(default="", max_length=80)
    row_count: int = Field(default=0, sa_type=BigInteger)
    total: int = Field(default=0, sa_type=BigInteger)


class Snapshot(Record, table=True):
    """What a figure was when it was published (指标快照). Append-only."""

    __table_args__ = (Index(None, "metric_key", "path", "period", "id"),)
    __screen__ = Screen(
        "指标快照",
        "Snapshot of a figure",
        "photo_camera",
        "configuration",
        title="metric_key",
        listed=("metric_key", "number", "place_id", "period", "created_at"),
        changes=Changes.NEVER,
        page="metrics",
    )

    metric_key: str = Field(
        max_length=80, sa_column_kwargs=described("指标", english="Metric", dimension=True)
    )
    number: int = Field(
        sa_column_kwargs=described("版本", english="Version")
    )  # the version of the metric
    place_id: int | None = Field(
        default=None, foreign_key="place.id", sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    period: str = Field(
        max_length=20, sa_column_kwargs=described("期间", dimension=True)
    )  # 2026, 2026-Q2, 2026-06, 2026-06-10
    numerator: str = Field(default="", max_length=60)  # exact: a whole number or a fraction
    denominator: str = Field(default="", max_length=60)
    row_count: int = Field(default=0, sa_type=BigInteger)


class Alert(Record, table=True):
    """A figure that has passed its line (指标预警)."""

    __table_args__ = (
        Index(None, "path", "ended_at"),
        Index(
            None,
            "metric_key",
            "path",
            unique=True,  # a figure is past its line once, however many replicas look
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    __screen__ = Screen(
        "指标预警",
        "Alert",
        "notification_important",
        "configuration",
        title="metric_key",
        listed=("metric_key", "place_id", "period", "level", "created_at", "ended_at"),
        changes=Changes.BY_ACTS,
        page="metrics",
    )

    metric_key: str = Field(
        max_length=80, sa_column_kwargs=described("指标", english="Metric", dimension=True)
    )
    place_id: int | None = Field(
        default=None, foreign_key="place.id", sa_column_kwargs=described("地方", dimension=True)
    )
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    period: str = Field(max_length=20, sa_column_kwargs=described("期间", dimension=True))
    level: AlertLevel = Field(sa_column_kwargs=described("预警等级", dimension=True))
    value: str = Field(max_length=60)  # as it was when it passed, exact
    ended_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime, sa_column_kwargs=described("解除时间", english="Ended")
    )


class ChartNote(Record, table=True):
    """Something that happened, to be seen on the charts of that day (图上事件)."""

    __tablename__ = "chart_note"
    __table_args__ = (Index(None, "path", "day"),)
    __screen__ = Screen("图上事件", "Event on charts", "flag", "registers", title="words")

    place_id: int = Field(foreign_key="place.id", sa_column_kwargs=described("地方"))
    path: str = Field(default="/", sa_type=PATH, nullable=False)
    day: date = Field(sa_column_kwargs=described("日期"))
    words: str = Field(max_length=60, sa_column_kwargs=described("事件", english="What happened"))
    words_en: str = Field(
        default="", max_length=80, sa_column_kwargs=described("英文", english="In English")
    )
