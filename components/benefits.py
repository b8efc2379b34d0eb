"""All that came of it at a place, with what it comes to on top (民享成果)."""

import streamlit as st

from components import link, photo, place
from components.benefit import facts
from components.format import yuan
from components.language import _
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.permission import Visitor
from services.benefit import reading
from services.benefit.reading import PAGE_ROWS, BenefitList, BenefitRow


def show(visitor: Visitor) -> None:
    """Filters, totals, cards, pages."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        here = place.pick(visitor)
        category = place.category()
        words = place.words(_("Search results"))
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return

    def found_on(page: int) -> BenefitList:
        return read(
            (Area.DELIBERATION,), here.path, reading.benefits, here.path, words, category, page
        )

    found = found_on(1)
    if not found.total:
        _empty(filtered=bool(words or category))
        return
    _totals(found)
    above, page = place.paged(found.total, PAGE_ROWS)
    if page > 1:
        found = found_on(page)
    with above, st.grid("auto", min_column_width=320, gap="small"):
        for row in found.rows:
            _card(row)


def _totals(found: BenefitList) -> None:
    """What came of it, in three numbers."""
    with st.container(horizontal=True, gap="small"):
        in_time = _("{n} in time", n=found.in_time)
        st.metric(
            _("Things done"), found.total, border=True, delta_description=in_time, height="stretch"
        )
        st.metric(
            _("Households, each time"), f"{found.households:,}", border=True, height="stretch"
        )
        st.metric(_("Spent"), yuan(found.cost_fen), border=True, height="stretch")


def _card(row: BenefitRow) -> None:
    with st.container(border=True, gap="xsmall"):
        link.to("topic", f"**{plain(row.title)}**", id=row.topic_id)
        st.markdown(facts(row, where=True))
        st.text(row.summary)
        photo.show([row.photo] if row.photo else [], row.title)


def _empty(filtered: bool) -> None:
    if filtered:
        st.info(_("Nothing matches. Take a filter away."))
        return
    st.info(
        _("No results yet. When a topic has walked all its steps, what came of it stands here.")
    )
    link.to("board", _("To the agenda board"), "view_kanban")
