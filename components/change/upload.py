"""A change set that comes as a file: looked at first, then drafted (导入变更集)."""

from collections.abc import Mapping

import streamlit as st

from components import link
from components.act import act, why
from components.change import compare, words
from components.change.pick import HOUSE, places_for
from components.language import _, either, n_
from components.reading import read
from components.text import plain
from db.session import glance
from models.definition import DefinitionKind
from models.revision import Area
from rules.definition.difference import differences
from rules.definition.parcel import Parcel, unpack
from rules.permission import Visitor
from rules.refusal import Refused
from services import change
from services import place as places
from services.change import Arriving
from services.change.kind import the_kind
from services.change.reading import ShownItem


def show(visitor: Visitor) -> None:
    """The file, where it is to hold, and what it would change there."""
    st.caption(_("A file that another house exported. Nothing changes before it is published."))
    file = st.file_uploader(_("File"), type=["json"], key="nb_change_file", max_upload_size=5)
    if file is None:
        return
    raw, offered = file.getvalue(), places_for(visitor)
    where = st.selectbox(
        _("Where it holds"),
        list(offered),
        list(offered).index(_home(raw, offered)),
        format_func=offered.__getitem__,
        key=f"nb_change_place_{file.file_id}",
    )
    at = where or None
    try:
        with glance() as session:
            parcel, coming = change.arriving(session, visitor, raw, at)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    _told(parcel, coming)
    if all(one.same for one in coming):
        return  # it was said: there is nothing to draft
    if st.button(_("Draft these changes"), type="primary", key="nb_confirm"):
        done = _("The file is drafted as a change set.")
        found = act(done, change.import_change, visitor, raw, at)
        if found is not None:
            link.go("change", id=found.id)


def _home(raw: bytes, offered: Mapping[int, str]) -> int:
    """The place of the same code as where it comes from, if there is one here; else the first."""
    try:
        code = unpack(raw).place
    except Refused:  # it is told below
        code = ""
    found = read((Area.PLACE,), "/", places.by_code, code) if code else None
    place_id = HOUSE if found is None else found.id or HOUSE
    return place_id if place_id in offered else next(iter(offered))


def _told(parcel: Parcel, coming: list[Arriving]) -> None:
    st.markdown(f"**{plain(parcel.title)}**")
    if parcel.place:
        st.caption(_("It held at “{code}” where it comes from.", code=plain(parcel.place)))
    same = sum(one.same for one in coming)
    if same:
        st.caption(n_("{n} change holds here already.", "{n} changes hold here already.", same))
    for one in coming:
        if not one.same:
            _one(one.kind, one)


def _one(kind: DefinitionKind, one: Arriving) -> None:
    told = tuple(differences(one.before, one.after))
    said = words.summary(one.before, one.after, len(told))
    name, english = the_kind(kind).name(one.key, one.after or one.before)
    item = ShownItem(0, kind, one.key, name, english, one.before, one.after, told)
    called = plain(either(name, english))
    with st.expander(f"{words.kind(kind)} · {called} · {said}", icon=words.icon(kind)):
        compare.show(item)
