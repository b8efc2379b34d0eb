"""Who may read and change what (权限): the matrix, or the reasons for one person."""

import streamlit as st

from components import address
from components.language import _
from components.right import matrix, why
from rules.permission import Visitor

PARTS = ("matrix", "why")


def show(visitor: Visitor) -> None:
    """One of the two."""
    names = {"matrix": _("Who may do what"), "why": _("Why, or why not")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Rights"))
        st.space("stretch")
        picked = st.segmented_control(
            _("Part"),
            PARTS,
            format_func=names.__getitem__,
            key=address.key("part", PARTS, "matrix"),
            required=True,
            label_visibility="collapsed",
        )
    part = address.keep("part", picked, "matrix")
    if part == "why":
        why.show(visitor)
    else:
        matrix.show(visitor)
