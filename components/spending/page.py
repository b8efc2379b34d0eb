"""What is asked for, what was decided, what was paid (支出一览)."""

from datetime import date

import streamlit as st

from components import kept, link, place
from components.format import yuan
from components.language import _, n_
from components.reading import read
from components.spending import ask, card, small
from models.base import now
from models.ledger import Book
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Visitor
from services.spending import reading
from services.spending.reading import PAGE_ROWS, SpendingList, Summary

AREAS = (Area.LEDGER, Area.DELIBERATION, Area.NOTICE)


def show(visitor: Visitor) -> None:
    """How much is asked and left, every request with its way, and leave for small sums."""
    today = day_of(now())
    book = kept.headed(_("Spending"), _("Ask to spend"), ask.form, visitor)
    if book is None:
        return
    st.caption(_("Decided first, paid after: four deliberations, two publications, two approvals."))
    _totals(read(AREAS, book.path, reading.summary, book.id or 0), today)
    _requests(book, visitor, today)
    small.section(book, visitor, today)


def _totals(told: Summary, today: date) -> None:
    late = sum(due < today for due in told.due)
    with st.container(horizontal=True, gap="small"):
        st.metric(
            _("On their way"),
            n_("{n} request", "{n} requests", told.walking),
            border=True,
            delta=yuan(told.walking_fen),
            delta_color="off",
            delta_arrow="off",
            height="stretch",
        )
        st.metric(
            _("Decided, still to pay"),
            yuan(told.left_fen),
            border=True,
            delta=n_("{n} request", "{n} requests", told.approved),
            delta_color="off",
            delta_arrow="off",
            height="stretch",
        )
        st.metric(
            _("Results to publish"),
            n_("{n} result", "{n} results", len(told.due)),
            border=True,
            delta=_("{n} late", n=late) if late else _("none late"),
            delta_color="inverse" if late else "off",
            delta_arrow="off",
            height="stretch",
        )


def _requests(book: Book, visitor: Visitor, today: date) -> None:
    def found_on(page: int) -> SpendingList:
        return read(AREAS, book.path, reading.spendings, book.id or 0, page, link.asked_id())

    found = found_on(1)
    if not found.total and link.asked_id():
        st.info(_("There is no such request here."))
        link.to("spending", _("All requests"), "list")
        return
    if not found.total:
        st.info(_("Nothing was asked for yet. Requests, decisions and payments will stand here."))
        return
    above, page = place.paged(found.total, PAGE_ROWS)
    if page > 1:
        found = found_on(page)
    with above:
        for row in found.rows:
            card.show(row, book, visitor, today)
        if link.asked_id():
            link.to("spending", _("All requests"), "list")
