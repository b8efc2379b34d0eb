"""The tree of places, one level at a time (地方)."""

import streamlit as st

from components import custom, label, link, place
from components.act import act_and_rerun
from components.dialog import opened
from components.language import _
from components.reading import read
from components.text import plain
from models.place import Place, PlaceKind
from models.revision import Area
from rules.permission import Permission, Visitor
from rules.place import LONGEST_CODE, LONGEST_NAME, kinds_below
from services import gazetteer
from services import place as tree
from services.gazetteer import PAGE_ROWS, PlaceRow
from services.planting import add_place

AREAS = (Area.PLACE, Area.ROLL)


def show(visitor: Visitor) -> None:
    """Where we are, what lies below, and what may be added."""
    at = read((Area.PLACE,), "/", tree.by_code, link.asked("place")) or _top(visitor)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Places"))
        st.space("stretch")
        may_add = at is not None and visitor.may(Permission.MANAGE_PLACES, at.path)
        if at is not None and may_add and kinds_below(at.kind) and _add_button():
            opened(_("Add a place"), _add, at, visitor)
    if at is None:
        st.info(_("There is no such place."))
        return
    _way(at)
    _here(at, may_add, visitor)
    custom.panel("place", at.id or 0, at.path, visitor)
    _below(at)


def _add_button() -> bool:
    return st.button(_("Add a place"), type="primary", icon=":material/add_location:")


def _top(visitor: Visitor) -> Place | None:
    """The widest place that the visitor looks after."""
    paths = [h.path for h in visitor.held if visitor.may(Permission.MANAGE_PLACES, h.path)]
    line = read((Area.PLACE,), "/", tree.above, min(paths, key=len)) if paths else []
    return line[-1] if line else None


def _way(at: Place) -> None:
    """The way here from the top, each step a link."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        for step in read((Area.PLACE,), "/", tree.above, at.path)[:-1]:
            _to(step.name, step.code)
            st.markdown(":gray[›]", width="content")
        st.markdown(f"**{plain(at.name)}**", width="content")


def _to(name: str, code: str) -> None:
    """The way to another place of the tree; its code goes into the address."""
    key = f"nb_place_{code}"
    st.button(plain(name), key=key, type="tertiary", on_click=_go, args=(code,))


def _go(code: str) -> None:
    st.query_params["place"] = code
    if "page" in st.session_state:
        st.session_state["page"] = 1


def _here(at: Place, may_change: bool, visitor: Visitor) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.badge(label.place_kind(at.kind), color="gray")
        if at.households:
            st.markdown(_("{n} households", n=f"{at.households:,}"), width="content")
        st.markdown(f":gray[{_('in links: {code}', code=plain(at.code))}]", width="content")
        fixed = at.kind is PlaceKind.UNIT or not may_change
        if not fixed and st.button(_("Rename"), type="tertiary", icon=":material/edit:"):
            opened(_("Rename"), _rename, at, visitor)
        if at.kind is PlaceKind.COMPOUND:
            link.to("roll", _("Owners' roll"), "badge", place=at.code)
            link.to("counting", _("Rules of counting"), "gavel", place=at.code)


def _below(at: Place) -> None:
    number = read(AREAS, "/", gazetteer.count_children, at.id)
    if not number:
        if at.kind not in (PlaceKind.BUILDING, PlaceKind.UNIT):
            st.info(_("Nothing lies below yet. Add what comes next: a compound, a building …"))
        return
    above, page = place.paged(number, PAGE_ROWS)
    with above, st.grid("auto", min_column_width=260, gap="small"):
        for row in read(AREAS, "/", gazetteer.children, at.id, page):
            _card(row)


def _card(row: PlaceRow) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            _to(row.name, row.code)
            st.badge(label.place_kind(row.kind), color="gray")
        facts = [
            _("{n} places below", n=f"{row.children:,}") if row.children else "",
            _("{n} households", n=f"{row.households:,}") if row.households else "",
        ]
        st.caption(" · ".join(fact for fact in facts if fact) or plain(row.code))


def _add(at: Place, visitor: Visitor) -> None:
    st.caption(_("It will lie below {name}.", name=plain(at.name)))
    kind = st.selectbox(_("Level"), kinds_below(at.kind), format_func=label.place_kind)
    name = st.text_input(_("Name"), key="nb_place_name", max_chars=LONGEST_NAME)
    code = st.text_input(
        _("Code, as it stands in links"),
        key="nb_place_code",
        max_chars=LONGEST_CODE,
        placeholder="fengyuan-3",
        help=_("Small letters, digits and dashes. It never changes, so that links last."),
    )
    known = {"kind": kind, "name": name, "code": code, "parent_id": at.id, "households": 0}
    own = custom.ask_new("place", at.path, visitor, known)
    if st.button(_("Add"), type="primary", key="nb_confirm") and custom.sound(own):
        given = (PlaceKind(kind), name or "", code or "", at)
        act_and_rerun(_("Place added"), add_place, visitor, *given, own=custom.said(own))


def _rename(at: Place, visitor: Visitor) -> None:
    with st.form("nb_rename_place", border=False):
        name = st.text_input(_("Name"), value=at.name, max_chars=LONGEST_NAME)
        st.caption(_("The code in links stays: {code}", code=plain(at.code)))
        if st.form_submit_button(_("Save"), type="primary"):
            act_and_rerun(_("Place renamed"), tree.rename_place, visitor, at.id or 0, name)
