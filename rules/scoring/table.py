"""A table of figures: compounds down, indicators across (数据表读取).

Every cell stands for itself: one that cannot be read is named and left out, the others are taken.
An empty cell says nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.method.body import Body, Indicator
from rules.refusal import N_, Refused
from rules.roll.cell import said, written
from rules.roll.label import flat
from rules.roll.row import Remark, letter
from rules.scoring import figure as rule

COMPOUND = re.compile(r"^(小区|小区名称|项目|compound|place)$", re.IGNORECASE)
EVIDENCE = re.compile(r"依据|来源|出处|备注|evidence|source", re.IGNORECASE)
CASES = re.compile(r"[（(]?(件数|件|cases)[）)]?$", re.IGNORECASE)
HEADER_WITHIN = 10  # rows: a title may stand above the header


@dataclass(frozen=True)
class Column:
    """Which indicator a column holds, as figures or as cases (列)."""

    leaf: Indicator
    cases: bool = False


@dataclass(frozen=True)
class Layout:
    """Which column holds what (列的对应)."""

    header: int  # index of the row with the headers
    compound: int
    evidence: int | None
    columns: Mapping[int, Column]


@dataclass(frozen=True)
class Cell:
    """One figure as the file says it (一格)."""

    row: int
    column: str
    compound: str
    leaf: Indicator
    value: str  # decimal text; empty where cases are given
    cases: int | None = None
    evidence: str = ""


@dataclass
class Table:
    """What a file says (读取结果)."""

    layout: Layout
    cells: list[Cell] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)


def layout_of(rows: Sequence[Sequence[Any]], body: Body) -> Layout:
    """Where the headers stand and what they mean; refused where no compound or figure is named."""
    known = _known(body)
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        texts = [flat(said(cell)) for cell in row]
        compound = next((at for at, text in enumerate(texts) if COMPOUND.match(text)), None)
        if compound is None:
            continue
        columns: dict[int, Column] = {}
        for at, text in enumerate(texts):
            column = _column(text, known)
            if at != compound and column is not None and column not in columns.values():
                columns[at] = column
        if not columns:
            raise Refused(N_("No column is called like an indicator: take the form to fill in."))
        others = (
            at for at, text in enumerate(texts) if at not in columns and EVIDENCE.search(text)
        )
        return Layout(index, compound, next(others, None), columns)
    raise Refused(N_("No column names the compound. Call it 小区, as in the form to fill in."))


def _known(body: Body) -> dict[str, Indicator]:
    leaves = [leaf for leaf in body.indicators if leaf.source.kind in rule.TYPED]
    names: dict[str, Indicator] = {}
    for leaf in leaves:
        for name in (leaf.code, leaf.name, leaf.name_en):
            names.setdefault(flat(name).lower(), leaf)
    return names


def _column(text: str, known: Mapping[str, Indicator]) -> Column | None:
    leaf = known.get(text.lower())
    if leaf is not None:
        return Column(leaf)
    leaf = known.get(CASES.sub("", text).lower()) if CASES.search(text) else None
    return Column(leaf, cases=True) if leaf is not None and rule.counts_cases(leaf) else None


def read_table(rows: Sequence[Sequence[Any]], layout: Layout) -> Table:
    """Read what stands below the header; row numbers are those that the file shows."""
    table = Table(layout)
    seen: dict[str, int] = {}
    for index in range(layout.header + 1, len(rows)):
        if any(written(cell) for cell in rows[index]):
            _row(table, index + 1, rows[index], seen)
    return table


def _row(table: Table, row: int, cells: Sequence[Any], seen: dict[str, int]) -> None:
    layout = table.layout
    compound = said(_at(cells, layout.compound))
    where = letter(layout.compound)
    if not compound:
        table.faults.append(Remark(row, where, N_("there is no compound.")))
        return
    if compound in seen:
        sentence = N_("“{name}” stands in row {row} already.")
        facts = {"name": compound[: rule.QUOTED], "row": seen[compound]}
        table.faults.append(Remark(row, where, sentence, facts))
        return
    seen[compound] = row
    evidence = said(_at(cells, layout.evidence))[: rule.LONGEST_EVIDENCE]
    for at, column in layout.columns.items():
        given = _at(cells, at)
        if not written(given):
            continue
        try:
            table.cells.append(_cell((row, letter(at)), compound, column, given, evidence))
        except Refused as refusal:
            table.faults.append(Remark(row, letter(at), refusal.sentence, refusal.facts))


def _cell(place: tuple[int, str], compound: str, column: Column, given: Any, evidence: str) -> Cell:
    row, where = place
    if column.cases:
        cases = rule.must_be_a_count(given)
        return Cell(row, where, compound, column.leaf, "", cases, evidence)
    value = rule.must_be_a_figure(column.leaf, given)
    return Cell(row, where, compound, column.leaf, value, None, evidence)


def _at(cells: Sequence[Any], index: int | None) -> Any:
    return cells[index] if index is not None and index < len(cells) else None


def form_of(body: Body, compounds: Sequence[str]) -> list[list[str]]:
    """The form to fill in: one row a compound, one column for each figure that is typed in."""
    leaves = [leaf for leaf in body.indicators if leaf.source.kind == "entered"]
    heads = [leaf.name + ("（件）" if rule.counts_cases(leaf) else "") for leaf in leaves]
    header = ["小区", *heads, "依据"]
    return [header, *([name] + [""] * (len(header) - 1) for name in compounds)]
