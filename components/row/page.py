"""One row: what it says, what belongs to it, how it came to be (记录)."""

import streamlit as st

from components import link
from components.act import why
from components.language import _
from components.reading import read
from components.row import fields, related
from components.table import words
from components.table.asked import AREAS, the_table
from rules.permission import Visitor
from rules.refusal import Refused
from services.table.detail import detail


def show(visitor: Visitor) -> None:
    """The row that the address names; why not, where it may not be read."""
    row_id = link.asked_id()
    try:
        table = the_table(visitor)
        row = read(AREAS, "/", detail, visitor, table.entity.key, row_id)
    except Refused as refusal:
        st.title(_("Row"))
        st.error(why(refusal), icon=":material/lock:")
        link.to("tables", _("All tables"), "table")
        return
    link.to("table", words.table(table.entity), "arrow_back", of=table.entity.key)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = table.entity.by_name.get(table.entity.title)
        st.title(words.row(title, row.title, row.id))
        st.space("stretch")
    fields.show(table, row)
    related.show(visitor, table.entity, row.id)
