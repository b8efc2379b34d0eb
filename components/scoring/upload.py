"""Importing a table of figures: choose a file, look, import (导入数据)."""

import hashlib

import streamlit as st

from components.act import act, why
from components.language import _, n_
from components.method.naming import name
from components.roll.export import XLSX
from components.roll.preview import said
from components.text import plain
from db.session import glance
from models.edition import Edition
from rules.permission import Visitor
from rules.refusal import Refused
from rules.roll.row import Remark, letter
from rules.scoring.table import Layout, form_of, layout_of, read_table
from services.roll.export import as_workbook
from services.roll.sheet import MOST_BYTES, read_file
from services.scoring.importing import CHANGED, NEW, SAME, Plan, Upload, import_figures, preview
from services.scoring.progress import Progress

_OPEN, _TURN, _READ = "nb_figures_open", "nb_figures_turn", "nb_figures_file"
MEGABYTE, MOST_ROWS, MOST_SHOWN, FIRST_STEPS = 1024 * 1024, 5_000, 100, 8


def begin() -> None:
    """Show the import from the next run on."""
    st.session_state[_OPEN] = True


def is_open() -> bool:
    """Whether somebody is importing."""
    return bool(st.session_state.get(_OPEN))


def _close() -> None:
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    for key in (_OPEN, _READ):
        st.session_state.pop(key, None)


def show(edition: Edition, seen: Progress, visitor: Visitor) -> None:
    """From the file to the figures, one step below the other."""
    st.subheader(_("Import figures"))
    st.button(
        _("Back without importing"), type="tertiary", icon=":material/close:", on_click=_close
    )
    file = st.file_uploader(
        _("The table as .xlsx, .xls or .csv"),
        type=["xlsx", "xls", "csv", "txt"],
        max_upload_size=MOST_BYTES // MEGABYTE,
        key=f"nb_figures_{st.session_state.get(_TURN, 0)}",
    )
    if file is None:
        st.caption(_("One row a compound, one column an indicator. An empty cell says nothing."))
        rows = form_of(seen.body, [one.name for one in seen.compounds])
        st.download_button(
            _("Form to fill in (.xlsx)"),
            lambda: as_workbook(rows, "数据"),
            f"{edition.code}.xlsx",
            XLSX,
            on_click="ignore",
            icon=":material/download:",
        )
        return
    upload = _read(file.file_id, file.name, file.getvalue(), seen)
    if upload is None:
        return
    with glance() as session:
        plan = preview(session, visitor, edition.id or 0, upload)
    _understood(upload.table.layout)
    _preview(plan)
    good = plan.count(NEW) + plan.count(CHANGED)
    words = n_("Import {n} figure", "Import {n} figures", good)
    if good and st.button(words, type="primary", icon=":material/download_done:", key="nb_take"):
        done = n_("{n} figure imported", "{n} figures imported", good)
        if act(done, import_figures, visitor, edition.id or 0, upload) is not None:
            _close()
            st.rerun()


def _read(file_id: str, filename: str, content: bytes, seen: Progress) -> Upload | None:
    """The file as a table; read once, and anew only when another one is chosen."""
    kept: tuple[str, Upload] | None = st.session_state.get(_READ)
    if kept is not None and kept[0] == file_id:
        return kept[1]
    try:
        sheet = read_file(content, MOST_ROWS)[0]
        table = read_table(sheet.rows, layout_of(sheet.rows, seen.body))
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return None
    upload = Upload(filename, hashlib.sha256(content).hexdigest(), table)
    st.session_state[_READ] = (file_id, upload)
    return upload


def _understood(layout: Layout) -> None:
    told = [
        f"{letter(at)} = {name(one.leaf)}" + (f" ({_('cases')})" if one.cases else "")
        for at, one in layout.columns.items()
    ]
    st.caption(plain(_("Columns understood: {list}", list="; ".join(told))))


def _preview(plan: Plan) -> None:
    """What the import would do, and each cell that cannot be taken."""
    with st.grid("auto", min_column_width=120, gap="small"):
        st.metric(_("New"), plan.count(NEW), border=True)
        st.metric(_("Changed"), plan.count(CHANGED), border=True)
        st.metric(_("Unchanged"), plan.count(SAME), border=True)
        st.metric(_("Left out"), len(plan.faults), border=True)
    first = [step for step in plan.steps if step.what != SAME][:FIRST_STEPS]
    if first:
        st.caption(_("The first figures, as they were understood"))
        st.dataframe(
            {
                _("Cell"): [f"{step.cell.column}{step.cell.row}" for step in first],
                _("Compound"): [step.entrant.name for step in first],
                _("Indicator"): [name(step.cell.leaf) for step in first],
                _("Before"): [step.before or "–" for step in first],
                _("Figure"): [step.read.value for step in first],
                _("Behind it"): [step.read.evidence for step in first],
            },
            hide_index=True,
            alt=_("The first figures, as they were understood"),
        )
    if plan.faults:
        _faults(plan.faults)


def _faults(faults: list[Remark]) -> None:
    title = n_("{n} cell cannot be taken", "{n} cells cannot be taken", len(faults))
    with st.expander(f":material/error: {title}", expanded=True):
        for fault in faults[:MOST_SHOWN]:
            st.text(said(fault))
        if len(faults) > MOST_SHOWN:
            st.caption(_("And {n} more.", n=len(faults) - MOST_SHOWN))
