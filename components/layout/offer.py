"""The ways to print one row (打印)."""

import streamlit as st

from components import gate, link
from components.language import _, chosen
from components.reading import read
from models.revision import Area
from rules.entity import Entity
from rules.permission import Permission
from services.layout import layouts


def buttons(entity: Entity, row_id: int) -> None:
    """One link for each layout of the table."""
    offered = read((Area.DEFINITION,), "/", layouts, entity)
    if not offered:
        return
    with st.popover(_("Print"), icon=":material/print:", type="tertiary"):
        st.caption(_("As PDF, with what you may read."))
        for one in offered:
            address = f"{link.origin()}/print/{entity.key}/{row_id}.pdf?layout={one.key}"
            st.link_button(one.called(chosen()), address, icon=":material/picture_as_pdf:")
        if gate.visitor().may(Permission.CONFIGURE):
            link.to("layouts", _("Print layouts"), "edit", of=entity.key)
