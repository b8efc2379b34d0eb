"""What an import would do, before it does it: counts, first rows, what is wrong (导入预览)."""

from typing import Any, Literal

import streamlit as st

from components import label
from components.act import act
from components.format import area
from components.language import _
from components.roll import history
from components.roll.export import XLSX
from components.text import plain
from models.place import Place
from models.roll import AreaSource, RollImport
from rules.permission import Visitor
from rules.roll.cell import written
from rules.roll.match import CHANGED, NEW, SAME, Plan
from rules.roll.row import Entry, Layout, Remark
from rules.roll.table import Table
from services.roll.export import as_csv, as_workbook
from services.roll.sheet import Sheet
from services.roll.undo import undo_import

FIRST_ROWS, MOST_REMARKS = 8, 100
MANY, MANY_HIGH = 10, 320  # remarks that scroll, and how high their window is


def show(sheet: Sheet, layout: Layout, first: int, table: Table, plan: Plan) -> int:
    """Draw the preview; returns how many rows can be taken."""
    st.subheader(_("What the import would do"))
    bad = bad_numbers(table, plan)
    with st.grid("auto", min_column_width=140, gap="small"):
        st.metric(_("New"), f"{plan.count(NEW):,}", border=True)
        st.metric(_("Changed"), f"{plan.count(CHANGED):,}", border=True)
        st.metric(_("Unchanged"), f"{plan.count(SAME):,}", border=True)
        st.metric(_("Left out"), f"{len(bad):,}", border=True)
    _first_rows([entry for entry in table.entries[:FIRST_ROWS] if entry.row not in bad])
    faults = table.faults + plan.faults
    if faults:
        _remarks(_("{n} rows cannot be taken", n=len(bad)), faults, "error")
        files(bad_rows(sheet, first, table, plan), "bad")
    if notes := table.notes + plan.notes:
        _remarks(_("{n} things to know", n=len(notes)), notes, "info")
    return len(plan.rows)


def bad_numbers(table: Table, plan: Plan) -> set[int]:
    """The rows that stay out."""
    return {fault.row for fault in (*table.faults, *plan.faults)}


def _first_rows(entries: list[Entry]) -> None:
    if not entries:
        return
    st.caption(_("The first rows, as they were understood"))
    st.dataframe(
        {
            _("Row"): [entry.row for entry in entries],
            _("Door"): [entry.label for entry in entries],
            _("Building"): [entry.building for entry in entries],
            _("Area"): [area(entry.area_cm2) if entry.area_cm2 else "–" for entry in entries],
            _("Kind"): [label.unit_kind(e.kind) if e.kind else "–" for e in entries],
            _("State"): [label.unit_status(e.status) if e.status else "–" for e in entries],
            _("Owners"): ["、".join(o.name for o in entry.owners or ()) for entry in entries],
        },
        hide_index=True,
        alt=_("The first rows of the file, as they were understood"),
    )


def _remarks(title: str, remarks: list[Remark], kind: str) -> None:
    height: Literal["content"] | int = MANY_HIGH if len(remarks) > MANY else "content"
    icon = ":material/error:" if kind == "error" else ":material/info:"
    with st.expander(f"{icon} {title}", expanded=kind == "error"), st.container(height=height):
        for remark in sorted(remarks, key=lambda r: (r.row, r.column))[:MOST_REMARKS]:
            st.text(said(remark))
        if len(remarks) > MOST_REMARKS:
            st.caption(_("And {n} more, in the file.", n=len(remarks) - MOST_REMARKS))


def said(remark: Remark) -> str:
    """第 17 行 C 列：面积“九十”不是数字。"""
    facts = {
        name: label.area_source(value) if isinstance(value, AreaSource) else value
        for name, value in remark.facts.items()
    }
    sentence = _(remark.sentence, **facts)
    if remark.column:
        return _(
            "Row {row}, column {column}: {why}",
            row=remark.row,
            column=remark.column,
            why=sentence,
        )
    return _("Row {row}: {why}", row=remark.row, why=sentence)


def bad_rows(sheet: Sheet, first: int, table: Table, plan: Plan) -> list[list[Any]]:
    """Header and bad rows as they stood in the file, with reasons; empty if all is well."""
    reasons: dict[int, list[str]] = {}
    for fault in (*table.faults, *plan.faults):
        reasons.setdefault(fault.row, []).append(said(fault))
    if not reasons:
        return []
    width = max(len(row) for row in sheet.rows)
    header = [written(cell) for cell in sheet.rows[first - 1]]
    rows = [[*header, *[""] * (width - len(header)), _("Why it was left out")]]
    for number in sorted(reasons):
        cells = [written(cell) for cell in sheet.rows[number - 1]]
        rows.append([*cells, *[""] * (width - len(cells)), " ".join(reasons[number])])
    return rows


def files(rows: list[list[Any]], key: str) -> None:
    """The rows that stay out, as files to correct and import again."""
    with st.container(horizontal=True, gap="small"):
        name, sheet = _("rows to correct"), _("To correct")
        st.download_button(
            _("Rows to correct (.xlsx)"),
            lambda: as_workbook(rows, sheet),
            f"{name}.xlsx",
            XLSX,
            key=f"nb_{key}_xlsx",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            _("Rows to correct (.csv)"),
            lambda: as_csv(rows),
            f"{name}.csv",
            "text/csv",
            key=f"nb_{key}_csv",
            on_click="ignore",
            icon=":material/download:",
        )


def result(here: Place, visitor: Visitor, taken: RollImport, bad: list[list[Any]]) -> bool:
    """What came of an import, with its undoing beside it; returns whether it was undone now."""
    with st.container(border=True):
        words = _("The roll of {name} is imported", name=plain(here.name))
        st.markdown(f":green[:material/check_circle:] **{words}**")
        st.write(history.counts(taken))
        if bad:
            files(bad, "left")
        something = taken.added_count or taken.changed_count
        undo = something and st.button(_("Undo this import"), icon=":material/undo:")
    done = _("Import undone")
    return bool(undo) and act(done, undo_import, visitor, taken.id or 0) is not None
