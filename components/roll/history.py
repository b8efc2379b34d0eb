"""What was imported, and taking one import back (导入记录)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.format import clock
from components.language import _
from components.reading import read
from components.text import plain
from models.place import Place
from models.revision import Area
from models.roll import RollImport
from rules.permission import Visitor
from services.roll import reading
from services.roll.undo import undo_import


def show(here: Place, visitor: Visitor) -> None:
    """The latest imports, each with its counts and, while it can be, its undoing."""
    rows = read((Area.ROLL,), here.path, reading.imports, here.id or 0)
    if not rows:
        st.info(_("Nothing was imported yet."))
    for row in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            _one(row, visitor)


def _one(row: RollImport, visitor: Visitor) -> None:
    with st.container(gap="xsmall", width="stretch"):
        st.markdown(f"**{plain(row.filename)}** :gray[{clock(row.created_at, year=True)}]")
        st.caption(counts(row))
    if row.undone_at is not None:
        st.badge(_("Undone"), icon=":material/undo:", color="gray")
    elif (row.added_count or row.changed_count) and st.button(
        _("Undo"), key=f"nb_undo_{row.id}", icon=":material/undo:"
    ):
        opened(_("Undo this import?"), _confirm, row, visitor)


def counts(row: RollImport) -> str:
    """新增 12 户，变更 3 户，未变 40 户，2 行未导入."""
    return _(
        "{added} new, {changed} changed, {same} unchanged, {bad} rows left out",
        added=row.added_count,
        changed=row.changed_count,
        same=row.same_count,
        bad=row.bad_count,
    )


def _confirm(row: RollImport, visitor: Visitor) -> None:
    st.write(_("Every row goes back to what it was before: new units disappear again."))
    if st.button(_("Undo the import"), type="primary", key="nb_undo_yes"):
        act_and_rerun(_("Import undone"), undo_import, visitor, row.id or 0)
