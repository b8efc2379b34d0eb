"""Filling in a score sheet: points of each line, progress by head, the sum (评分表填写).

Points are whole hundredths. A sheet begins empty, not with full marks: a line that nobody looked
at would otherwise count as faultless, and one tap would sign a compound that nobody visited. So
that standing in a courtyard needs no typing, each line offers a few steps to tap, and one tap
gives full marks to what is left of a head.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rules.method.body import Item, SheetForm
from rules.method.reading import number
from rules.refusal import N_, Refused
from rules.topic import tidy

HUNDREDTHS = 100
STEPS, SMALL = 5, 500  # lines of up to five points go point by point
LONGEST_NOTE = 300


@dataclass(frozen=True)
class Head:
    """One head of a sheet, and how far it is filled in (评分大项)."""

    name: str
    name_en: str
    items: tuple[Item, ...]
    done: int
    points: int  # hundredths, of what is filled in
    most: int

    @property
    def complete(self) -> bool:
        """Whether every line has its points."""
        return self.done == len(self.items)


def cap(item: Item) -> int:
    """The most points of a line, in hundredths."""
    return int(item.points * HUNDREDTHS)


def steps(item: Item) -> tuple[int, ...]:
    """The points to tap for a line, full marks first: never more than six."""
    most = cap(item)
    if most % HUNDREDTHS:
        found = {most * k // STEPS for k in range(STEPS + 1)}
    elif most <= SMALL:
        found = set(range(0, most + 1, HUNDREDTHS))
    else:
        whole = most // HUNDREDTHS
        found = {(2 * whole * k + STEPS) // (2 * STEPS) * HUNDREDTHS for k in range(STEPS + 1)}
    return tuple(sorted(found, reverse=True))


def the_item(form: SheetForm, code: str) -> Item:
    """The line called ``code``; refused when the sheet has none."""
    item = next((item for item in form.items if item.code == code), None)
    if item is None:
        raise Refused(N_("This sheet has no such line."))
    return item


def must_be_points(item: Item, given: Any) -> int:
    """Points for a line in hundredths: a number, not below zero, not above what it can bring."""
    points = number(given)
    if points < 0 or points > item.points:
        raise Refused(
            N_("“{item}” brings 0 to {most} points, not {given}."),
            item=item.name,
            item_en=item.name_en,
            most=_plain(item.points),
            given=_plain(points),
        )
    hundredths = points * HUNDREDTHS
    if hundredths != hundredths.to_integral_value():
        raise Refused(N_("Points have two decimals at most."))
    return int(hundredths)


def must_be_a_note(text: str) -> str:
    """A remark beside a line; empty where there is none."""
    kept = tidy(text)
    if len(kept) > LONGEST_NOTE:
        raise Refused(N_("At most {most} characters, please."), most=LONGEST_NOTE)
    return kept


def must_be_complete(form: SheetForm, points: Mapping[str, int]) -> None:
    """Refuse to sign while a line has no points."""
    left = [item for item in form.items if item.code not in points]
    if left:
        raise Refused(
            N_("{n} lines have no points yet, the first is “{item}”."),
            n=len(left),
            item=left[0].name,
            item_en=left[0].name_en,
        )
    for item in form.items:
        if not 0 <= points[item.code] <= cap(item):
            raise Refused(
                N_("“{item}” brings 0 to {most} points, not {given}."),
                item=item.name,
                item_en=item.name_en,
                most=_plain(item.points),
                given=_plain(Decimal(points[item.code]) / HUNDREDTHS),
            )


def total(form: SheetForm, points: Mapping[str, int]) -> int:
    """The points of a sheet in hundredths; what does not stand on the form does not count."""
    return sum(points.get(item.code, 0) for item in form.items)


def heads(form: SheetForm, points: Mapping[str, int]) -> tuple[Head, ...]:
    """The heads of a sheet in order, with how far each is filled in."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in form.items:
        groups.setdefault((item.head, item.head_en), []).append(item)
    return tuple(
        Head(
            name=name,
            name_en=name_en,
            items=tuple(items),
            done=sum(item.code in points for item in items),
            points=sum(points.get(item.code, 0) for item in items),
            most=sum(cap(item) for item in items),
        )
        for (name, name_en), items in groups.items()
    )


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f") if number else "0"
