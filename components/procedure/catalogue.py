"""All procedures side by side, and the way into the editor (规程目录)."""

import streamlit as st

from components import link
from components.act import act
from components.dialog import opened
from components.language import _, either
from components.procedure import words
from components.reading import read
from components.text import plain
from models.place import Place
from models.procedure import Procedure
from models.revision import Area
from rules.permission import Permission, Visitor
from services import place as places
from services.procedure.drafting import copy_for
from services.procedure.reading import Listed, listed

AREAS = (Area.PROCEDURE, Area.DELIBERATION, Area.PLACE)


def show(visitor: Visitor) -> None:
    """Each procedure with its steps in words; editing for those who may."""
    for row in read(AREAS, "/", listed):
        with st.container(border=True):
            _one(row, visitor)


def may_edit(row: Listed, visitor: Visitor) -> bool:
    """Own procedures by the council of their place; those that ship by who looks after all."""
    if row.procedure.place_id is None:
        return visitor.may_everywhere(Permission.MANAGE_PLACES)
    return visitor.may(Permission.EDIT_PROCEDURE, row.place_path)


def name(procedure: Procedure) -> str:
    """A procedure's name in the visitor's language."""
    return either(procedure.name, procedure.name_en)


def _one(row: Listed, visitor: Visitor) -> None:
    procedure = row.procedure
    st.subheader(plain(name(procedure)))
    facts = [plain(row.place_name) or _("comes with the app")]
    if row.plan is not None:
        facts.append(_("Version {n}", n=row.plan.number))
    facts.append(_("topics under way: {n}", n=row.open_topics))
    st.caption(" · ".join(facts))
    summary = either(procedure.summary, procedure.summary_en)
    if summary:
        st.text(summary)
    if row.plan is not None:
        st.markdown(words.flow(row.plan))
        with st.popover(_("All steps"), icon=":material/account_tree:"):
            for step in row.plan.steps:
                st.markdown(words.step(step, row.plan.steps))
    with st.container(horizontal=True, vertical_alignment="center"):
        if may_edit(row, visitor):
            draft = _("Go on with the draft") if row.has_draft else _("Change it")
            link.to("procedure", draft, "edit", id=procedure.id)
        if row.plan is not None and visitor.may(Permission.EDIT_PROCEDURE):
            copy = _("Make our own copy")
            if st.button(copy, icon=":material/content_copy:", key=f"nb_copy_{procedure.id}"):
                opened(copy, _copy, procedure, visitor)


def _copy(procedure: Procedure, visitor: Visitor) -> None:
    paths = tuple(sorted({held.path for held in visitor.held}))
    offered = [
        place
        for place in read((Area.PLACE,), "/", places.boards, paths)
        if visitor.may(Permission.EDIT_PROCEDURE, place.path)
    ]
    by_id: dict[int | None, Place] = {place.id: place for place in offered}
    where = st.selectbox(
        _("For which place?"), list(by_id), format_func=lambda i: by_id[i].name, key="nb_copy_place"
    )
    called = st.text_input(_("Its name"), procedure.name, max_chars=40, key="nb_copy_name")
    code = st.text_input(
        _("Its short code"),
        f"{by_id[where].code}-{procedure.code}"[:40] if where else "",
        max_chars=40,
        key=f"nb_copy_code_{where}",
        help=_("Letters, digits and hyphens; it stands in addresses."),
    )
    if st.button(_("Make the copy"), type="primary", key="nb_confirm"):
        given = (procedure.id or 0, where or 0, code or "", called or "")
        made = act(_("The copy is made."), copy_for, visitor, *given)
        if made is not None:
            link.go("procedure", id=made.id)
