"""The roll page: the list, one unit, an import, what was imported, namesakes (业主名册)."""

import streamlit as st

from components import address, compound, link
from components.language import _, n_
from components.reading import read
from components.roll import history, listing, namesake, unit, upload
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.roll import namesake as namesakes

LIST, IMPORT, HISTORY, NAMESAKES = "list", "import", "history", "namesakes"


def show(visitor: Visitor) -> None:
    """Draw what the address asks for."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Owners' roll"))
        st.space("stretch")
        here = compound.pick(visitor, Permission.READ_ROLL)
    if here is None:
        compound.none_yet()
        return
    if unit_id := link.asked_id("unit"):
        unit.show(here, unit_id, visitor)
        return
    view = _view(here) if visitor.may(Permission.IMPORT_ROLL, here.path) else LIST
    if view != IMPORT:
        upload.forget()
    if view == IMPORT:
        upload.show(here, visitor)
    elif view == HISTORY:
        history.show(here, visitor)
    elif view == NAMESAKES:
        namesake.show(here, visitor)
    else:
        listing.show(here, visitor)


def _view(here: Place) -> str:
    doubts = len(read((Area.ROLL,), here.path, namesakes.namesakes, here.id or 0))
    words = {LIST: _("Roll"), IMPORT: _("Import"), HISTORY: _("Earlier imports")}
    if doubts:
        words[NAMESAKES] = n_("{n} namesake", "{n} namesakes", doubts)
    picked = st.segmented_control(
        _("Part"),
        list(words),
        format_func=words.__getitem__,
        key=address.key("view", words, LIST),
        required=True,
        label_visibility="collapsed",
    )
    return address.keep("view", picked, LIST) or LIST
