"""Whose books a page is about: a compound that keeps them, the visitor's own first (看哪本账)."""

from collections.abc import Callable

import streamlit as st

from components import address, link
from components import place as places
from components.dialog import opened
from components.language import _
from components.reading import read
from components.text import plain
from models.ledger import Book
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.book import books


def headed(
    title: str, label: str, form: Callable[[Book, Visitor], None], visitor: Visitor
) -> Book | None:
    """The head of a page of money: its title, the compound, and the one act for who may ask."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(title)
        here = pick(visitor)
        st.space("stretch")
        main = st.container(width="content")
    if here is None:
        return None
    book, _place = here
    if visitor.may(Permission.ASK_SPENDING, book.path):
        with main:
            if st.button(label, type="primary", icon=":material/add:", key="nb_main"):
                opened(label, form, book, visitor)
    return book


def pick(visitor: Visitor) -> tuple[Book, Place] | None:
    """The compound picked, with its books; ``None``, and a word, where none are kept yet."""
    known = {place.code: (book, place) for book, place in read((Area.LEDGER,), "/", books)}
    near = [place.code for place in places.here(visitor) if place.code in known]
    offered = near or list(known)
    asked = link.asked("place", 40)
    if asked in known and asked not in offered:
        offered.append(asked)
    if not offered:
        st.info(_("No compound keeps its books here yet. The committee or the council opens them."))
        link.to("bookkeeping", _("Bookkeeping"), "edit_note")
        return None
    if asked and asked not in known:
        st.caption(_("No books are kept at this address. Shown are those of another compound."))
    if len(offered) == 1:
        st.markdown(f":gray[{plain(known[offered[0]][1].name)}]", width="content")
        return known[offered[0]]
    picked = st.selectbox(
        _("Compound"),
        offered,
        format_func=lambda code: known[code][1].name,
        key=address.key("place", offered, offered[0]),
        label_visibility="collapsed",
        width=200,
    )
    return known[address.keep("place", picked, offered[0]) or offered[0]]
