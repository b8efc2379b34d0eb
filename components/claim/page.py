"""The register of a place, or one claim of it (公共收益清收)."""

import streamlit as st

from components import place
from components.claim import detail, listing
from components.language import _
from rules.permission import Visitor


def show(claim_id: int, visitor: Visitor) -> None:
    """What has come back stands first."""
    if claim_id:
        detail.show(claim_id, visitor)
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Clean-up"))
        st.space("stretch")
        here = place.pick(visitor)
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    listing.show(here, visitor)
