"""A roll, or what of a file was not taken, as a file to keep or to correct (导出)."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
import xlsxwriter
from sqlmodel import Session, col

from models.roll import Unit
from rules.load.workbook import sheet_name
from rules.permission import Permission, Visitor
from rules.spreadsheet import defused_row
from services.roll.reading import UnitRow, unit_rows
from services.roll.standing import the_compound
from services.visitor import check

CHUNK = 500
_MARK = "\ufeff"  # tells a spreadsheet that the text is UTF-8


def masked_roll(session: Session, actor: Visitor, compound_id: int) -> list[UnitRow]:
    """The whole roll as the screen shows it: names masked, no numbers."""
    compound = the_compound(session, compound_id)
    check(session, actor, Permission.READ_ROLL, compound)
    ordered = sa.select(col(Unit.id)).where(col(Unit.compound_id) == compound_id)
    ids = list(
        session.execute(ordered.order_by(sa.func.length(Unit.label), col(Unit.label))).scalars()
    )
    parts = [ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK)]
    return [row for part in parts for row in unit_rows(session, compound_id, part)]


def as_csv(rows: Iterable[Sequence[Any]]) -> bytes:
    """``rows`` as UTF-8 text that a spreadsheet opens right; nothing in it runs."""
    out = io.StringIO(newline="")
    out.write(_MARK)
    writer = csv.writer(out)
    for row in rows:
        writer.writerow(defused_row(row))
    return out.getvalue().encode()


def as_workbook(rows: Iterable[Sequence[Any]], sheet: str) -> bytes:
    """``rows`` as .xlsx: text stays text, whatever it looks like."""
    out = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(out, plain) as book:
        page = book.add_worksheet(sheet_name(sheet))
        page.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            for index, cell in enumerate(row):
                _write(page, number, index, cell)
    return out.getvalue()


def _write(page: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(row, column, cell)
    elif cell is not None and cell != "":
        page.write_string(row, column, str(cell))
