"""A second count of owners' votes, written from the legal text alone (对照计票).

It shares no line with ``rules``: sets of units that are merged until nothing changes, and
``Fraction`` for every share. Slow on purpose. Words are plain strings, as in the two files.

* Civil Code 278: two thirds by area and two thirds by heads take part; items 6 to 8 need three
  quarters of those by each, the others more than half. 1259: “以上” includes the number.
* Interpretation 9: one unit is one person; one buyer's units together are one person; what is
  unsold or not handed over is one person, the developer.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Any

Row = dict[str, str]
ANY_DEVELOPER = {"开发商", "建设单位", "developer", "Developer"}


class Blocked(Exception):
    """These files cannot be counted."""


def people(cell: str) -> set[str]:
    return {name.strip() for name in cell.split(";")}


def everybody(rows: Iterable[Row]) -> set[str]:
    return {name for row in rows for name in people(row["owner"])}


def developer(roll: list[Row]) -> set[str]:
    unsold = everybody(row for row in roll if row["status"] == "unsold")
    waiting = everybody(row for row in roll if row["status"] == "undelivered")
    if unsold:
        return ANY_DEVELOPER | unsold
    return ANY_DEVELOPER | waiting if len(waiting) == 1 else set(ANY_DEVELOPER)


def recount(
    roll: list[Row], ballots: list[Row], item: int, silence: str, parking: str, overlap: str
) -> dict[str, Any]:
    """The result in the published form; ``Blocked`` where the files must be refused."""
    dev = developer(roll)

    def persons(cell: str) -> frozenset[str]:
        return frozenset("THE DEVELOPER" if name in dev else name for name in people(cell))

    units = [row for row in roll if parking == "count" or row["kind"] != "parking"]
    held_by = [
        persons(row["owner"]) if row["status"] == "delivered" else frozenset({"THE DEVELOPER"})
        for row in units
    ]
    heads = partition(held_by, together=overlap == "merge")
    answers: list[dict[frozenset[str], str]] = [{} for _ in heads]
    reached = [False for _ in heads]
    for ballot in ballots:
        who = persons(ballot["owner"])
        cast = [place for place, head in enumerate(heads) if entitled(who, head, held_by, heads)]
        if not cast:
            must_be_ignorable(who, roll, units, persons)
        for place in cast:
            reached[place] |= ballot["delivered"] == "yes"
            if ballot["choice"]:
                answers[place][frozenset(people(ballot["owner"]))] = ballot["choice"]
    if any(len(set(given.values())) > 1 for given in answers):
        raise Blocked("co-owners contradict each other")
    said = [next(iter(given.values()), "") for given in answers]
    weights = {
        "heads": [1 for _ in heads],
        "area_cm2": [
            int(sum(Decimal(units[unit]["area_m2"]) for unit in head) * 10000) for head in heads
        ],
    }
    return verdict(weights, heard(said, reached, weights, silence), item, silence)


def partition(held_by: list[frozenset[str]], *, together: bool) -> list[set[int]]:
    """Units of one person, as sets; merged by brute force until nothing changes."""
    blocks = [{unit} for unit in range(len(held_by))]
    while True:
        for one, other in combinations(blocks, 2):
            if any(
                held_by[a] == held_by[b] or (together and held_by[a] & held_by[b])
                for a in one
                for b in other
            ):
                one.update(other)
                blocks.remove(other)
                break
        else:
            return blocks


def entitled(
    who: frozenset[str], head: set[int], held_by: list[frozenset[str]], heads: list[set[int]]
) -> bool:
    """Exactly these owners; or one of several, who owns nothing alone."""
    if who == frozenset().union(*(held_by[unit] for unit in head)):
        return True
    if any(held_by[unit] == who for unit in head):
        return True
    if who in held_by or len(who) != 1:
        return False
    return any(who < held_by[unit] for unit in head)


def must_be_ignorable(who: frozenset[str], roll: list[Row], units: list[Row], persons: Any) -> None:
    """Only an owner of parking that does not count may be passed over."""

    def among(rows: Iterable[Row]) -> bool:
        owners = [persons(row["owner"]) for row in rows]
        return who in owners or (len(who) == 1 and any(who <= other for other in owners))

    if among(row for row in units if row["status"] == "undelivered"):
        raise Blocked("the developer casts what is not handed over")
    if not among(row for row in roll if row not in units):
        raise Blocked("not on the roll")


def heard(
    said: list[str], reached: list[bool], weights: dict[str, list[int]], silence: str
) -> list[str]:
    """What each head is taken to say, once silence is read."""

    def lead(weight: list[int]) -> int:
        return sum(
            w * {"for": 1, "against": -1}.get(word, 0) for w, word in zip(weight, said, strict=True)
        )

    signs = {(lead(weight) > 0) - (lead(weight) < 0) for weight in weights.values()}
    side = {frozenset({1}): "for", frozenset({-1}): "against"}.get(frozenset(signs), "abstain")
    silent_word = {"strict": "", "abstain": "abstain", "majority": side}[silence]
    return [
        word or (silent_word if paper else "") for word, paper in zip(said, reached, strict=True)
    ]


def verdict(
    weights: dict[str, list[int]], words: list[str], item: int, silence: str
) -> dict[str, Any]:
    """Both measures against both shares of Civil Code 278."""
    result: dict[str, Any] = {"silence": silence}
    quorum = passed = True
    for name, weight in weights.items():
        tally = {
            choice: sum(w for w, word in zip(weight, words, strict=True) if word == choice)
            for choice in ("for", "against", "abstain")
        }
        everyone, present = sum(weight), sum(tally.values())
        result[name] = {"total": everyone, "participating": present, **tally}
        quorum &= everyone > 0 and Fraction(present, everyone) >= Fraction(2, 3)
        agreed = Fraction(tally["for"], present) if present else Fraction(0)
        passed &= agreed >= Fraction(3, 4) if item in (6, 7, 8) else agreed > Fraction(1, 2)
    return result | {"quorum": quorum, "passed": quorum and passed}
