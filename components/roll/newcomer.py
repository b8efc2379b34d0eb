"""One more unit, typed by hand (添加房屋)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import custom, label
from components.act import act_and_rerun
from components.language import _
from models.choice import UnitKind, UnitStatus
from models.place import Place
from models.roll import AreaSource
from rules.permission import Visitor
from rules.refusal import Refused
from rules.roll.column import Column
from services.roll.unit import add_unit, by_hand


def ask(here: Place, visitor: Visitor) -> None:
    """What a row of a file would say, and what administrators ask besides."""
    cells = {
        Column.LABEL: st.text_input(_("Door, whole (3-2-501)"), key="nb_new_door", max_chars=40),
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
    typed = {column: cell or "" for column, cell in cells.items()}
    own = custom.ask_new("unit", here.path, visitor, _known(here, typed, AreaSource(source)))
    if st.button(_("Add"), type="primary", key="nb_confirm") and custom.sound(own):
        given = (here.id or 0, typed, AreaSource(source))
        act_and_rerun(_("Unit added"), add_unit, visitor, *given, own=custom.said(own))


def _known(here: Place, typed: Mapping[Column, str], source: AreaSource) -> dict[str, Any]:
    """What the unit will say by what is typed so far: conditions of other fields look at it."""
    found: dict[str, Any] = {"compound_id": here.id, "area_source": source}
    found |= {"kind": typed[Column.KIND], "status": typed[Column.STATUS]}
    try:
        (entry,) = by_hand(typed, source).entries
    except Refused:  # not whole yet
        return found
    return found | {
        "label": entry.label,
        "building": entry.building,
        "area_cm2": entry.area_cm2,
    }
