"""One more unit, typed by hand (添加房屋)."""

import streamlit as st

from components import label
from components.act import act_and_rerun
from components.language import _
from models.choice import UnitKind, UnitStatus
from models.place import Place
from models.roll import AreaSource
from rules.permission import Visitor
from rules.roll.column import Column
from services.roll.unit import add_unit


def ask(here: Place, visitor: Visitor) -> None:
    """What a row of a file would say."""
    with st.form("nb_new_unit", border=False):
        cells = {
            Column.LABEL: st.text_input(
                _("Door, whole (3-2-501)"), key="nb_new_door", max_chars=40
            ),
            Column.AREA: st.text_input(_("Exclusive area (m²)"), key="nb_new_area", max_chars=20),
        }
        sources, kinds, states = list(AreaSource), list(UnitKind), list(UnitStatus)
        with st.grid("auto", min_column_width=180, gap="small"):
            source = st.selectbox(
                _("Where the area comes from"), sources, format_func=label.area_source
            )
            kind = st.selectbox(_("Kind"), kinds, format_func=label.unit_kind)
            status = st.selectbox(_("State"), states, format_func=label.unit_status)
        cells |= {
            Column.OWNER: st.text_input(
                _("Names, with “、” between co-owners"), key="nb_new_owners", max_chars=400
            ),
            Column.PHONE: st.text_input(_("Phones, in the same order"), max_chars=300),
            Column.ID_NUMBER: st.text_input(_("ID numbers, in the same order"), max_chars=400),
            Column.KIND: UnitKind(kind).value,
            Column.STATUS: UnitStatus(status).value,
        }
        if st.form_submit_button(_("Add"), type="primary"):
            typed = {column: cell or "" for column, cell in cells.items()}
            done = _("Unit added")
            act_and_rerun(done, add_unit, visitor, here.id or 0, typed, AreaSource(source))
