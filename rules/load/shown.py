"""What a value is in a file that people open (文件单元格).

Money is in yuan and areas in m², as exact numbers; days are days; moments are on our clocks.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from rules.calendar import SHANGHAI
from rules.entity import Kind
from rules.file import read_kept

FEN, CM2 = 100, 10_000
BETWEEN = "、"

Shown = Callable[[Any], Any]


def shown(kind: Kind, words: dict[Any, str]) -> Shown:
    """How a cell of this kind is written; ``words`` are labels of codes, and of yes and no."""
    if kind in (Kind.MONEY, Kind.AREA):
        return money if kind is Kind.MONEY else area
    if kind is Kind.MOMENT:
        return moment
    if kind is Kind.YES_NO:
        return lambda value: None if value is None else words[bool(value)]
    if kind is Kind.CHOICE:
        return lambda value: None if value is None else words.get(_code(value), _code(value))
    if kind is Kind.CHOICES:
        return lambda value: BETWEEN.join(words.get(code, str(code)) for code in _listed(value))
    if kind is Kind.FILE:
        return file_name
    return lambda value: value.value if isinstance(value, Enum) else value


def file_name(value: Any) -> Any:
    """What a file is called; where it is kept is nobody's business."""
    kept = read_kept(value)
    return value if kept is None else kept.name


def money(fen: int | None) -> Decimal | None:
    """Yuan with two decimals."""
    return None if fen is None else Decimal(fen).scaleb(-2)


def area(cm2: int | None) -> Decimal | None:
    """Square metres with two decimals; four where the value has them."""
    if cm2 is None:
        return None
    return Decimal(cm2).scaleb(-4) if cm2 % FEN else Decimal(cm2 // FEN).scaleb(-2)


def moment(at: datetime | None) -> datetime | None:
    """On the clocks of this country, without saying so."""
    return None if at is None else at.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0)


def _code(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)


def _listed(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else ()
