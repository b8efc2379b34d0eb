"""Saved views of a table: chosen, kept, shared with a role, taken away (保存的视图)."""

from typing import Any

import streamlit as st

from components import label, link
from components.act import act, act_and_rerun
from components.dialog import opened
from components.language import _
from components.reading import read
from components.table.asked import AREAS, Asked
from models.history import SavedView
from models.member import Role
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from rules.table import NAMES, asked_of, body_of
from services import place as places
from services.table.opening import Opened
from services.table.view import LONGEST_NAME, keep_view, remove_view, views

_PICKED = "nb_view"


def pick(visitor: Visitor, table: Opened) -> None:
    """The views that there are for this visitor; the one in the address is opened."""
    found = {one.id or 0: one for one in read(AREAS, "/", views, visitor, table.entity.key)}
    asked = link.asked_id("view")
    bare = not any(link.asked(name) for name in NAMES)
    if asked in found and bare:
        _open(found[asked])
    if not found:
        return
    key = f"{_PICKED}_{table.entity.key}"
    st.session_state[key] = asked if asked in found else None
    st.selectbox(
        _("View"),
        list(found),
        index=None,
        format_func=lambda one: _named(found[one], visitor),
        key=key,
        placeholder=_("Saved views"),
        label_visibility="collapsed",
        width=180,
        on_change=_picked,
        args=(key, found),
    )


def _named(view: SavedView, visitor: Visitor) -> str:
    if view.member_id == visitor.member_id or not view.shared_with:
        return view.name
    return f"{view.name} · {label.role(view.shared_with)}"


def _picked(key: str, found: dict[int, SavedView]) -> None:
    view = found.get(st.session_state.get(key) or 0)
    for name in (*NAMES, "view"):
        st.query_params.pop(name, None)
    st.session_state["q"] = ""
    if view is not None:
        _open(view)


def _open(view: SavedView) -> None:
    """Its list, as an address says it; what it asks for is checked like any address."""
    st.query_params["view"] = str(view.id)
    for name, value in asked_of(view.body).items():
        if name == "q":
            st.session_state["q"] = value
        st.query_params[name] = value


def keep(asked: Asked) -> None:
    """The button that keeps the list as it stands, and those that take views away."""
    if not asked.visitor.signed_in:
        return
    if st.button(_("Save this view"), icon=":material/bookmark_add:", type="tertiary"):
        opened(_("Save this view"), _keep, asked)


def _keep(asked: Asked) -> None:
    visitor, table = asked.visitor, asked.table
    body: dict[str, Any] = body_of(asked.wanted, table.entity, table.names)
    st.write(_("Filter, words, columns and order are kept under a name."))
    name = st.text_input(_("Name of the view"), max_chars=LONGEST_NAME, key="nb_view_name")
    shared = _shared(visitor)
    if st.button(_("Save"), type="primary", disabled=not (name or "").strip()):
        given = (table.entity.key, name or "", body, shared)
        kept = act(_("Saved."), keep_view, visitor, *given)
        if kept is not None:
            st.query_params["view"] = str(kept.id)  # the list is that view from now on
            st.rerun()
    _others(visitor, table)


def _shared(visitor: Visitor) -> tuple[str, int] | None:
    """With whom it is shared, by whoever configures somewhere."""
    if not visitor.may(Permission.CONFIGURE):
        return None
    paths = tuple(sorted({held.path for held in visitor.held}))
    near: list[Place] = read((Area.PLACE,), "/", places.boards, paths)
    mine = {p.id or 0: p.name for p in near if visitor.may(Permission.CONFIGURE, p.path)}
    role = st.selectbox(
        _("Share with a role"),
        [one.value for one in Role],
        index=None,
        format_func=label.role,
        placeholder=_("Only for me"),
        key="nb_view_role",
    )
    if role is None or not mine:
        return None
    at = st.selectbox(
        _("At this place and below"), list(mine), format_func=mine.__getitem__, key="nb_view_place"
    )
    return role, at


def _others(visitor: Visitor, table: Opened) -> None:
    """The views that are there, each with the way to take it away."""
    for one in read(AREAS, "/", views, visitor, table.entity.key):
        own = one.member_id == visitor.member_id
        if not own and not visitor.may(Permission.CONFIGURE, one.path):
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(_named(one, visitor))
            st.space("stretch")
            if st.button(
                _("Remove"), icon=":material/delete:", type="tertiary", key=f"nb_view_{one.id}"
            ):
                act_and_rerun(_("Removed."), remove_view, visitor, one.id or 0)
