"""Importing a roll: choose a file, say what its columns hold, look, import (导入名册)."""

import hashlib
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.act import act, why
from components.language import _
from components.roll import columns, preview
from db.session import glance
from models.place import Place
from rules.permission import Visitor
from rules.refusal import Refused
from rules.roll.row import Layout
from rules.roll.table import Table, read_table
from services.roll.importing import Upload, import_roll
from services.roll.importing import preview as look_ahead
from services.roll.sheet import MOST_BYTES, MOST_ROWS, Sheet, read_file

_KEPT, _DONE, _TURN = "nb_roll_file", "nb_roll_done", "nb_roll_turn"
MEGABYTE = 1024 * 1024


@dataclass
class Kept:
    """The file while somebody looks at it (待导入文件). It ends with the visit."""

    file_id: str
    name: str
    sha256: str
    sheets: list[Sheet]
    table_key: object = None
    table: Table | None = None


def forget() -> None:
    """Drop the file: somebody went elsewhere."""
    for key in (_KEPT, _DONE):
        st.session_state.pop(key, None)


def show(here: Place, visitor: Visitor) -> None:
    """From the file to the roll, one step below the other."""
    done = st.session_state.get(_DONE)
    if done is not None and preview.result(here, visitor, *done):
        forget()  # it was undone at once
        st.rerun()
    kept = _file()
    if kept is None:
        return
    sheet = columns.sheet(kept.sheets)
    layout, first = columns.ask(kept.sha256, sheet)
    if layout is None:
        return
    table = _table(kept, sheet, layout, first)
    with glance() as session:
        plan = look_ahead(session, visitor, here.id or 0, table)
    good = preview.show(sheet, layout, first, table, plan)
    if good and st.button(
        _("Import {n} rows", n=good), type="primary", icon=":material/download_done:"
    ):
        _import(here, visitor, kept, table, sheet, preview.bad_rows(sheet, first, table, plan))


def _file() -> Kept | None:
    """The file that was chosen, read once."""
    limits = {"mb": MOST_BYTES // MEGABYTE, "rows": f"{MOST_ROWS:,}"}
    file = st.file_uploader(
        _("The roll as .xlsx, .xls or .csv: at most {mb} MB and {rows} rows", **limits),
        type=["xlsx", "xls", "csv", "txt"],
        max_upload_size=MOST_BYTES // MEGABYTE,
        key=f"nb_roll_upload_{st.session_state.get(_TURN, 0)}",
    )
    if file is None:
        st.session_state.pop(_KEPT, None)
        st.caption(
            _(
                "One row for each unit: door, area, owners. Whatever the columns are called, "
                "you say what they hold in the next step. Nothing is written before you agree."
            )
        )
        return None
    kept: Kept | None = st.session_state.get(_KEPT)
    if kept is None or kept.file_id != file.file_id:
        kept = _read(file.file_id, file.name, file.getvalue())
        st.session_state[_KEPT] = kept
        st.session_state.pop(_DONE, None)
    return kept


def _read(file_id: str, name: str, content: bytes) -> Kept | None:
    try:
        with st.spinner(_("Reading {name}", name=name)):
            sheets = read_file(content)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None
    return Kept(file_id, name, hashlib.sha256(content).hexdigest(), sheets)


def _table(kept: Kept, sheet: Sheet, layout: Layout, first: int) -> Table:
    """The rows as read with this layout; kept until the layout changes."""
    key = (sheet.name, first, layout.source, tuple(layout.columns.items()))
    if kept.table is None or kept.table_key != key:
        bar = st.progress(0.0, _("Checking rows"))
        total = max(1, len(sheet.rows) - first)

        def told(done: int, _all: int) -> None:
            text = _("Checking rows: {done} of {all}", done=done, all=total)
            bar.progress(min(1.0, done / total), text)

        kept.table, kept.table_key = read_table(sheet.rows, first, layout, told), key
        bar.empty()
    return kept.table


def _import(
    here: Place,
    visitor: Visitor,
    kept: Kept,
    table: Table,
    sheet: Sheet,
    bad: list[list[Any]],
) -> None:
    bar = st.progress(0.0, _("Comparing with the roll"))

    def told(what: str, done: int, total: int) -> None:
        share = done / total if total else 0.0
        text = _("{what}: {done} of {all}", what=_(what), done=done, all=total)
        bar.progress(min(1.0, share), text)

    upload = Upload(kept.name, kept.sha256, table)
    taken = act(_("Roll imported"), import_roll, visitor, here.id or 0, upload, told)
    bar.empty()
    if taken is not None:
        st.session_state[_DONE] = (taken, bad)
        st.session_state.pop(_KEPT, None)
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        st.rerun()
