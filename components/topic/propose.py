"""Raising a matter: while one writes, neighbours' like topics are shown (提议)."""

from typing import Any

import streamlit as st

from components import custom, label, link, photo
from components.act import act
from components.asking import Asked
from components.language import _
from components.reading import read
from components.text import plain
from db.session import glance, transaction
from models.place import Place
from models.revision import Area
from models.topic import Category
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from rules.topic import LONGEST_BODY, LONGEST_TITLE
from services import place as places
from services.draft import draft, keep_draft
from services.photo import Picture
from services.topic import reading
from services.topic.submitting import FORM, submit

_KEPT = "nb_propose_kept"


def show(visitor: Visitor) -> None:
    """The form; what is written is kept from one visit to the next."""
    offered = [p for p in _places(visitor) if visitor.may(Permission.PROPOSE, p.path)]
    if not offered:
        st.info(_("You do not live or serve in a compound that is set up here."))
        return
    begun = _begun(visitor)
    left, right = st.columns([2, 1], gap="large")
    with left:
        given = _ask(offered, begun)
        path = next(place.path for place in offered if place.id == given["place"])
        own = custom.ask_new("topic", path, visitor, {"category": given["category"]})
    with right:
        _similar(path, given["title"])
    _keep(visitor, given)
    with left:
        pictures = photo.chooser(FORM)
        if st.button(_("Propose it"), type="primary", icon=":material/send:", key="nb_send"):
            _send(visitor, given, pictures, own)


def _places(visitor: Visitor) -> list[Place]:
    paths = tuple(sorted({held.path for held in visitor.held}))
    return read((Area.PLACE,), "/", places.proposable, paths)


def _begun(visitor: Visitor) -> dict[str, Any]:
    """The draft, read once at the beginning of a visit."""
    if _KEPT not in st.session_state:
        with glance() as session:
            st.session_state[_KEPT] = draft(session, visitor, FORM)
    begun: dict[str, Any] = st.session_state[_KEPT]
    return begun


def _ask(offered: list[Place], begun: dict[str, Any]) -> dict[str, Any]:
    by_id = {place.id: place for place in offered}
    ids = list(by_id)
    where = begun.get("place") if begun.get("place") in by_id else ids[0]
    given: dict[str, Any] = {
        "place": where
        if len(ids) == 1
        else st.selectbox(
            _("Where?"),
            ids,
            index=ids.index(where),
            format_func=lambda i: by_id[i].name,
            key="nb_where",
        )
    }
    given["title"] = st.text_input(
        _("What is it, in one line?"),
        begun.get("title", ""),
        max_chars=LONGEST_TITLE,
        key="nb_title",
        live="500ms",
        placeholder=_("Cars block the east gate at night"),
    )
    codes = [category.value for category in Category]
    given["category"] = st.selectbox(
        _("Category"),
        codes,
        index=codes.index(begun["category"]) if begun.get("category") in codes else None,
        format_func=lambda code: label.category(Category(code)),
        key="nb_category",
    )
    given["body"] = st.text_area(
        _("What is it about?"),
        begun.get("body", ""),
        max_chars=LONGEST_BODY,
        height=200,
        key="nb_body",
        placeholder=_("What is wrong, since when, whom does it touch, what do you wish for?"),
    )
    return given


def _similar(path: str, title: str) -> None:
    found = read((Area.DELIBERATION,), path, reading.similar, path, title)
    if not found:
        return
    st.subheader(_("Already raised?"))
    st.caption(_("If it is the same matter, support it: that helps more than a second one."))
    for topic, percent in found:
        link.to("topic", plain(topic.title), "topic", id=topic.id)
        st.caption(_("{percent}% alike", percent=percent))


def _keep(visitor: Visitor, given: dict[str, Any]) -> None:
    """Keep the draft when something has changed: a lost connection loses nothing."""
    words = {k: v for k, v in given.items() if k != "place"}
    kept = st.session_state[_KEPT]
    if given == kept or (not any(words.values()) and not kept):
        return
    try:
        with transaction() as session:
            keep_draft(session, visitor, FORM, given if any(words.values()) else {})
    except Refused as refusal:
        st.warning(_(refusal.sentence, **refusal.facts))
        return
    st.session_state[_KEPT] = given
    st.caption(f":material/cloud_done: {_('Kept as a draft')}")


def _send(
    visitor: Visitor, given: dict[str, Any], pictures: list[Picture], own: Asked | None
) -> None:
    if not given["category"]:
        st.error(_("Please choose a category."), icon=":material/block:")
        return
    if own is not None and not own.sound():
        return
    topic = act(
        _("Proposed. Now your neighbours can support it."),
        submit,
        visitor,
        given["place"],
        given["title"],
        given["body"],
        Category(given["category"]),
        pictures,
        own=own.values if own else None,
    )
    if topic is not None:
        st.session_state.pop(_KEPT, None)
        link.go("topic", id=topic.id)
