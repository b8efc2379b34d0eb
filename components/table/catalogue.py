"""Every table that the visitor may read, in its group (数据表一览)."""

import streamlit as st

from components import address, link, place
from components.language import _, n_
from components.reading import read
from components.table import words
from components.table.asked import AREAS
from components.text import plain
from rules.entity import Entity
from rules.entity.words import GROUPS
from rules.permission import Visitor
from services.table.opening import size, tables


def show(visitor: Visitor) -> None:
    """One group of tables, or those that are called as somebody says."""
    st.title(_("Tables"))
    found = read(AREAS, "/", tables, visitor)
    if not found:
        st.info(_("There is no table that you may read. Sign in, or ask the council for a role."))
        return
    groups = [group for group in GROUPS if any(one.group == group for one in found)]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        said = place.words(_("Name of a table")).lower()
        group = _group(groups) if len(groups) > 1 else groups[0]
    if said:
        shown = [one for one in found if said in f"{one.label} {one.english} {one.key}".lower()]
    else:
        shown = [one for one in found if one.group == group]
    if not shown:
        st.info(_("No table is called so."))
    _list(visitor, shown)


def _group(groups: list[str]) -> str:
    first = "registers" if "registers" in groups else groups[0]
    picked = st.pills(
        _("Group of tables"),
        groups,
        format_func=lambda code: _(GROUPS[code]),
        key=address.key("group", groups, first),
        label_visibility="collapsed",
    )
    return address.keep("group", picked, first) or first


def _list(visitor: Visitor, shown: list[Entity]) -> None:
    for one in shown:
        rows, more = read(AREAS, "/", size, visitor, one.key)
        count = n_("{count} row", "{count} rows", rows, count=f"{rows:,}")
        if more:
            count = _("more than {n} rows", n=f"{rows:,}")
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            link.to("table", plain(words.table(one)), one.icon, of=one.key)
            st.caption(count)
