"""Which compound's books, and which part of the work on them (记账台)."""

from collections.abc import Callable

import streamlit as st

from components import address, compound
from components.language import _
from components.ledger.desk import chart, drafts, form, opening, periods
from components.reading import read
from models.ledger import Book, DraftState
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.book import book_of
from services.ledger import desk

AREAS = (Area.LEDGER,)
WAITING, PERIODS, DONE, CHART = "waiting", "periods", "done", "chart"


def show(visitor: Visitor) -> None:
    """The title, the one main act, and the part that was picked."""
    needed = Permission.POST_ENTRY if visitor.may(Permission.POST_ENTRY) else Permission.AUDIT
    if not visitor.may(needed):
        st.title(_("Bookkeeping"))
        st.error(_("Your role does not allow this here."), icon=":material/lock:")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Bookkeeping"), width="content")
        here = compound.pick(visitor, needed)
        st.space("stretch")
        main = st.container(width="content")
    if here is None:
        compound.none_yet()
        return
    book = read(AREAS, here.path, book_of, here.id or 0)
    if book is None:
        opening.show(here, visitor)
        return
    if visitor.may(Permission.POST_ENTRY, here.path):
        with main:
            form.button(book, visitor)
    _parts(book, here, visitor)


def _parts(book: Book, here: Place, visitor: Visitor) -> None:
    waiting = read(AREAS, here.path, desk.draft_count, book.id or 0, DraftState.PENDING)
    names = {
        WAITING: _("Wait for approval ({n})", n=waiting),
        PERIODS: _("Periods"),
        DONE: _("What became of drafts"),
        CHART: _("Accounts of the books"),
    }
    picked = st.segmented_control(
        _("Part"),
        list(names),
        format_func=lambda code: names[code],
        key=address.key("part", names, WAITING),
        label_visibility="collapsed",
    )
    parts: dict[str, Callable[[Book, Place, Visitor], None]] = {
        WAITING: drafts.waiting,
        PERIODS: periods.show,
        DONE: drafts.done,
        CHART: chart.show,
    }
    parts[address.keep("part", picked, WAITING) or WAITING](book, here, visitor)
