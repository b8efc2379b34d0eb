"""Taking a table of figures into an edition: a look ahead, then doing it (数据导入)."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from models.edition import Entrant, EntrantKind
from models.place import Place
from models.scoring import Figure, FigureImport, FigureSource
from rules.firm.tie import SAID, Tie
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.roll.row import Remark, letter
from rules.scoring.estimate import per_thousand, per_thousand_error
from rules.scoring.figure import QUOTED
from rules.scoring.table import Cell, Table
from services.firm.tie import ties
from services.scoring.standing import Read, latest, leave, put_down, running

MOST_PROBLEMS = 200  # kept with the import
NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class Upload:
    """A file that was read and found to be a table of figures (上传的表格)."""

    filename: str
    sha256: str
    table: Table


@dataclass(frozen=True)
class Step:
    """What one cell does (一格的结果)."""

    cell: Cell
    entrant: Entrant
    read: Read
    what: str
    before: str = ""


@dataclass
class Plan:
    """What a whole file does (导入方案)."""

    steps: list[Step] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)

    def count(self, what: str) -> int:
        """How many figures are new, changed or the same."""
        return sum(step.what == what for step in self.steps)


def preview(session: Session, actor: Visitor, edition_id: int, upload: Upload) -> Plan:
    """What importing the table would do; nothing is written."""
    edition, _body, _place, fresh = running(session, actor, edition_id)
    found = Plan(faults=list(upload.table.faults))
    standing = latest(session, edition.id)
    named = _named(session, edition_id)
    bound = ties(session, [fresh.member_id or 0])
    rows: dict[int, int] = {}  # by entrant: one compound may stand there by name and by code
    for cell in upload.table.cells:
        try:
            entrant = _entrant(cell, named)
            if (first := rows.setdefault(entrant.id or 0, cell.row)) != cell.row:
                name = cell.compound[:QUOTED]
                raise _Wrong(N_("“{name}” stands in row {row} already."), name=name, row=first)
            tie = bound.get((fresh.member_id or 0, entrant.firm_id or 0))
            read = _read(cell, entrant, tie, upload.filename)
        except _Wrong as wrong:
            where = wrong.column or letter(upload.table.layout.compound)
            found.faults.append(Remark(cell.row, where, wrong.sentence, wrong.facts))
            continue
        before = standing.get((entrant.id or 0, cell.leaf.code))
        found.steps.append(Step(cell, entrant, read, _what(before, read), _value(before)))
    found.faults = _each_once(found.faults)
    return found


def import_figures(
    session: Session, actor: Visitor, edition_id: int, upload: Upload
) -> FigureImport:
    """Put down the good cells of a table (导入数据); what is the same already is left alone."""
    edition, _body, place, fresh = running(session, actor, edition_id)
    plan = preview(session, actor, edition_id, upload)
    steps = [step for step in plan.steps if step.what != SAME]
    if not steps:
        raise Refused(N_("The table has nothing that is new."))
    rows = [(step.entrant.id or 0, step.cell.leaf.code, step.read) for step in steps]
    count = put_down(session, edition, rows, fresh.member_id)
    problems = [
        {"row": fault.row, "column": fault.column, "sentence": fault.sentence}
        for fault in plan.faults[:MOST_PROBLEMS]
    ]
    row = FigureImport(
        edition_id=edition_id,
        filename=upload.filename[:200],
        sha256=upload.sha256,
        count=count,
        problems=problems,
        member_id=fresh.member_id,
    )
    session.add(row)
    session.flush()
    about, told = f"figure_import:{row.id}", {"count": count, "left_out": len(plan.faults)}
    leave(session, fresh, "figures.imported", about, place, sha256=upload.sha256, **told)
    return row


def _named(session: Session, edition_id: int) -> dict[str, list[Entrant]]:
    """The compounds of the edition by name and by code."""
    rows = session.exec(
        select(Entrant, Place.code)
        .join(Place, col(Place.id) == Entrant.place_id)
        .where(Entrant.edition_id == edition_id)
    )
    found: dict[str, list[Entrant]] = defaultdict(list)
    for entrant, code in rows:
        found[entrant.name].append(entrant)
        found[code].append(entrant)
    return found


class _Wrong(Exception):
    """A cell that cannot be taken (此格不收); no column: it is the compound's."""

    def __init__(self, sentence: str, column: str = "", **facts: object) -> None:
        super().__init__(sentence)
        self.sentence, self.column, self.facts = sentence, column, facts


def _entrant(cell: Cell, named: dict[str, list[Entrant]]) -> Entrant:
    found = {one.id: one for one in named.get(cell.compound, [])}
    name = cell.compound[:QUOTED]
    if not found:
        raise _Wrong(N_("there is no compound “{name}” in this edition."), name=name)
    if len(found) > 1:
        raise _Wrong(
            N_("several compounds are called “{name}”: write the code instead."), name=name
        )
    one = next(iter(found.values()))
    if one.kind is not EntrantKind.RATED:
        raise _Wrong(N_("“{name}” is shown, but not rated."), name=name)
    return one


def _read(cell: Cell, entrant: Entrant, tie: Tie | None, filename: str) -> Read:
    if tie is not None:
        raise _Wrong(SAID[tie])
    evidence = cell.evidence or f"{filename[:200]} {cell.column}{cell.row}"
    source = FigureSource.IMPORTED
    if cell.cases is None:
        return Read(cell.value, source=source, evidence=evidence)
    if not entrant.households:
        raise _Wrong(
            N_("Nobody knows how many households there are: correct the roll first."), cell.column
        )
    value = per_thousand(cell.cases, entrant.households)
    error = per_thousand_error(cell.cases, entrant.households)
    return Read(value, error, cell.cases, entrant.households, source, evidence)


def _value(before: Figure | None) -> str:
    return before.value if before is not None else ""


def _what(before: Figure | None, read: Read) -> str:
    if before is None or not before.value:
        return NEW
    return SAME if (before.value, before.evidence) == (read.value, read.evidence) else CHANGED


def _each_once(faults: list[Remark]) -> list[Remark]:
    """A compound that cannot be taken is told once, not for each of its figures."""
    seen: dict[tuple[int, str, str], Remark] = {}
    for fault in faults:
        seen.setdefault((fault.row, fault.column, fault.sentence), fault)
    return sorted(seen.values(), key=lambda fault: (fault.row, fault.column))
