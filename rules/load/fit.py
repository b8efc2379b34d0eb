"""Whether a value fits its column: bounds, length, pattern (字段校验). Built once a column.

The tests are about one value alone; what hangs on other columns (``required_if``, ``valid_if``) is
asked of the whole row.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from rules.entity import WHOLE, Column, Kind
from rules.load.problem import Unfit
from rules.refusal import N_

MOST_WHOLE = 2**31 - 1  # what a column of the database holds
LARGEST = 10**15  # what a custom field holds
_SCALES = {Kind.MONEY: -2, Kind.AREA: -4}
_TEXTS = (Kind.TEXT, Kind.LONG_TEXT)

Fit = Callable[[Any], None]


def fit(column: Column) -> Fit | None:
    """What raises ``Unfit`` for a value, never ``None``, that does not fit; nothing to ask of it
    where there is no such value."""
    if column.kind in WHOLE:
        return _bounded(column)
    if column.kind in _TEXTS and (column.longest is not None or column.pattern):
        return _written(column)
    return None


def _bounded(column: Column) -> Fit:
    scale = _SCALES.get(column.kind, 0)
    wide = column.extra  # JSON holds larger numbers than a column does
    least = column.least if column.least is not None else (-LARGEST if wide else -MOST_WHOLE)
    most = column.most if column.most is not None else (LARGEST if wide else MOST_WHOLE)

    def check(value: int) -> None:
        if value < least:
            told = Decimal(least).scaleb(scale) if scale else least
            raise Unfit("too_small", N_("This must be {least} or more."), least=told)
        if value > most:
            told = Decimal(most).scaleb(scale) if scale else most
            raise Unfit("too_large", N_("This must be {most} or less."), most=told)

    return check


def _written(column: Column) -> Fit:
    longest, pattern = column.longest, _pattern(column.pattern) if column.pattern else None

    def check(value: str) -> None:
        if longest is not None and len(value) > longest:
            raise Unfit("too_long", N_("This is longer than {most} characters."), most=longest)
        if pattern is not None and not pattern.fullmatch(value):
            raise Unfit("not_this_shape", N_("This is not written the way it has to be."))

    return check


@lru_cache(maxsize=500)
def _pattern(text: str) -> "re.Pattern[str]":
    return re.compile(text)
