"""The sheet as it will be printed, beside its workbench (版式预览), and what is wrong with it."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import link
from components.act import why
from components.asking.picking import pick
from components.drafting import Draft
from components.language import _, chosen
from components.layout import about
from components.reading import read
from components.table.words import table as entity_label
from components.text import plain
from db.session import glance
from models.base import this_minute
from models.revision import Area
from rules.definition import layout as rule
from rules.definition.problem import Problem
from rules.entity import Column, Entity, Kind
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services import press
from services.entity import entity_for
from services.layout import framed, paper
from services.table.picking import rows

MOST_SHOWN = 5
FORM = "layout"  # the press' own form for sheets drawn up here


def show(draft: Draft, entity: Entity, visitor: Visitor) -> bool:
    """Draw it with a row of the table; whether it is sound."""
    if not draft.body["name"]:
        st.caption(_("Give it a name: here the sheet will stand."))
        return False
    with glance() as session:
        found = rule.problems(draft.body, lambda name: entity_for(session, name))
    if not draft.key and not about.is_free(about.code_of(draft)):
        found = [*found, Problem("key", N_("Another layout has this code, or it cannot be one."))]
    for one in found[:MOST_SHOWN]:
        st.error(why(Refused(one.sentence, **one.facts)), icon=":material/block:")
    if all(one.where == "key" for one in found):
        _printed(draft, entity, visitor)
    return not found


def _printed(draft: Draft, entity: Entity, visitor: Visitor) -> None:
    row_id = _row(draft, entity, visitor)
    if not row_id:
        link.to("table", _("No row to show it with yet."), "table_rows", of=entity.key)
        return
    try:
        with glance() as session:
            shown = paper(session, visitor, entity, row_id, draft.body, chosen())
    except Refused as refusal:
        st.error(why(refusal), icon=":material/lock:")
        return
    moment = this_minute()
    sheet = framed(shown, chosen(), entity.key, row_id, moment)
    with st.container(border=True):
        for picture in _pictures(draft, {**sheet, "printed": ""}):
            st.image(picture, width="stretch", alt=_("The sheet as it will be printed"))
    st.download_button(
        _("As PDF"),
        lambda: press.sheet(sheet, moment, FORM),
        file_name=f"{entity.table.name}-{row_id}.pdf",
        mime="application/pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
        key="nb_layout_pdf",
    )


def _row(draft: Draft, entity: Entity, visitor: Visitor) -> int | None:
    """Which row the sheet is shown with: the newest, until another one is picked."""
    newest = read(tuple(Area), "/", rows, visitor, entity.key, "")
    if not newest:
        return None
    label = _("Shown with: {table}", table=plain(entity_label(entity)))
    column = Column("row", Kind.ROW, label, label, target=entity.key, writable=True)
    with st.popover(label, icon=":material/table_rows:"):
        picked = pick(column, f"{draft.at}_row", newest[0].id, label, None, visitor, "/")
    return picked or newest[0].id


def _pictures(draft: Draft, sheet: Mapping[str, Any]) -> list[bytes]:
    """Drawn once for what they show: the page runs again with every key."""
    text = json.dumps(sheet, ensure_ascii=False, sort_keys=True)
    place = f"{draft.at}_pictures"
    held = st.session_state.get(place)
    if isinstance(held, tuple) and held[0] == text:
        known: list[bytes] = held[1]
        return known
    made = press.pictures(sheet, FORM)
    st.session_state[place] = (text, made)
    return made
