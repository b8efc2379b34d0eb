"""All rows of a table of firms together: which are good, which are bad, and why (整表读取)."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from models.firm import FirmKind
from rules.firm import cell, register
from rules.firm.column import Column, letter_of
from rules.firm.register import Terms
from rules.refusal import N_, Refused
from rules.roll.cell import said, written
from rules.roll.row import Remark

T = TypeVar("T")


@dataclass(frozen=True)
class Entry:
    """What one row says of one compound: who serves it, and what it is like (一行)."""

    row: int
    compound: str
    firm: str = ""
    credit_code: str = ""
    kind: FirmKind | None = None
    terms: Terms | None = None
    type: str | None = None
    built_in: int | None = None


@dataclass
class Table:
    """What a file says (读取结果)."""

    columns: Mapping[Column, int]
    entries: list[Entry] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)


def must_name_compounds(columns: Mapping[Column, int]) -> None:
    """Refuse a file in which no column says which compound a row is about."""
    if Column.COMPOUND not in columns:
        raise Refused(N_("No column names the compound. Call it 小区, as in the form to fill in."))


def read_table(rows: Sequence[Sequence[Any]], first: int, columns: Mapping[Column, int]) -> Table:
    """Read ``rows`` from index ``first`` on; row numbers are those that the file shows."""
    table = Table(columns)
    for index in range(first, len(rows)):
        if any(written(value) for value in rows[index]):
            line = _Line(columns, index + 1, rows[index])
            entry = line.entry()
            if entry is not None:
                table.entries.append(entry)
            table.faults += line.faults
    table.faults += list(_contradictions(table))
    bad = {fault.row for fault in table.faults}
    table.entries = [entry for entry in table.entries if entry.row not in bad]
    table.faults.sort(key=lambda fault: (fault.row, fault.column))
    return table


class _Line:
    """One row while it is read; a fault of one cell does not hide that of another."""

    def __init__(self, columns: Mapping[Column, int], row: int, cells: Sequence[Any]) -> None:
        self.columns, self.row, self.cells = columns, row, cells
        self.faults: list[Remark] = []

    def entry(self) -> Entry | None:
        compound = said(self._cell(Column.COMPOUND))
        if not compound:
            self._fault(Column.COMPOUND, Refused(N_("there is no compound.")))
        firm = said(self._cell(Column.FIRM))
        entry = Entry(
            row=self.row,
            compound=compound,
            firm=self._of(Column.FIRM, register.must_be_a_name, "", firm) if firm else "",
            credit_code=self._of(
                Column.CREDIT,
                register.must_be_a_credit_code,
                "",
                said(self._cell(Column.CREDIT)),
            ),
            kind=self._of(Column.KIND, cell.kind, None),
            terms=self._terms() if firm else None,
            type=self._of(Column.TYPE, cell.type_, None),
            built_in=self._of(Column.YEAR, cell.year, None),
        )
        if not firm and not entry.type and not entry.built_in and not self.faults:
            self._fault(Column.FIRM, Refused(N_("the row says nothing of the compound.")))
        return None if self.faults else entry

    def _terms(self) -> Terms | None:
        begins = self._of(Column.BEGINS, _first_day, None)
        ends = self._of(Column.ENDS, cell.day, None)
        level = self._of(Column.LEVEL, cell.level, 1)
        fee_fen = self._of(Column.FEE, cell.fee_fen, 0)
        if begins is None:
            return None
        try:
            return register.must_be_terms(Terms(begins, ends, level, fee_fen))
        except Refused as refusal:
            self._fault(Column.ENDS if ends is not None else Column.FEE, refusal)
            return None

    def _cell(self, column: Column) -> Any:
        index = self.columns.get(column)
        return self.cells[index] if index is not None and index < len(self.cells) else None

    def _of(self, column: Column, read: Callable[[Any], T], otherwise: T, given: Any = None) -> T:
        try:
            return read(self._cell(column) if given is None else given)
        except Refused as refusal:
            self._fault(column, refusal)
            return otherwise

    def _fault(self, column: Column, refusal: Refused) -> None:
        letter = letter_of(self.columns, column)
        self.faults.append(Remark(self.row, letter, refusal.sentence, refusal.facts))


def _first_day(given: Any) -> date:
    day = cell.day(given)
    if day is None:
        raise Refused(N_("there is no day on which service began."))
    return day


def _contradictions(table: Table) -> Iterator[Remark]:
    """Rows of one file that cannot all be right: none of them is taken."""
    codes: dict[str, set[str]] = defaultdict(set)
    served: dict[str, list[Entry]] = defaultdict(list)
    for entry in table.entries:
        if entry.firm and entry.credit_code:
            codes[entry.firm].add(entry.credit_code)
        served[entry.compound].append(entry)
    for entry in table.entries:
        if len(codes[entry.firm]) > 1:
            sentence = N_("“{firm}” has two credit codes in this file.")
            letter = letter_of(table.columns, Column.CREDIT)
            yield Remark(entry.row, letter, sentence, {"firm": entry.firm})
        others = [o for o in served[entry.compound] if o is not entry and _meet(entry, o)]
        if others:
            sentence = N_("rows {rows} let two firms serve the compound on one day.")
            rows = ", ".join(str(o.row) for o in sorted((entry, *others), key=lambda o: o.row))
            yield Remark(
                entry.row, letter_of(table.columns, Column.BEGINS), sentence, {"rows": rows}
            )


def _meet(one: Entry, other: Entry) -> bool:
    if one.terms is None or other.terms is None:
        return False
    return register.overlap(one.terms, other.terms)
