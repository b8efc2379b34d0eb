"""Who serves which compound: the list, one compound, an import (物业企业)."""

import streamlit as st

from components import link
from components.firm import compound, listing, upload, where
from components.language import _
from rules.permission import Permission, Visitor


def show(visitor: Visitor) -> None:
    """Draw what the address asks for."""
    if code := link.asked("compound", 40):
        compound.show(code, visitor)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Property firms"))
        st.space("stretch")
        here = where.pick(visitor)
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    if link.asked("view") == "import" and visitor.may(Permission.KEEP_FIRMS, here.path):
        upload.show(here, visitor)
        return
    upload.forget()
    listing.show(here, visitor)
