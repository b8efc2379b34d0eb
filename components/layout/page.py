"""The print layouts of a table, and the workbench of one (版式设计)."""

from functools import partial
from typing import Any

import streamlit as st

from components import link
from components.act import why
from components.change.editor import tell_set
from components.change.pick import Back, into_change
from components.drafting import Draft, forget, the_draft, version
from components.language import _, named
from components.layout import about, outline, preview, source
from components.reading import read
from components.table.words import table as entity_label
from components.text import plain
from models.definition import DefinitionKind
from models.revision import Area
from rules.definition.layout import ANY
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import Refused
from services import definition
from services.entity import entity_for

AREAS = (Area.DEFINITION,)
USUAL = "place"  # whose rows a layout for any table is shown with
LONGEST = 80


def show(visitor: Visitor) -> None:
    """All layouts of the table that the address names, or one of them on the workbench."""
    of = link.asked("of", LONGEST)
    named = any(link.asked(part) for part in ("key", "copy", "new"))
    begin = partial(_blank, of)
    draft = the_draft(DefinitionKind.LAYOUT, f"nb_layout_{of}", begin) if named else None
    if named and draft is None:
        st.title(_("There is no such layout."))
        link.to("tables", _("All tables"), "table")
        return
    if draft is not None and not of:
        of = USUAL if draft.body["entity"] == ANY else str(draft.body["entity"])
    try:
        entity = read(AREAS, "/", entity_for, of)
    except Refused as refusal:
        st.title(_("Print layouts"))
        st.error(why(refusal), icon=":material/lock:")
        link.to("tables", _("All tables"), "table")
        return
    if draft is None:
        _list(entity)
    else:
        _workbench(draft, entity, visitor)


def _blank(of: str) -> dict[str, Any]:
    return {"name": "", "entity": of, "blocks": [{"kind": "fields", "names": [ANY]}]}


def _list(entity: Entity) -> None:
    """What there is for this table; its own first."""
    link.to("table", plain(entity_label(entity)), "arrow_back", of=entity.key)
    st.title(_("Print layouts"))
    held = read(AREAS, "/", definition.bodies, DefinitionKind.LAYOUT)
    own = [one for one in held if one.body["entity"] == entity.key]
    shared = [one for one in held if one.body["entity"] == ANY]
    for one in (*own, *shared):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(named(one.body))}**", width="content")
            if one.body["entity"] == ANY:
                st.badge(_("Any table"), color="gray")
            link.to("layouts", _("Change"), "edit", of=entity.key, key=one.key)
            link.to("layouts", _("Copy"), "content_copy", of=entity.key, copy=one.key)
    link.to("layouts", _("A new layout"), "add", of=entity.key, new=1)


def _workbench(draft: Draft, entity: Entity, visitor: Visitor) -> None:
    """Its blocks on the left, the sheet itself on the right."""
    link.to("layouts", _("Print layouts"), "arrow_back", of=entity.key)
    st.title(plain(named(draft.body) or _("A new layout")))
    st.caption(version(draft))
    tell_set(DefinitionKind.LAYOUT, draft.key)
    left, right = st.columns(2, gap="large")
    with left:
        about.show(draft, entity)
        outline.show(draft, entity)
    with right:
        sound = preview.show(draft, entity, visitor)
        _save(draft, visitor, sound)


def _save(draft: Draft, visitor: Visitor, sound: bool) -> None:
    with st.container(horizontal=True):
        if st.button(_("Save"), type="primary", key="nb_layout_save", disabled=not sound):
            key, title = about.code_of(draft), draft.body["name"]
            back = Back("layouts", {"of": link.asked("of", LONGEST)}, partial(forget, draft))
            into_change(visitor, DefinitionKind.LAYOUT, key, draft.body, title=title, back=back)
        if st.button(_("Begin again"), type="tertiary", key="nb_layout_again"):
            forget(draft)
            st.rerun()
        source.offer(draft)
