"""Finding a place by typing, in a tree of any size (查找地方)."""

from collections.abc import Collection

import streamlit as st

from components import label
from components.language import _
from components.reading import read
from models.member import Role
from models.place import PlaceKind
from models.revision import Area
from rules.member import SEATS
from rules.permission import Permission, Visitor
from services import gazetteer
from services.gazetteer import Found


def ask(role: Role, visitor: Visitor, key: str) -> Found | None:
    """The place where a role shall stand, among those that the visitor looks after."""
    needed = Permission.INVITE if role is Role.RESIDENT else Permission.MANAGE_MEMBERS
    paths = {held.path for held in visitor.held if visitor.may(needed, held.path)}
    return find(tuple(sorted(paths)), SEATS[role], key)


def find(paths: tuple[str, ...], kinds: Collection[PlaceKind], key: str) -> Found | None:
    """A place within ``paths``: type a part of its name, then choose among at most twenty."""
    wanted = tuple(kind for kind in PlaceKind if kind in kinds)
    door = wanted == (PlaceKind.UNIT,)
    words = st.text_input(
        _("Which door?") if door else _("Which place?"),
        key=f"{key}_words",
        max_chars=40,
        placeholder=_("For example 3-2-501") if door else _("A part of its name"),
        icon=":material/search:",
    )
    if door and not words:
        return None
    found = read((Area.PLACE,), "/", gazetteer.find, paths, words or "", wanted)
    if not found:
        st.caption(_("Nothing of that name here."))
        return None
    by_id = {place.id: place for place in found}
    picked = st.selectbox(
        _("Found"),
        list(by_id),
        format_func=lambda i: f"{by_id[i].full_name} ({label.place_kind(by_id[i].kind)})",
        key=f"{key}_found",
        label_visibility="collapsed",
    )
    return by_id.get(picked)
