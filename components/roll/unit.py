"""One unit: what it is, who owns it, and what those entrusted may do about it (房屋详情)."""

import streamlit as st

from components import custom, label
from components.act import act_and_rerun
from components.dialog import opened
from components.format import area
from components.language import _
from components.reading import read
from components.roll import owner
from components.text import plain
from models.choice import UnitKind, UnitStatus
from models.place import Place
from models.revision import Area
from models.roll import AreaSource
from rules.permission import Permission, Visitor
from rules.roll.match import square_metres
from services.roll import reading
from services.roll.reading import UnitDetail
from services.roll.unit import Owners, UnitChange, change_unit, hand_over

AREAS = (Area.ROLL, Area.PLACE, Area.MEMBER)


def show(here: Place, unit_id: int, visitor: Visitor) -> None:
    """The unit with its owners."""
    st.button(_("Back to the roll"), type="tertiary", icon=":material/arrow_back:", on_click=_back)
    found = read(AREAS, here.path, reading.unit, here.id or 0, unit_id)
    if found is None or not visitor.may(Permission.READ_ROLL, found.path):
        st.info(_("There is no such unit."))
        return
    may_write = visitor.may(Permission.IMPORT_ROLL, here.path)
    _facts(found)
    custom.panel("unit", unit_id, found.path, visitor)
    if may_write:
        with st.container(horizontal=True, gap="small"):
            if st.button(_("Correct"), icon=":material/edit:"):
                opened(_("Correct this unit"), _correct, found, visitor)
            if st.button(_("Owners change"), icon=":material/swap_horiz:"):
                opened(_("Who owns it now?"), _hand_over, found, visitor)
    st.subheader(_("Owners"))
    if not found.owners:
        st.info(_("Nobody is entered as its owner."))
    with st.grid("auto", min_column_width=320, gap="small"):
        for row in found.owners:
            owner.card(here, found, row, visitor)


def _back() -> None:
    st.query_params.pop("unit", None)


def _facts(found: UnitDetail) -> None:
    unit = found.unit
    st.markdown(f"### {plain(unit.label)}")
    words = [
        unit.building,
        label.unit_kind(unit.kind),
        label.unit_status(unit.status),
        f"{area(unit.area_cm2)} ({label.area_source(found.source)})",
    ]
    st.markdown(plain(" · ".join(word for word in words if word)))


def _correct(found: UnitDetail, visitor: Visitor) -> None:
    unit, sources = found.unit, list(AreaSource)
    with st.form("nb_unit", border=False):
        size = st.text_input(
            _("Exclusive area (m²)"), value=square_metres(unit.area_cm2), max_chars=20
        )
        source = st.selectbox(
            _("Where the area comes from"),
            sources,
            index=sources.index(found.source),
            format_func=label.area_source,
            help=_("The property register counts before a survey, a survey before a contract."),
        )
        kinds, states = list(UnitKind), list(UnitStatus)
        kind = st.selectbox(
            _("Kind"), kinds, index=kinds.index(unit.kind), format_func=label.unit_kind
        )
        status = st.selectbox(
            _("State"), states, index=states.index(unit.status), format_func=label.unit_status
        )
        if st.form_submit_button(_("Save"), type="primary"):
            change = UnitChange(size, AreaSource(source), UnitKind(kind), UnitStatus(status))
            act_and_rerun(_("Unit corrected"), change_unit, visitor, unit.id, change)


def _hand_over(found: UnitDetail, visitor: Visitor) -> None:
    st.write(_("Everybody who owns the unit from now on. The old owners lose it."))
    with st.form("nb_hand_over", border=False):
        names = st.text_input(_("Names, with “、” between co-owners"), max_chars=400)
        phones = st.text_input(_("Phones, in the same order"), max_chars=300)
        ids = st.text_input(_("ID numbers, in the same order"), max_chars=400)
        if st.form_submit_button(_("Save"), type="primary"):
            owners = Owners(names, phones, ids)
            act_and_rerun(_("Owners changed"), hand_over, visitor, found.unit.id, owners)
