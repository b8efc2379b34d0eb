"""What a metric says of itself (指标定义): a closed shape, typed, with every name looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from models.member import Role
from models.place import PlaceKind
from rules.condition import ALWAYS, Condition
from rules.metric.period import Grain, Period


class Op(StrEnum):
    """What is made of the rows (统计方法): a closed list."""

    COUNT = "count"  # 计数
    SUM = "sum"  # 合计
    AVERAGE = "average"  # 平均
    SHARE = "share"  # 占比
    DISTINCT = "distinct"  # 去重计数
    PERCENTILE = "percentile"  # 百分位


class Derivation(StrEnum):
    """How one metric follows from others (派生方式)."""

    SUM = "sum"  # 相加
    DIFFERENCE = "difference"  # 相减
    RATIO = "ratio"  # 相除


class Better(StrEnum):
    """Which way is good (改善方向)."""

    UP = "up"  # 越高越好
    DOWN = "down"  # 越低越好


@dataclass(frozen=True)
class Measure:
    """One number made of the rows of one table (统计项).

    ``where`` is what the rows must meet; of a share it is what the counted part meets, while
    ``among`` is what all of them meet. ``time`` is the column that says when; without it a row
    counts at all times. ``at`` is the percentile, 1 to 99. With ``level`` only places of this kind
    count among the different ones.
    """

    entity: str
    op: Op
    column: str = ""
    at: int = 50
    time: str = ""
    among: Condition = ALWAYS
    where: Condition = ALWAYS
    level: PlaceKind | None = None


@dataclass(frozen=True)
class Target:
    """What is aimed at in a period; without one, always (目标)."""

    value: Fraction
    period: str = ""


@dataclass(frozen=True)
class Comparison:
    """A figure published somewhere, to compare with (对照数据)."""

    label: str
    label_en: str
    value: Fraction
    source: str
    most: Fraction | None = None  # the end of a span that begins at ``value``


@dataclass(frozen=True)
class Metric:
    """A metric as it holds (指标). ``number`` is its version; 0 is what ships.

    It has a numerator, or it is derived from other metrics. ``scale`` times the value is what is
    shown: 100 with the unit %, 0.01 to show fen as yuan.
    """

    key: str
    label: str
    label_en: str = ""
    words: str = ""
    words_en: str = ""
    owner: Role = Role.COUNCIL
    public: bool = False
    numerator: Measure | None = None
    denominator: Measure | None = None
    derivation: Derivation | None = None
    parts: tuple[str, ...] = ()
    cumulative: bool = False
    grain: Grain = Grain.MONTH
    unit: str = ""
    unit_en: str = ""
    scale: Fraction = Fraction(1)
    precision: int = 0
    dimensions: tuple[str, ...] = ()
    level: PlaceKind | None = None
    targets: tuple[Target, ...] = ()
    better: Better = Better.UP
    warning: Fraction | None = None
    alarm: Fraction | None = None
    smallest: int = 0
    rolled: bool = False
    comparisons: tuple[Comparison, ...] = ()
    number: int = 0
    place_path: str = "/"

    @property
    def entity(self) -> str:
        """The table whose rows stand behind it; empty where it is derived."""
        return self.numerator.entity if self.numerator else ""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """What is counted: one or two."""
        return tuple(one for one in (self.numerator, self.denominator) if one is not None)

    @property
    def has_time(self) -> bool:
        """Whether it can be told for one period apart from the next."""
        return self.derivation is not None or any(one.time for one in self.measures)

    def target_in(self, period: Period) -> Fraction | None:
        """What is aimed at in ``period``: what was said of the shortest period that holds it."""
        best: tuple[int, Fraction] | None = None
        for target in self.targets:
            span = Period.read(target.period) if target.period else None
            if span is not None and not span.holds(period):
                continue
            days = (span.end - span.start).days if span else 10**6
            if best is None or days < best[0]:
                best = (days, target.value)
        return best[1] if best else None


Body = Mapping[str, Any]
