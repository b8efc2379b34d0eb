"""Before and after, side by side, part by part (前后对照)."""

import streamlit as st

from components.change import rights, whole, words
from components.change.said import said
from components.language import _, n_
from models.definition import DefinitionKind
from rules.definition.difference import Difference, differences
from services.change.reading import ShownItem

MOST = 300
SHORT, TALL = 14, 500  # rows shown without a scroll bar; pixels of a longer table


def parts(item: ShownItem) -> int:
    """How many parts differ, as they are shown here."""
    is_right = item.kind is DefinitionKind.RIGHT
    return len(rights.changed(item)) if is_right else len(item.differences)


def show(item: ShownItem) -> None:
    """Every part that is not the same: what stood there, what shall."""
    if item.kind is DefinitionKind.RIGHT:
        rights.show(item)
        return
    told = differences(said(item.before), said(item.after))
    if whole.readable(item):
        if outer := whole.around(item, told):
            _table(item, outer)
        whole.show(item)
        return
    if not told:
        st.caption(_("Nothing differs."))
        return
    _table(item, told)


def _table(item: ShownItem, told: list[Difference]) -> None:
    rows = []
    for one in told[:MOST]:
        row = {_("Which part"): words.part(one, item)}
        if item.before is not None:  # of what is new there is no before
            row[_("Before")] = words.value(one.before, one.part, item)
        if item.after is not None:
            row[_("After")] = words.value(one.after, one.part, item)
        rows.append(row)
    st.dataframe(
        rows, hide_index=True, width="stretch", height="content" if len(rows) <= SHORT else TALL
    )
    if len(told) > MOST:
        left = len(told) - MOST
        st.caption(n_("{n} more part differs.", "{n} more parts differ.", left))
