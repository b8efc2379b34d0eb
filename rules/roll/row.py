"""From the cells of one row to a unit with its owners, or to what is wrong with them (逐行读取)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from models.choice import UnitKind, UnitStatus
from models.roll import AreaSource
from rules.refusal import N_, Refused
from rules.roll import cell, word
from rules.roll.column import Column
from rules.roll.label import building_in, building_name

T = TypeVar("T")
MOST_OWNERS = 20


@dataclass(frozen=True, slots=True)
class Person:
    """An owner as a row names him (业主)."""

    name: str
    id_number: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says of one unit; ``None`` where it says nothing (一户)."""

    row: int
    label: str
    building: str = ""
    kind: UnitKind | None = None
    status: UnitStatus | None = None
    area_cm2: int | None = None
    source: AreaSource | None = None
    owners: tuple[Person, ...] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a row or a cell: why it is not taken, or what was made of it (说明)."""

    row: int
    column: str  # the letter over the column; empty where it is about the row
    sentence: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column holds what, and where areas come from that do not say (列的对应)."""

    columns: Mapping[Column, int]
    source: AreaSource = AreaSource.REGISTER

    def letter(self, column: Column) -> str:
        """The letter over a column; empty where the file has none."""
        return letter(self.columns[column]) if column in self.columns else ""


def letter(index: int) -> str:
    """The letters over a column: 0 is A, 26 is AA."""
    name = ""
    while index >= 0:
        name = chr(ord("A") + index % 26) + name
        index = index // 26 - 1
    return name


class Row:
    """One row being read: what it says, and what there is to say about it (一行)."""

    def __init__(self, layout: Layout, number: int, cells: Sequence[Any]) -> None:
        self.layout, self.number, self.cells = layout, number, cells
        self.faults: list[Remark] = []
        self.notes: list[Remark] = []

    def entry(self) -> Entry | None:
        """The unit on this row; ``None`` when a cell cannot be read (``faults`` says which)."""
        label = self._label()
        kind = self._word(Column.KIND, word.KINDS, word.NO_KIND)
        area_cm2 = self._area()
        entry = Entry(
            row=self.number,
            label=label,
            building=self._building(label, kind),
            kind=kind,
            status=self._word(Column.STATUS, word.STATUSES, word.NO_STATUS),
            area_cm2=area_cm2,
            source=self._source() if area_cm2 is not None else None,
            owners=self._owners(),
        )
        return None if self.faults else entry

    def _cell(self, column: Column) -> Any:
        index = self.layout.columns.get(column)
        return None if index is None or index >= len(self.cells) else self.cells[index]

    def _read(self, column: Column, read: Callable[[Any], T], otherwise: T) -> T:
        """What ``read`` makes of the cell; a refusal becomes a fault of this row."""
        try:
            return read(self._cell(column))
        except Refused as refusal:
            self.faults.append(self._remark(column, refusal.sentence, refusal.facts))
            return otherwise

    def _remark(self, column: Column, sentence: str, facts: dict[str, Any]) -> Remark:
        return Remark(self.number, self.layout.letter(column), sentence, facts)

    def _label(self) -> str:
        if Column.LABEL in self.layout.columns:
            return self._read(Column.LABEL, cell.label, "")
        building = cell.said(self._cell(Column.BUILDING))
        entrance = cell.said(self._cell(Column.ENTRANCE))
        return self._read(
            Column.ROOM, lambda room: cell.label(room, building, entrance, whole=False), ""
        )

    def _building(self, label: str, kind: UnitKind | None) -> str:
        """The building in its column, else the one that the label begins with."""
        if typed := cell.said(self._cell(Column.BUILDING)):
            return building_name(typed)
        return "" if kind is UnitKind.PARKING or word.is_parking(label) else building_in(label)

    def _word(self, column: Column, words: Mapping[str, T], unknown: str) -> T | None:
        return self._read(column, lambda typed: cell.member_of(words, typed, unknown), None)

    def _area(self) -> int | None:
        found = self._read(Column.AREA, cell.area, None)
        if found is None:
            return None
        area_cm2, rounded = found
        if rounded:
            text, kept = cell.said(self._cell(Column.AREA)), f"{area_cm2 / cell.CM2:.2f}"
            sentence = N_("the area {text} was rounded to {kept}.")
            self.notes.append(self._remark(Column.AREA, sentence, {"text": text, "kept": kept}))
        return area_cm2

    def _source(self) -> AreaSource:
        return self._word(Column.SOURCE, word.SOURCES, word.NO_SOURCE) or self.layout.source

    def _owners(self) -> tuple[Person, ...] | None:
        """Everybody who owns the unit; ``None`` where the row names nobody."""
        nobody: list[str] = []
        owners = self._read(Column.OWNER, cell.names, nobody)
        others = self._read(Column.CO_OWNER, cell.names, nobody)
        names = owners + [name for name in dict.fromkeys(others) if name not in owners]
        if not names:
            return None
        if len(names) > MOST_OWNERS:
            sentence = N_("more than {most} owners.")
            self.faults.append(self._remark(Column.OWNER, sentence, {"most": MOST_OWNERS}))
            return None
        none: list[str | None] = [None] * len(names)
        ids = self._read(Column.ID_NUMBER, lambda typed: cell.id_numbers(typed, len(names)), none)
        phones = self._read(Column.PHONE, lambda typed: cell.phones(typed, len(names)), none)
        return _each_once([Person(*marks) for marks in zip(names, ids, phones)])


def _each_once(people: list[Person]) -> tuple[Person, ...]:
    """A bare name adds nobody where the same name stands with a number, or stands already."""
    marked = [person for person in dict.fromkeys(people) if person.id_number or person.phone]
    known = {person.name for person in marked}
    bare = [person for person in dict.fromkeys(people) if person.name not in known]
    return tuple(person for person in people if person in marked or person in bare)
