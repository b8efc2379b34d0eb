"""What is wrong with a change of configuration (变更问题)."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that stops a definition from holding, and the part it is about (变更问题).

    ``facts`` may hold ``name`` and ``name_en``: the screen shows the one of its language.
    """

    where: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Failing:
    """Rows that would not fit a change any more (不合要求的现有记录), and the way to see which.

    ``table`` is the key of their entity, ``ids`` the first of them: at most ``MOST_SHOWN``.
    """

    sentence: str  # its facts may use {count}
    count: int
    table: str
    ids: tuple[int, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)


MOST_SHOWN = 200
