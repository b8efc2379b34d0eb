"""Who counts, and who casts: from the roll of units to heads (业主人数).

Civil Code 278; Supreme People's Court interpretation on parts of buildings (2020), 8 and 9.
A name is a person: whoever writes the roll tells namesakes apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from models.choice import Overlap, Parking, UnitKind, UnitStatus

DEVELOPER = "developer"
DEVELOPER_WORDS = frozenset({"开发商", "建设单位", "Developer", DEVELOPER})
# Python 3.11 looks enum members up slowly, and these are asked for every unit.
_DELIVERED, _UNDELIVERED, _UNSOLD = UnitStatus
_COUNT, _PARKING_SPACE = Parking.COUNT, UnitKind.PARKING
Owners = tuple[str, ...]  # as persons: sorted, nobody twice
_DEVELOPER_ALONE: Owners = (DEVELOPER,)


class RollRow(NamedTuple):
    """One unit on the roll (名册行)."""

    unit: str
    owners: tuple[str, ...]
    area_cm2: int
    kind: UnitKind
    status: UnitStatus


class Head(NamedTuple):
    """One owner in the eyes of the law, counted once however much he owns (一名业主)."""

    key: str
    owners: tuple[str, ...]
    area_cm2: int
    units: tuple[str, ...]
    developer: bool


class Size(NamedTuple):
    """How many heads there are, and how much area (总人数与总面积)."""

    heads: int
    area_cm2: int


def developer_names(rows: Iterable[RollRow]) -> frozenset[str]:
    """All names of the developer (建设单位): his unsold units tell, or else the undelivered ones.

    Undelivered units tell only if they all bear one name: otherwise these are the buyers.
    """
    unsold: set[str] = set()
    undelivered: set[str] = set()
    for row in rows:
        if row.status is _UNSOLD:
            unsold.update(row.owners)
        elif row.status is _UNDELIVERED:
            undelivered.update(row.owners)
    told = unsold or (undelivered if len(undelivered) == 1 else set())
    return DEVELOPER_WORDS | told


def electorate(
    rows: Iterable[RollRow],
    parking: Parking = Parking.COUNT,
    overlap: Overlap = Overlap.SEPARATE,
    developer: frozenset[str] | None = None,
) -> tuple[Head, ...]:
    """The heads that make up the assembly (业主大会).

    Interpretation 9: a unit is one head, whoever owns it together; an owner of several is one;
    all that is unsold or not handed over is one, the developer's. Whoever knows for certain
    who the ``developer`` is says so; otherwise the roll tells.
    """
    rows = list(rows)
    names = _names(rows, developer)
    groups: dict[Owners, list[RollRow]] = {}
    for row in rows:
        if _counts(row, parking):
            groups.setdefault(_holders(row, names), []).append(row)
    if overlap is Overlap.MERGE:
        groups = _merged(groups)
    return tuple([_head(holders, held, names) for holders, held in groups.items()])


def size(heads: Iterable[Head]) -> Size:
    """What ``heads`` add up to."""
    areas = [head.area_cm2 for head in heads]
    return Size(len(areas), sum(areas))


def sizes(rows: Iterable[RollRow], overlap: Overlap = Overlap.SEPARATE) -> dict[Parking, Size]:
    """Both totals, with and without parking, for the notice and the report (车位口径对照)."""
    rows = list(rows)
    return {parking: size(electorate(rows, parking, overlap)) for parking in Parking}


def _names(rows: list[RollRow], developer: frozenset[str] | None) -> frozenset[str]:
    return developer_names(rows) if developer is None else DEVELOPER_WORDS | developer


def _counts(row: RollRow, parking: Parking) -> bool:
    return parking is _COUNT or row.kind is not _PARKING_SPACE


def _persons(owners: tuple[str, ...], names: frozenset[str]) -> Owners:
    """``owners`` as persons: the developer is one, by whichever name he goes."""
    if len(owners) == 1:
        return _DEVELOPER_ALONE if owners[0] in names else owners
    persons = set(owners)
    if not names.isdisjoint(persons):
        persons = (persons - names) | {DEVELOPER}
    return tuple(sorted(persons))


def _holders(row: RollRow, names: frozenset[str]) -> Owners:
    """Who holds the vote of a unit: the developer until the day it is handed over."""
    if row.status is not _DELIVERED:
        return _DEVELOPER_ALONE
    return _persons(row.owners, names)


def _merged(groups: dict[Owners, list[RollRow]]) -> dict[Owners, list[RollRow]]:
    """``groups`` in which those that share a person, even by way of others, are one."""
    parent: dict[str, str] = {}

    def first_of(person: str) -> str:
        while (above := parent.setdefault(person, person)) != person:
            parent[person] = person = parent[above]
        return person

    for holders in groups:
        anchor, *others = holders
        for other in others:
            parent[first_of(other)] = first_of(anchor)
    circles: dict[str, list[Owners]] = {}
    for holders in groups:
        circles.setdefault(first_of(holders[0]), []).append(holders)
    return {
        tuple(sorted(set().union(*circle))): [row for holders in circle for row in groups[holders]]
        for circle in circles.values()
    }


def _head(holders: Owners, rows: list[RollRow], names: frozenset[str]) -> Head:
    return Head(
        key=";".join(holders),
        owners=_names_on(rows, names) if DEVELOPER in holders else holders,
        area_cm2=sum([row.area_cm2 for row in rows]),
        units=tuple([row.unit for row in rows]),
        developer=DEVELOPER in holders
        and any(_holders(row, names) == _DEVELOPER_ALONE for row in rows),
    )


def _names_on(rows: list[RollRow], names: frozenset[str]) -> tuple[str, ...]:
    """The owners as the roll writes them; who bought what is not handed over is none yet."""
    owners: set[str] = set()
    for row in rows:
        owners.update(names.intersection(row.owners) if _undelivered(row) else row.owners)
    return tuple(sorted(owners))


def _undelivered(row: RollRow) -> bool:
    return row.status is _UNDELIVERED


@dataclass
class Register:
    """Who casts for which head (投票权登记); ask it with the names on a ballot."""

    names: frozenset[str]
    by_holders: dict[Owners, Head] = field(default_factory=dict)
    by_person: dict[str, dict[str, Head]] = field(default_factory=dict)
    buyers: set[Owners] = field(default_factory=set)  # of what is not handed over
    left_out: set[Owners] = field(default_factory=set)  # of parking that does not count

    def heads_of(self, owners: tuple[str, ...]) -> tuple[Head, ...]:
        """The heads that these owners together cast for.

        An owner in his own right casts for that; one who only owns together with others casts
        for each such unit (one co-owner casts for all).
        """
        persons = _persons(owners, self.names)
        if (head := self.by_holders.get(persons)) is not None:
            return (head,)
        if len(persons) > 1:
            return ()
        return tuple(self.by_person.get(persons[0], {}).values())

    def awaits_delivery(self, owners: tuple[str, ...]) -> bool:
        """Whether they bought what is not handed over: the developer casts for it."""
        return _persons(owners, self.names) in self.buyers

    def has_parking_only(self, owners: tuple[str, ...]) -> bool:
        """Whether they own parking that does not count."""
        return _persons(owners, self.names) in self.left_out


def register(
    rows: Iterable[RollRow],
    heads: Iterable[Head],
    parking: Parking,
    developer: frozenset[str] | None = None,
) -> Register:
    """The register of ``rows`` for the ``heads`` that ``electorate`` made of them."""
    rows = list(rows)
    found = Register(_names(rows, developer))
    shared: dict[str, Head] = {}
    for head in heads:
        persons = _persons(head.owners, found.names)
        found.by_holders[persons] = head
        if head.developer:
            found.by_holders[_DEVELOPER_ALONE] = head
        if len(persons) > 1:
            shared |= dict.fromkeys(head.units, head)
    for row in rows:
        if not _counts(row, parking):
            _remember(found.left_out, _persons(row.owners, found.names))
        elif _undelivered(row):
            _remember(found.buyers, _persons(row.owners, found.names))
        elif (owned := shared.get(row.unit)) is not None:
            _share(found, owned, _holders(row, found.names))
    return found


def _share(found: Register, head: Head, holders: Owners) -> None:
    """The owners of one unit cast for its head: together, or any one of them."""
    found.by_holders[holders] = head
    if len(holders) > 1:
        for person in holders:
            found.by_person.setdefault(person, {})[head.key] = head


def _remember(place: set[Owners], persons: Owners) -> None:
    place.add(persons)
    place.update((person,) for person in persons)
