"""One row: what it says, what belongs to it, how it came to be (记录)."""

import streamlit as st

from components import gate, link
from components.act import act
from components.language import _
from components.layout import offer
from components.reading import read
from components.row import fields, form, history, related, remove
from components.table import apart, words
from components.table.asked import AREAS, the_table
from components.text import plain
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from services.table.detail import Detail, detail, read_in_full
from services.table.opening import Opened


def show(visitor: Visitor) -> None:
    """The row that the address names; why not, where it may not be read."""
    try:
        table = the_table(visitor)
    except Refused as refusal:
        _closed(visitor, refusal)
        return
    link.to("table", plain(words.table(table.entity)), "arrow_back", of=table.entity.key)
    row_id = link.asked_id()
    try:
        row = read(AREAS, "/", detail, visitor, table.entity.key, row_id)
    except Refused as refusal:
        if not history.gone(visitor, table.entity, row_id):
            _closed(visitor, refusal)
        return
    _head(visitor, table, row)
    apart.show(table.entity, row.id)
    fields.show(table, _opened(visitor, table, row))
    history.show(visitor, table.entity, row.id)
    related.show(visitor, table.entity, row.id)


def _closed(visitor: Visitor, refusal: Refused) -> None:
    st.title(_("One record"))
    gate.refused(visitor, refusal)
    link.to("tables", _("All tables"), "table")


def _head(visitor: Visitor, table: Opened, row: Detail) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = table.entity.by_name.get(table.entity.title)
        st.title(plain(words.row(title, row.title, row.id, row.labels)))
        st.space("stretch")
        with st.container(horizontal=True, width="content", vertical_alignment="center"):
            offer.buttons(table.entity, row.id)
            remove.offer(visitor, table, row)
            form.offer_change(visitor, table, row)


def _opened(visitor: Visitor, table: Opened, row: Detail) -> Detail:
    """The row with the names of people, when somebody who may asks for them."""
    if not any(one.personal for one in row.columns) or not visitor.may(Permission.READ_PERSONAL):
        return row
    if st.button(_("Show names in full"), icon=":material/visibility:", type="tertiary"):
        found = act(_("Noted in the trail."), read_in_full, visitor, table.entity.key, row.id)
        return found or row
    return row
