"""What a metric comes to (指标值): exact, and silent where too few stand behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from models.metric import AlertLevel
from rules.metric.period import Period
from rules.metric.spec import Better, Derivation, Metric, Op


@dataclass(frozen=True)
class Cell:
    """What the rows of one group add up to (汇总格): how many, and their total."""

    n: int = 0
    total: int = 0
    is_empty: bool = False  # a percentile of nothing

    def __add__(self, other: "Cell") -> "Cell":
        """Both together: only what is counted or summed may be added."""
        return Cell(self.n + other.n, self.total + other.total)


@dataclass(frozen=True)
class Figure:
    """One figure of a metric (指标值). ``value`` is scaled and exact; ``None`` says that there is
    none, or that it is withheld because too few rows stand behind it (``suppressed``)."""

    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    n: int = 0
    suppressed: bool = False

    def hidden(self) -> "Figure":
        """The same figure, withheld."""
        return Figure(suppressed=True)


class Standing(StrEnum):
    """How a figure stands against its lines (达标情况)."""

    REACHED = "reached"  # 达标
    SHORT = "short"  # 未达标
    WARNING = "warning"  # 提醒
    ALARM = "alarm"  # 告警


def made(metric: Metric, top: Cell, bottom: Cell | None) -> Figure:
    """The figure of a metric that counts rows, from what its one or two measures came to."""
    measure = metric.numerator
    assert measure is not None, "a derived metric is made of figures"
    if bottom is not None:
        return _divided(metric, Fraction(top.total), Fraction(bottom.total), bottom.n)
    if measure.op in {Op.SHARE, Op.AVERAGE}:
        return _divided(metric, Fraction(top.total), Fraction(top.n), top.n)
    if top.is_empty:
        return Figure()
    found = Fraction(top.total)
    return _guarded(metric, Figure(found * metric.scale, found, None, top.n))


def derived(metric: Metric, parts: Sequence[Figure]) -> Figure:
    """The figure of a metric that follows from others; silent where one of them is."""
    if any(part.suppressed for part in parts):
        return Figure(suppressed=True)
    values = [part.value for part in parts if part.value is not None]
    n = min(part.n for part in parts)
    if len(values) < len(parts):
        return Figure(n=n)
    if metric.derivation is Derivation.RATIO:
        return _divided(metric, values[0], values[1], n)
    total = sum(values) if metric.derivation is Derivation.SUM else values[0] - values[1]
    return _guarded(metric, Figure(total * metric.scale, Fraction(total), None, n))


def _divided(metric: Metric, top: Fraction, bottom: Fraction, n: int) -> Figure:
    value = top / bottom * metric.scale if bottom else None
    return _guarded(metric, Figure(value, top, bottom, n))


def _guarded(metric: Metric, figure: Figure) -> Figure:
    return figure.hidden() if 0 < figure.n < metric.smallest else figure


def standing(metric: Metric, figure: Figure, period: Period) -> Standing | None:
    """How ``figure`` stands; ``None`` where nothing is aimed at, or there is no figure."""
    level = passed(metric, figure)
    if level is not None:
        return Standing(level.value)
    target = metric.target_in(period)
    if target is None or figure.value is None:
        return None
    return Standing.REACHED if _is_good(metric, figure.value, target) else Standing.SHORT


def passed(metric: Metric, figure: Figure) -> AlertLevel | None:
    """The worst line that ``figure`` has passed: a line itself is still good."""
    if figure.value is None:
        return None
    lines = ((AlertLevel.ALARM, metric.alarm), (AlertLevel.WARNING, metric.warning))
    for level, line in lines:
        if line is not None and not _is_good(metric, figure.value, line):
            return level
    return None


def _is_good(metric: Metric, value: Fraction, line: Fraction) -> bool:
    return value >= line if metric.better is Better.UP else value <= line


def rounded(value: Fraction, precision: int) -> str:
    """``value`` with so many decimals, half away from zero, and thousands set apart."""
    power = 10**precision
    whole, rest = divmod(abs(value.numerator) * power, value.denominator)
    whole += 2 * rest >= value.denominator
    sign = "−" if value < 0 and whole else ""
    text = f"{whole // power:,}"
    return sign + (f"{text}.{whole % power:0{precision}d}" if precision else text)
