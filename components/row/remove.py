"""Taking a row away, with a second look before and a way back after (删除)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.language import _
from components.table import words
from components.text import plain
from rules.permission import Visitor
from services.row.removing import remove_row
from services.table.detail import Detail
from services.table.opening import Opened


def offer(visitor: Visitor, table: Opened, row: Detail) -> None:
    """The button, for whoever may."""
    if not row.removable:
        return
    if st.button(_("Remove"), icon=":material/delete:", type="tertiary", key="nb_remove"):
        opened(_("Remove this row?"), _sure, visitor, table, row)


def _sure(visitor: Visitor, table: Opened, row: Detail) -> None:
    title = table.entity.by_name.get(table.entity.title)
    st.markdown(f"**{plain(words.row(title, row.title, row.id, row.labels))}**")
    st.write(_("It can be put back as it was: its address keeps its history."))
    if st.button(_("Remove"), type="primary", icon=":material/delete:", key="nb_remove_sure"):
        act_and_rerun(_("Removed."), remove_row, visitor, table.entity.key, row.id, row.seen)
