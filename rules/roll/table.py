"""All rows of a file together: which are good, which are bad, and why (整表读取)."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rules.refusal import N_
from rules.roll import cell, word
from rules.roll.column import Column
from rules.roll.label import flat
from rules.roll.row import Entry, Layout, Remark, Row

Progress = Callable[[int, int], None]
EVERY = 500  # rows between two words about progress


def nothing_to_say(done: int, total: int) -> None:
    """The progress of somebody who does not want to know."""


@dataclass
class Table:
    """What a file says (读取结果)."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)

    @property
    def bad_rows(self) -> list[int]:
        """The rows that are not taken, from the top."""
        return sorted({fault.row for fault in self.faults})


def read_table(
    rows: Sequence[Sequence[Any]],
    first: int,
    layout: Layout,
    told: Progress = nothing_to_say,
) -> Table:
    """Read ``rows`` from index ``first`` on; row numbers are those that the file shows."""
    table = Table()
    for index in range(first, len(rows)):
        if (index - first) % EVERY == 0:
            told(index - first, len(rows) - first)
        cells = rows[index]
        if _is_empty(cells) or _is_total(cells):
            continue
        row = Row(layout, index + 1, cells)
        entry = row.entry()
        if entry is not None:
            table.entries.append(entry)
        table.faults += row.faults
        table.notes += row.notes
    for fault in _contradictions(table.entries, layout):
        table.faults.append(fault)
    bad = set(table.bad_rows)
    table.faults.sort(key=lambda fault: (fault.row, fault.column))
    table.entries = [entry for entry in table.entries if entry.row not in bad]
    return table


def _is_empty(cells: Sequence[Any]) -> bool:
    return all(not cell.written(value) for value in cells)


def _is_total(cells: Sequence[Any]) -> bool:
    """Whether this is the line under the table that sums it up (合计)."""
    first = next((flat(cell.written(value)) for value in cells if cell.written(value)), "")
    return first.upper() in word.TOTALS


def _contradictions(entries: list[Entry], layout: Layout) -> Iterator[Remark]:
    """Rows of one file that cannot all be right: none of them is taken."""
    column = Column.LABEL if Column.LABEL in layout.columns else Column.ROOM
    by_label: dict[str, list[Entry]] = defaultdict(list)
    by_id: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    for entry in entries:
        by_label[entry.label].append(entry)
        for owner in entry.owners or ():
            if owner.id_number:
                by_id[owner.id_number].append((entry, owner.name))
    for label, same in by_label.items():
        if len({replace(entry, row=0) for entry in same}) > 1:
            sentence = N_(
                "unit {label} stands on rows {rows} with different facts; "
                "write co-owners on one row, with “、” between them."
            )
            facts = {"label": label, "rows": _listed(same)}
            yield from (Remark(e.row, layout.letter(column), sentence, facts) for e in same)
    for holders in by_id.values():
        if len({name for _entry, name in holders}) > 1:
            found = [entry for entry, _name in holders]
            sentence = N_("rows {rows} give one ID number to different names.")
            facts = {"rows": _listed(found)}
            letter = layout.letter(Column.ID_NUMBER)
            yield from (Remark(row, letter, sentence, facts) for row in {e.row for e in found})


def _listed(entries: list[Entry]) -> str:
    rows = sorted({entry.row for entry in entries})
    shown = ", ".join(map(str, rows[:5]))
    return f"{shown} …" if len(rows) > 5 else shown  # noqa: PLR2004
