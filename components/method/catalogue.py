"""All methods side by side, and the way to a copy of one's own (办法目录)."""

import streamlit as st

from components import link
from components.act import act
from components.dialog import opened
from components.language import _, either
from components.method.naming import name, summary
from components.reading import read
from components.text import plain
from models.method import Method
from models.place import Place
from models.revision import Area
from rules.method import read_body
from rules.method.tree import aggregate_of, children, plain_number
from rules.permission import GRANTED, Held, Permission, Visitor
from services.method.drafting import copy_for
from services.method.reading import Listed, body_of, listed
from services.visitor import the_place

AREAS = (Area.FIRM, Area.RANKING, Area.PLACE)


def show(visitor: Visitor) -> None:
    """Each method with what counts in it; copies for those who may."""
    for row in read(AREAS, "/", listed):
        if row.current is None and not may_edit(row, visitor):
            continue  # nothing is published of it yet
        with st.container(border=True):
            _one(row, visitor)


def may_edit(row: Listed, visitor: Visitor) -> bool:
    """Own methods by the street of their place; those that ship by who looks after all."""
    if row.method.place_id is None:
        return visitor.may_everywhere(Permission.MANAGE_PLACES)
    return visitor.may(Permission.EDIT_METHOD, row.place_path)


def method_name(method: Method) -> str:
    """A method's name in the visitor's language."""
    return either(method.name, method.name_en)


def _one(row: Listed, visitor: Visitor) -> None:
    method, current = row.method, row.current
    st.subheader(plain(method_name(method)))
    facts = [plain(row.place_name) or _("comes with the app")]
    if current is not None:
        facts.append(_("Version {n}", n=current.number))
    else:
        facts.append(_("not published yet"))
    if row.editions:
        facts.append(_("editions with it: {n}", n=row.editions))
    st.caption(" · ".join(facts))
    if text := summary(method):
        st.text(text)
    if current is not None:
        st.markdown(_parts(current.id))
    with st.container(horizontal=True, vertical_alignment="center"):
        if current is not None:
            link.to("method", _("Read it"), "menu_book", code=method.code)
        if may_edit(row, visitor):
            title = _("Go on with the draft") if row.has_draft else _("Change it")
            link.to("method", title, "edit", code=method.code, edit=1)
        if current is not None and visitor.may(Permission.EDIT_METHOD):
            copy = _("Make our own copy")
            if st.button(copy, icon=":material/content_copy:", key=f"nb_copy_{method.id}"):
                opened(copy, _copy, method, visitor)


def _parts(version_id: int) -> str:
    """What stands at the top of the tree, with its weights."""
    given = read(AREAS, "/", body_of, version_id)
    if given is None:
        return ""
    body = read_body(given)
    shared = aggregate_of(body, None) != "sum"
    return " · ".join(
        f"{plain(name(node))} **{plain_number(node.weight)} %**" if shared else plain(name(node))
        for node in children(body, None)
    )


def _edits(held: Held) -> bool:
    return Permission.EDIT_METHOD in GRANTED[held.role]


def _copy(method: Method, visitor: Visitor) -> None:
    offered = [
        read((Area.PLACE,), "/", the_place, place_id)
        for place_id in sorted({held.place_id for held in visitor.held if _edits(held)})
    ]
    by_id: dict[int | None, Place] = {place.id: place for place in offered}
    where = st.selectbox(
        _("For which place?"), list(by_id), format_func=lambda i: by_id[i].name, key="nb_copy_place"
    )
    called = st.text_input(_("Its name"), method.name, max_chars=40, key="nb_copy_name")
    code = st.text_input(
        _("Its short code"),
        f"{by_id[where].code}-{method.code}"[:40] if where else "",
        max_chars=40,
        key=f"nb_copy_code_{where}",
        help=_("Letters, digits and hyphens; it stands in addresses."),
    )
    if st.button(_("Make the copy"), type="primary", key="nb_confirm"):
        given = (method.id or 0, where or 0, code or "", called or "")
        made = act(_("The copy is made."), copy_for, visitor, *given)
        if made is not None:
            link.go("method", code=made.code, edit=1)
