"""Where every topic stands (议事板)."""

import streamlit as st

from components import gate, link
from components.board import columns, filters
from components.language import _
from models.base import now
from rules.calendar import day_of
from rules.permission import Permission

visitor = gate.welcome()
today = day_of(now())

with st.container(horizontal=True, vertical_alignment="bottom"):
    st.title(_("Agenda board"))
    st.space("stretch")
    if not visitor.signed_in or visitor.may(Permission.PROPOSE):
        link.main("propose", _("Propose"), "add")

chosen = filters.show(visitor, today)
if chosen is None:
    st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
elif not columns.show(chosen, visitor, today):
    if chosen.narrowed:
        st.info(_("No topic fits all this. Take a filter away."))
    else:
        st.info(_("Nothing stands here. Raise a matter, and your neighbours can support it."))
