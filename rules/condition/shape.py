"""The parts of a condition (条件), and what is true at the moment of asking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from rules.entity import Kind


class Op(StrEnum):
    """How a column is compared (比较)."""

    IS = "is"  # 是
    IS_NOT = "is_not"  # 不是
    IN = "in"  # 属于其一
    NOT_IN = "not_in"  # 不属于
    LT = "lt"  # 小于、早于
    LE = "le"  # 不超过、不晚于
    GT = "gt"  # 大于、晚于
    GE = "ge"  # 不少于、不早于
    BETWEEN = "between"  # 介于（含两端）
    CONTAINS = "contains"  # 包含
    BEGINS = "begins"  # 开头是
    HAS = "has"  # 选了
    HAS_ANY = "has_any"  # 选了其一
    EMPTY = "empty"  # 为空
    FILLED = "filled"  # 已填
    WITHIN = "within"  # 位于


@dataclass(frozen=True)
class Fact:
    """What is only known when a condition is tried (情境): ``user``, ``days_ago`` 30, …"""

    name: str
    days: int = 0


@dataclass(frozen=True)
class Facts:
    """Who asks, when, and from where (情境取值).

    ``my_places`` are the paths where the visitor holds a role. ``paths`` knows the path of a place
    by its id: only ``holds`` with ``within`` asks for it.
    """

    user: int | None = None
    today: date = date.min
    my_places: tuple[str, ...] = ()
    paths: Mapping[int, str] = field(default_factory=dict, hash=False)

    def of(self, fact: Fact) -> object:
        """What ``fact`` is now; ``None`` where there is nothing."""
        if fact.name == "days_ago":
            return self.today - timedelta(days=fact.days)
        if fact.name == "days_ahead":
            return self.today + timedelta(days=fact.days)
        return {
            "user": self.user,
            "today": self.today,
            "month_start": self.today.replace(day=1),
            "year_start": self.today.replace(month=1, day=1),
            "now_year": self.today.year,
            "my_places": self.my_places,
        }[fact.name]


@dataclass(frozen=True)
class Test:
    """One column against one value (比较式). ``value`` is typed, a tuple where the op takes many.

    ``extra``: the value lives in the row's JSON, where anything may have been left behind.
    """

    __test__ = False  # not one of pytest's

    field: str
    kind: Kind
    op: Op
    value: object = None
    extra: bool = False

    def values(self, facts: Facts) -> tuple[object, ...]:
        """What it is compared with now; a fact that is nothing falls out."""
        given = self.value if isinstance(self.value, tuple) else (self.value,)
        told = [facts.of(value) if isinstance(value, Fact) else value for value in given]
        flat: list[object] = []
        for value in told:
            flat.extend(value if isinstance(value, tuple) else (value,))
        return tuple(value for value in flat if value is not None)


@dataclass(frozen=True)
class AllOf:
    """Every part holds (全部满足); with no part: always."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds (任一满足); with no part: never."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True)
class Not:
    """The part does not hold (不满足)."""

    part: "Condition"


Condition = AllOf | AnyOf | Not | Test
ALWAYS = AllOf()


def compared(condition: Condition) -> frozenset[str]:
    """The columns whose values ``condition`` compares; not those that must only be filled."""
    if isinstance(condition, Test):
        there = condition.op in {Op.EMPTY, Op.FILLED}
        return frozenset() if there else frozenset({condition.field})
    if isinstance(condition, Not):
        return compared(condition.part)
    return frozenset().union(*(compared(part) for part in condition.parts))


def names(condition: Condition) -> frozenset[str]:
    """The columns that ``condition`` looks at."""
    if isinstance(condition, Test):
        return frozenset({condition.field})
    if isinstance(condition, Not):
        return names(condition.part)
    return frozenset().union(*(names(part) for part in condition.parts))
