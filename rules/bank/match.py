"""Which line of the bank is which of the books: suggested, for a person to confirm (勾对建议)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WITHIN_DAYS = 10
NEAREST = 12  # candidates looked at for one line, so that a thousand equal fees stay quick


@dataclass(frozen=True)
class Side:
    """A line of either side, as far as matching looks (一方明细)."""

    id: int
    day: date
    amount_fen: int
    words: str  # who, and what for


@dataclass(frozen=True)
class Pair:
    """Two lines that seem to be the same money (勾对). ``sure``: nothing else could be meant."""

    bank_id: int
    book_id: int
    days: int
    sure: bool


def suggestions(
    bank: Sequence[Side], books: Sequence[Side], within_days: int = WITHIN_DAYS
) -> list[Pair]:
    """One partner at most for each line: the same sum to the fen, the nearest day, then words."""
    by_sum: dict[int, list[Side]] = defaultdict(list)
    for side in sorted(books, key=lambda side: side.day):
        by_sum[side.amount_fen].append(side)
    offers: list[tuple[int, float, Side, Side]] = []
    rivals: dict[tuple[str, int], int] = defaultdict(int)
    for line in bank:
        for other in _near(line, by_sum[line.amount_fen], within_days):
            offers.append((abs((line.day - other.day).days), -likeness(line, other), line, other))
            rivals["bank", line.id] += 1
            rivals["book", other.id] += 1
    offers.sort(key=lambda offer: (offer[0], offer[1], offer[2].id, offer[3].id))
    pairs: list[Pair] = []
    taken: set[tuple[str, int]] = set()
    for days, _, line, other in offers:
        keys = {("bank", line.id), ("book", other.id)}
        if not keys & taken:
            taken |= keys
            pairs.append(Pair(line.id, other.id, days, all(rivals[key] == 1 for key in keys)))
    return pairs


def _near(line: Side, others: list[Side], within_days: int) -> list[Side]:
    """The candidates of the same sum within so many days, the nearest first."""
    reach = timedelta(days=within_days)
    first = bisect_left(others, line.day - reach, key=lambda side: side.day)
    last = bisect_right(others, line.day + reach, key=lambda side: side.day)
    return sorted(others[first:last], key=lambda side: abs((side.day - line.day).days))[:NEAREST]


def likeness(one: Side, other: Side) -> float:
    """How much of the shorter text's pairs of signs stands in the other: 0 to 1."""
    mine, theirs = _grams(one.words), _grams(other.words)
    shorter = min(len(mine), len(theirs))
    return len(mine & theirs) / shorter if shorter else 0.0


def _grams(words: str) -> set[str]:
    bare = "".join(sign for sign in words.lower() if sign.isalnum())
    return {bare[n : n + 2] for n in range(len(bare) - 1)}
