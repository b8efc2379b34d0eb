"""Rows from files and into files: who may, by the rights that ship (导入导出权限)."""

from datetime import date

from sqlmodel import Session

from rules.load.layout import Top
from services.load import export, importing, undo
from tests.rights.row import ADMINISTRATOR, COUNCIL, Row, Rows
from tests.rights.situation import Situation
from tests.services.load.test_importing import GOOD, HEAD, LAYOUT, csv

KEEPERS = COUNCIL | {"qin"} | ADMINISTRATOR
ORDER = "work_order"
TOP = Top(1, HEAD, ())


def keep_loads(session: Session, made: Situation) -> None:
    """One import that can be taken back."""
    row = GOOD.replace("G-010", "G-910")
    batch = importing.import_rows(session, made.here.lin, ORDER, csv(row), LAYOUT)
    made.at["loaded"] = batch.id or 0


ROWS: Rows = {
    importing.import_rows: Row(
        KEEPERS, lambda d, a, _s: importing.import_rows(d, a, ORDER, csv(GOOD), LAYOUT)
    ),
    importing.import_and_remember: Row(
        KEEPERS,
        lambda d, a, _s: importing.import_and_remember(d, a, ORDER, csv(GOOD), LAYOUT, TOP),
    ),
    undo.undo_batch: Row(KEEPERS, lambda d, a, s: undo.undo_batch(d, a, s.loaded)),
    export.begin_export: Row(
        KEEPERS | {"shen", "wu", "shi", "bei"},  # he takes out what lies in his own compound
        lambda d, a, _s: export.begin_export(d, a, ORDER, {}, date(2026, 6, 1)),
    ),
}
