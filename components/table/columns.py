"""Which columns a list shows, in which order (显示的字段); kept in the address."""

import streamlit as st

from components import link
from components.language import _
from components.table import words
from rules.table import MOST_COLUMNS, listed
from rules.table.wanted import BETWEEN
from services.table.opening import Opened


def show(table: Opened) -> None:
    """The columns picked, in the order in which they were picked."""
    own = listed(table.entity, table.names)
    shown = [one for one in table.columns if not one.hidden]
    names = words.names(shown)
    asked = [name for name in link.asked("columns", 800).split(BETWEEN) if name in names]
    with st.popover(_("Columns"), icon=":material/view_column:"):
        picked = st.multiselect(
            _("Columns, in this order"),
            list(names),
            default=list(dict.fromkeys(asked)) or [name for name in own if name in names],
            format_func=names.__getitem__,
            max_selections=MOST_COLUMNS,
            key=f"nb_columns_{table.entity.key}_{link.asked('columns', 800)}",
        )
        if st.button(_("Show these columns"), type="primary", disabled=not picked):
            st.query_params.pop("columns", None)
            if tuple(picked) != own:
                st.query_params["columns"] = BETWEEN.join(picked)
            st.rerun()
