"""Why a draft of a method may not be published yet (草稿问题)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and the code of the part it is about (草稿问题).

    ``facts`` may hold ``name`` and ``name_en``: the screen shows the one of its language.
    """

    where: str
    sentence: str
    facts: Mapping[str, object] = field(default_factory=dict)


def twice(codes: Iterable[str]) -> list[str]:
    """The codes that stand there more than once, in their order (重复代码)."""
    seen: dict[str, int] = {}
    for code in codes:
        seen[code] = seen.get(code, 0) + 1
    return [code for code, times in seen.items() if times > 1]
