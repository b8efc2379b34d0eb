"""Who is compared with whom (同组比较): like compounds, in groups large enough to rank."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

JOINED = "joined"  # those whose own group would be too small
BETWEEN = "/"
AGES = ((10, "new"), (20, "grown"))  # years below which; older is old
SIZES = ((500, "small"), (1_500, "medium"))  # households below which; more is large


def peer_key(kinds: Iterable[str], facts: Mapping[str, Any]) -> str:
    """The group of a compound by ``kinds``, of type, age and size: ``old/large`` (分组)."""
    return BETWEEN.join(_PARTS[kind](facts) for kind in kinds if kind in _PARTS)


def grouped(keys: Mapping[int, str], least: int) -> dict[int, str]:
    """The groups after those smaller than ``least`` were joined (并组).

    What is too small is put together; if that is still too small, the smallest of the others
    joins it, until the group is large enough or nobody is left.
    """
    sizes = Counter(keys.values())
    small = {key for key, count in sizes.items() if count < least}
    while small and sum(sizes[key] for key in small) < least and small != set(sizes):
        rest = sorted((count, key) for key, count in sizes.items() if key not in small)
        small.add(rest[0][1])
    if small == set(sizes):
        return dict.fromkeys(keys, "")
    return {one: JOINED if key in small else key for one, key in keys.items()}


def _type(facts: Mapping[str, Any]) -> str:
    return str(facts.get("type") or "commodity")


def _age(facts: Mapping[str, Any]) -> str:
    built, year = facts.get("built_in"), facts.get("year")
    if not built or not year:
        return "unknown"
    return next((name for years, name in AGES if year - built < years), "old")


def _size(facts: Mapping[str, Any]) -> str:
    count = int(facts.get("households") or 0)
    return next((name for below, name in SIZES if count < below), "large")


_PARTS = {"type": _type, "age": _age, "size": _size}
