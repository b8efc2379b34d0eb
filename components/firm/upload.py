"""Importing firms and contracts: choose a file, look, import (导入企业和合同)."""

import hashlib
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.act import act, why
from components.firm import words
from components.firm.compound import back
from components.format import day
from components.language import _, n_
from components.reading import read
from components.roll.export import XLSX
from components.roll.preview import files, said
from components.text import plain
from db.session import glance
from models.base import now
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.firm.column import HEADER_WITHIN, Column, columns_of, header_row
from rules.firm.table import Entry, Table, must_name_compounds, read_table
from rules.permission import Visitor
from rules.refusal import N_, Refused
from rules.roll.cell import written
from rules.roll.row import letter
from services.firm.importing import CHANGED, NEW, SAME, Plan, Taken, Upload, import_firms
from services.firm.importing import preview as look_ahead
from services.firm.reading import register_rows
from services.roll.export import as_workbook
from services.roll.sheet import MOST_BYTES, Sheet, read_file

_KEPT, _DONE, _TURN = "nb_firms_file", "nb_firms_done", "nb_firms_turn"
MEGABYTE = 1024 * 1024
FIRST_ROWS, MOST_FAULTS, MOST_ROWS = 8, 100, 5_000
NAMES = {
    Column.COMPOUND: N_("Compound"),
    Column.FIRM: N_("Firm"),
    Column.CREDIT: N_("Unified social credit code"),
    Column.KIND: N_("Kind of firm"),
    Column.BEGINS: N_("Contract begins"),
    Column.ENDS: N_("Contract ends"),
    Column.LEVEL: N_("Level of service"),
    Column.FEE: N_("Fee (yuan/m²·month)"),
    Column.TYPE: N_("Kind of compound"),
    Column.YEAR: N_("Built in"),
}
HEADER = [
    "小区",
    "企业名称",
    "统一社会信用代码",
    "企业性质",
    "合同开始",
    "合同到期",
    "服务等级",
    "物业费",
    "小区类型",
    "建成年份",
]


@dataclass
class Kept:
    """The file while somebody looks at it (待导入文件). It ends with the visit."""

    file_id: str
    name: str
    sha256: str
    sheet: Sheet
    first: int
    table: Table


def forget() -> None:
    """Drop the file: somebody went elsewhere."""
    for key in (_KEPT, _DONE):
        st.session_state.pop(key, None)


def show(here: Place, visitor: Visitor) -> None:
    """From the file to the register, one step below the other."""
    back()
    st.subheader(_("Import firms and service contracts"))
    if (done := st.session_state.get(_DONE)) is not None:
        _result(*done)
    kept = _file(here)
    if kept is None:
        return
    with glance() as session:
        plan = look_ahead(session, visitor, here.id or 0, kept.table)
    _understood(kept)
    good = _preview(kept, plan)
    bad = _bad_rows(kept, plan)
    if good and st.button(
        n_("Import {n} row", "Import {n} rows", good),
        type="primary",
        icon=":material/download_done:",
    ):
        _import(here, visitor, kept, bad)


def _file(here: Place) -> Kept | None:
    """The file that was chosen, read once."""
    file = st.file_uploader(
        _("The table as .xlsx, .xls or .csv"),
        type=["xlsx", "xls", "csv", "txt"],
        max_upload_size=MOST_BYTES // MEGABYTE,
        key=f"nb_firms_upload_{st.session_state.get(_TURN, 0)}",
    )
    if file is None:
        st.session_state.pop(_KEPT, None)
        st.caption(
            _(
                "One row for each compound and contract. A compound without a firm gets a row "
                "with its kind and year only. Nothing is written before you agree."
            )
        )
        _form(here)
        return None
    kept: Kept | None = st.session_state.get(_KEPT)
    if kept is None or kept.file_id != file.file_id:
        kept = _read(file.file_id, file.name, file.getvalue())
        st.session_state[_KEPT] = kept
        st.session_state.pop(_DONE, None)
    return kept


def _form(here: Place) -> None:
    """The table to fill in, with every compound of the street and what is known of it."""
    today = day_of(now())
    rows = read((Area.FIRM, Area.PLACE), here.path, register_rows, here.path, today)
    st.download_button(
        _("Form to fill in (.xlsx)"),
        lambda: as_workbook([HEADER, *rows], "企业与合同"),
        "物业企业与服务合同.xlsx",
        XLSX,
        on_click="ignore",
        icon=":material/download:",
    )


def _read(file_id: str, name: str, content: bytes) -> Kept | None:
    try:
        sheet = read_file(content, MOST_ROWS)[0]
        head = [[written(cell) for cell in row] for row in sheet.rows[:HEADER_WITHIN]]
        top = header_row(head)
        columns = columns_of(head[top])
        must_name_compounds(columns)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None
    table = read_table(sheet.rows, top + 1, columns)
    return Kept(file_id, name, hashlib.sha256(content).hexdigest(), sheet, top + 1, table)


def _understood(kept: Kept) -> None:
    """Which column was taken for what, and which were not found."""
    found = kept.table.columns
    told = [f"{letter(index)} = {_(NAMES[column])}" for column, index in found.items()]
    missing = [_(NAMES[column]) for column in Column if column not in found]
    st.caption(plain(_("Columns understood: {list}", list="; ".join(told))))
    if missing:
        st.caption(plain(_("Not in the file: {list}", list=", ".join(missing))))


def _preview(kept: Kept, plan: Plan) -> int:
    """What the import would do; returns how many rows can be taken."""
    faults = [*kept.table.faults, *plan.faults]
    bad = {fault.row for fault in faults}
    with st.grid("auto", min_column_width=140, gap="small"):
        st.metric(_("New"), plan.count(NEW), border=True)
        st.metric(_("Changed"), plan.count(CHANGED), border=True)
        st.metric(_("Unchanged"), plan.count(SAME), border=True)
        st.metric(_("Firms to register"), len(plan.new_firms), border=True)
        st.metric(_("Left out"), len(bad), border=True)
    _first_rows([step.entry for step in plan.steps[:FIRST_ROWS]])
    if faults:
        title = n_("{n} row cannot be taken", "{n} rows cannot be taken", len(bad))
        with st.expander(f":material/error: {title}", expanded=True):
            for fault in sorted(faults, key=lambda f: (f.row, f.column))[:MOST_FAULTS]:
                st.text(said(fault))
            if len(faults) > MOST_FAULTS:
                st.caption(_("And {n} more, in the file.", n=len(faults) - MOST_FAULTS))
        files(_bad_rows(kept, plan), "firms_bad")
    return len(plan.steps)


def _first_rows(entries: list[Entry]) -> None:
    if not entries:
        return
    st.caption(_("The first rows, as they were understood"))
    st.dataframe(
        {
            _("Row"): [entry.row for entry in entries],
            _("Compound"): [entry.compound for entry in entries],
            _("Firm"): [entry.firm or "–" for entry in entries],
            _("Contract"): [
                words.term(e.terms.begins_on, e.terms.ends_on) if e.terms else "–" for e in entries
            ],
            _("Level"): [e.terms.level if e.terms else None for e in entries],
            _("Fee"): [words.fee(e.terms.fee_fen) if e.terms else "" for e in entries],
            _("Kind of compound"): [words.compound_type(entry.type) for entry in entries],
            _("Built in"): [str(entry.built_in or "") for entry in entries],
        },
        hide_index=True,
        alt=_("The first rows of the file, as they were understood"),
    )


def _bad_rows(kept: Kept, plan: Plan) -> list[list[Any]]:
    """Header and bad rows as they stood in the file, with reasons; empty if all is well."""
    reasons: dict[int, list[str]] = {}
    for fault in (*kept.table.faults, *plan.faults):
        reasons.setdefault(fault.row, []).append(said(fault))
    if not reasons:
        return []
    lines = kept.sheet.rows
    width = max(len(row) for row in lines)
    rows = [[*_filled(lines[kept.first - 1], width), _("Why it was left out")]]
    return rows + [[*_filled(lines[n - 1], width), " ".join(reasons[n])] for n in sorted(reasons)]


def _filled(cells: list[Any], width: int) -> list[str]:
    told = [day(cell, year=True) if hasattr(cell, "year") else written(cell) for cell in cells]
    return [*told, *[""] * (width - len(cells))]


def _import(here: Place, visitor: Visitor, kept: Kept, bad: list[list[Any]]) -> None:
    upload = Upload(kept.name, kept.sha256, kept.table)
    taken = act(_("The table is imported"), import_firms, visitor, here.id or 0, upload)
    if taken is not None:
        st.session_state[_DONE] = (taken, bad)
        st.session_state.pop(_KEPT, None)
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        st.rerun()


def _result(taken: Taken, bad: list[list[Any]]) -> None:
    """What came of the import."""
    with st.container(border=True):
        st.markdown(f":green[:material/check_circle:] **{_('The table is imported')}**")
        told = _(
            "{added} new, {changed} changed, {same} unchanged, {bad} left out; "
            "{firms} firms registered.",
            added=taken.added,
            changed=taken.changed,
            same=taken.same,
            bad=taken.bad,
            firms=taken.firms,
        )
        st.write(told)
        if bad:
            files(bad, "firms_left")
