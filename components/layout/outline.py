"""The blocks of a layout, to be added, moved, changed and taken away (版式大纲)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.dialog import opened
from components.drafting import Draft, change_body
from components.drafting.parts import DOWN, UP, menu
from components.language import _
from components.layout import block, words
from components.text import plain
from rules.definition import drawing
from rules.definition.layout import ANY, KINDS, MOST_BLOCKS
from rules.entity import Entity

BLOCKS = "blocks"


def show(draft: Draft, entity: Entity) -> None:
    """Every block in its order, and what may be added."""
    columns = words.offered(entity, draft.body)
    blocks = draft.body[BLOCKS]
    with st.container(border=True, gap="xsmall"):
        for number, held in enumerate(blocks):
            _line(draft, entity, number, held, words.summary(held, columns))
    if len(blocks) < MOST_BLOCKS:
        st.caption(_("Add at the end:"))
        with st.container(horizontal=True, gap="small"):
            for code in KINDS:
                _offer(draft, entity, code)


def _line(draft: Draft, entity: Entity, number: int, held: Mapping[str, Any], said: str) -> None:
    """One block: what it is and says, and what may be done with it."""
    last, code = len(draft.body[BLOCKS]) - 1, held["kind"]
    offered = {"edit": _("Change")} if code != "qr" else {}
    if number:
        offered["up"] = _("Up")
    if number < last:
        offered["down"] = _("Down")
    offered["copy"] = _("Copy")
    if last:
        offered["drop"] = _("Remove it")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        more = f" :gray[{plain(said)}]" if said else ""
        st.markdown(f"{words.icon(code)} **{words.kind(code)}**{more}", width="stretch")
        picked = menu(offered, f"nb_layout_do_{number}")
    match picked:
        case "edit":
            opened(words.kind(code), block.edit, draft, entity, number, code)
        case "up":
            _change(draft, drawing.moved, number, UP)
        case "down":
            _change(draft, drawing.moved, number, DOWN)
        case "copy":
            _change(draft, drawing.copied, number)
        case "drop":
            _change(draft, drawing.without, number)


def _offer(draft: Draft, entity: Entity, code: str) -> None:
    """One kind of block to add: what needs no question is added at once."""
    if code == "rows" and (draft.body["entity"] == ANY or not block.ways(entity)):
        return
    title = words.kind(code)
    if not st.button(title, icon=words.icon(code), key=f"nb_layout_add_{code}"):
        return
    if code == "qr":
        change_body(draft, drawing.placed, BLOCKS, None, {"kind": code})
        st.rerun()
    opened(title, block.edit, draft, entity, None, code)


def _change(draft: Draft, deed: Any, *args: Any) -> None:
    change_body(draft, deed, BLOCKS, *args)
    st.rerun()
