"""The contracts of a place, or one of them (经营合同)."""

import streamlit as st

from components import place
from components.contract import detail, listing
from components.language import _
from rules.permission import Visitor


def show(contract_id: int, visitor: Visitor) -> None:
    """What is due and has not come in stands first."""
    if contract_id:
        detail.show(contract_id, visitor)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Contracts"))
        st.space("stretch")
        here = place.pick(visitor)
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    listing.show(here, visitor)
