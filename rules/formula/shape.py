"""The parts of a formula (公式结构), each knowing of which type its value is."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rules.entity import Kind


class Type(StrEnum):
    """What a part of a formula gives (公式类型)."""

    NUMBER = "number"  # 数
    MONEY = "money"  # 金额（分）
    AREA = "area"  # 面积（平方厘米）
    DATE = "date"  # 日期
    YES_NO = "yes_no"  # 是否
    TEXT = "text"  # 文字


TYPES: dict[Kind, Type] = {
    Kind.NUMBER: Type.NUMBER,
    Kind.FORMULA: Type.NUMBER,
    Kind.MONEY: Type.MONEY,
    Kind.AREA: Type.AREA,
    Kind.DATE: Type.DATE,
    Kind.YES_NO: Type.YES_NO,
    Kind.TEXT: Type.TEXT,
    Kind.LONG_TEXT: Type.TEXT,
    Kind.CHOICE: Type.TEXT,
}
QUANTITIES = frozenset({Type.NUMBER, Type.MONEY, Type.AREA})


@dataclass(frozen=True)
class Constant:
    """A value that stands there (常数). ``None`` is nothing."""

    value: Fraction | str | bool | int | None
    type: Type


@dataclass(frozen=True)
class Name:
    """The value of a column (字段)."""

    name: str
    type: Type


@dataclass(frozen=True)
class Call:
    """An operator or a function, and what it is applied to (运算)."""

    word: str
    parts: tuple["Part", ...]
    type: Type


Part = Constant | Name | Call


def names(part: Part) -> frozenset[str]:
    """The columns that a formula looks at."""
    if isinstance(part, Name):
        return frozenset({part.name})
    if isinstance(part, Call):
        return frozenset().union(*(names(one) for one in part.parts))
    return frozenset()


def looks_at_today(part: Part) -> bool:
    """Whether the value changes as days go by."""
    if isinstance(part, Call):
        return part.word == "today" or any(looks_at_today(one) for one in part.parts)
    return False
