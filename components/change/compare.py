"""Before and after, side by side, part by part (前后对照)."""

from collections.abc import Sequence

import streamlit as st

from components.change import words
from components.language import _, n_
from rules.definition.difference import Difference

MOST = 300
SHORT, TALL = 14, 500  # rows shown without a scroll bar; pixels of a longer table


def show(told: Sequence[Difference]) -> None:
    """Every part that is not the same: what stood there, what shall."""
    if not told:
        st.caption(_("Nothing differs."))
        return
    rows = [
        {
            _("Which part"): words.part(one),
            _("Before"): words.value(one.before, one.part),
            _("After"): words.value(one.after, one.part),
        }
        for one in told[:MOST]
    ]
    st.dataframe(
        rows, hide_index=True, width="stretch", height="content" if len(rows) <= SHORT else TALL
    )
    if len(told) > MOST:
        left = len(told) - MOST
        st.caption(n_("{n} more part differs.", "{n} more parts differ.", left))
