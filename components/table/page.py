"""The rows of one table: what there is, narrowed, in order, a page at a time (数据表)."""

import streamlit as st

from components import address, gate, link
from components.act import why
from components.custom import page as fields
from components.language import _
from components.load import export
from components.row import form
from components.table import apart, bulk, filters, listing, words
from components.table.asked import look, the_table
from components.text import plain
from rules.permission import Visitor
from rules.refusal import Refused


def show(visitor: Visitor) -> None:
    """The table that the address names; why not, where it may not be read."""
    try:
        table = the_table(visitor)
    except Refused as refusal:
        st.title(_("Table"))
        gate.refused(visitor, refusal)
        link.to("tables", _("All tables"), "table")
        return
    if link.asked("part") == "fields":
        fields.show(visitor, table.entity)
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(plain(words.table(table.entity)))
        st.space("stretch")
        acts = st.container(horizontal=True, width="content", vertical_alignment="center")
    apart.show(table.entity)
    filters.show(visitor, table, look(visitor, table).wanted)
    asked = look(visitor, table)
    address.begin_again(asked.wanted)
    with acts:
        fields.offer(visitor, table.entity)
        export.way_in(table.entity)
        export.buttons(table.entity)
        form.offer_new(visitor, table)
    for left_out in asked.told:
        st.warning(why(left_out), icon=":material/filter_alt_off:")
    bulk.last(visitor, table)
    listing.show(asked)
