"""One compound: who serves it, who did, and what it is like (小区在管情况)."""

from datetime import date
from typing import Literal

import streamlit as st

from components import link
from components.dialog import opened
from components.firm import form, words
from components.firm.listing import goto
from components.language import _
from components.reading import read
from components.text import plain
from models.base import now
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.firm import reading
from services.firm.reading import CompoundRow
from services.firm.sheet import Term, compound_terms

AREAS = (Area.FIRM, Area.PLACE)


def show(code: str, visitor: Visitor) -> None:
    """Draw it; a sentence and a way on where there is none."""
    today = day_of(now())
    row = read(AREAS, "/", reading.compound, code, today)
    back()
    if row is None:
        st.title(_("There is no such compound."))
        return
    st.title(plain(row.name))
    _answer(row)
    terms = read(AREAS, row.path, compound_terms, row.id)
    if visitor.may(Permission.KEEP_FIRMS, row.path):
        _keep(row, terms, today, visitor)
    _facts(row)
    _history(terms, today)


def back() -> None:
    """To the list, on this same page."""
    st.button(
        _("All compounds"),
        icon=":material/arrow_back:",
        type="tertiary",
        on_click=goto,
        args=("",),
    )


def _answer(row: CompoundRow) -> None:
    if not row.firm or row.begins_on is None:
        st.markdown(f"### :orange[:material/warning: {_('Nobody serves this compound now.')}]")
        return
    st.markdown(f"### {plain(_('Served by {firm}', firm=row.firm))}")
    told = words.served(row.begins_on, row.ends_on, row.level or 1, row.fee_fen or 0)
    st.markdown(f"{words.kind_badge(row.kind)} :gray[{told}]")
    link.to("firm", _("The firm's record"), "apartment", code=row.firm_code)


def _keep(row: CompoundRow, terms: list[Term], today: date, visitor: Visitor) -> None:
    """What the keepers of the register may do here."""
    running = next((term for term in terms if term.runs(today)), None)
    with st.container(horizontal=True, gap="small"):
        main: Literal["primary", "secondary"] = "primary" if running is None else "secondary"
        if st.button(_("Enter a service contract"), type=main, icon=":material/add:"):
            opened(_("Enter a service contract"), form.contract, row, visitor)
        if running is not None:
            if st.button(_("Correct the contract"), icon=":material/edit:"):
                opened(_("Correct the contract"), form.correct_contract, running, visitor)
            if st.button(_("End the contract"), icon=":material/event_busy:"):
                opened(_("End the contract"), form.end_contract, running, visitor)
        if st.button(_("Describe the compound"), icon=":material/home_work:"):
            opened(_("Describe the compound"), form.describe, row, visitor)


def _facts(row: CompoundRow) -> None:
    """What makes it comparable with others."""
    unknown = _("not said yet")
    facts = {
        _("Kind of compound"): words.compound_type(row.type) or unknown,
        _("Built in"): str(row.built_in or unknown),
        _("Households"): f"{row.households:,}",
    }
    with st.grid("auto", min_column_width=160, gap="small"):
        for name, value in facts.items():
            st.metric(name, value, border=True)
    st.caption(_("Compounds are compared with others of their kind, age and size."))


def _history(terms: list[Term], today: date) -> None:
    st.subheader(_("Who has served here"))
    if not terms:
        st.caption(_("No service contract has been entered."))
        return
    for term in terms:
        with st.container(border=True, gap="xxsmall"):
            link.to("firm", f"**{plain(term.firm)}**", "apartment", code=term.firm_code)
            told = words.served(term.begins_on, term.ends_on, term.level, term.fee_fen)
            badge = f":green-badge[{_('serves now')}] " if term.runs(today) else ""
            st.markdown(f"{badge}:gray[{told}]")
