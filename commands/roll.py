"""``manage.py roll``: owners' rolls, by whoever holds the machine (业主名册)."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from commands.answer import AsJson, BadInput, opened, show

if TYPE_CHECKING:
    from rules.roll.row import Remark
    from rules.roll.table import Table
    from services.roll.sheet import Sheet

app = typer.Typer(help="Owners' rolls: import.", rich_markup_mode=None)

Source = Literal["register", "survey", "contract"]
MOST_FAULTS = 20  # lines on a terminal; --bad writes them all


@app.callback()
def roll() -> None:
    """Owners' rolls: import."""


@app.command("import")
def take_file(
    file: Annotated[Path, typer.Argument(help="The roll as .xlsx, .xls or .csv.")],
    compound: Annotated[str, typer.Option(help="Code of the compound, as in links.")],
    source: Annotated[Source, typer.Option(help="Where areas come from.")] = "register",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Look, and write nothing.")] = False,
    bad: Annotated[Path | None, typer.Option(help="Write the rows left out to this .csv.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take the good rows of a roll into a compound; say what stays out, and why."""
    from rules.roll.match import CHANGED, NEW, SAME
    from services.place import by_code
    from services.roll.importing import Upload, take
    from services.roll.standing import plan, the_compound
    from services.trail import HOUSE

    sheet, first, table, sha256 = _read(file, source)
    with opened() as session:
        place = by_code(session, compound)
        if place is None:
            raise BadInput(f"There is no place with the code “{compound}”.")
        where = the_compound(session, place.id or 0)
        wanted = plan(session, where.id or 0, table)
        if not dry_run:
            take(session, HOUSE, where, Upload(file.name, sha256, table))
    faults = sorted((*table.faults, *wanted.faults), key=lambda fault: (fault.row, fault.column))
    if bad is not None:
        bad.write_bytes(_left_out(sheet, first, faults))
    counts: dict[str, object] = {
        "added": wanted.count(NEW),
        "changed": wanted.count(CHANGED),
        "same": wanted.count(SAME),
        "bad": len({fault.row for fault in faults}),
    }
    said = ", ".join(f"{number} {name}" for name, number in counts.items())
    lines = [_said(fault) for fault in faults]
    note = "would be written" if dry_run else "written"
    show(
        counts | {"written": not dry_run, "faults": lines},
        as_json,
        f"{where.name}: {said} ({note}).",
        *lines[:MOST_FAULTS],
    )


def _read(file: Path, source: Source) -> "tuple[Sheet, int, Table, str]":
    """The first sheet of the file that has a header, and its rows as they were understood."""
    from models.roll import AreaSource
    from rules.roll.cell import written
    from rules.roll.column import HEADER_WITHIN, Column, guess, header_row
    from rules.roll.row import Layout
    from rules.roll.table import read_table
    from services.roll.sheet import read_file

    try:
        content = file.read_bytes()
    except OSError as wrong:
        raise BadInput(f"{file}: {wrong.strerror}.") from wrong
    sheet = read_file(content)[0]
    top = [[written(cell) for cell in row] for row in sheet.rows[: HEADER_WITHIN + 5]]
    header = header_row(top)
    columns = guess(top[header], top[header + 1 :])
    if not {Column.LABEL, Column.ROOM} & set(columns):
        raise BadInput(f"{file}: no column is called 户号, 房号 or unit.")
    table = read_table(sheet.rows, header + 1, Layout(columns, AreaSource(source)))
    return sheet, header + 1, table, hashlib.sha256(content).hexdigest()


def _said(fault: "Remark") -> str:
    column = f", column {fault.column}" if fault.column else ""
    return f"Row {fault.row}{column}: {fault.sentence.format(**fault.facts)}"


def _left_out(sheet: "Sheet", first: int, faults: "list[Remark]") -> bytes:
    """Header and bad rows as they stood in the file, with the reasons behind them."""
    from rules.roll.cell import written
    from services.roll.export import as_csv

    reasons: dict[int, list[str]] = {}
    for fault in faults:
        reasons.setdefault(fault.row, []).append(_said(fault))
    rows: list[list[Any]] = [[*map(written, sheet.rows[first - 1]), "reasons"]]
    rows += [[*map(written, sheet.rows[n - 1]), " ".join(reasons[n])] for n in sorted(reasons)]
    return as_csv(rows)
