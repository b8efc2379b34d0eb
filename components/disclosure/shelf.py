"""What is posted, due and late: one compound's periods, or the compounds of a street (公示列表)."""

from datetime import date

import streamlit as st

from components import gate, link, place
from components.act import act_and_rerun
from components.dialog import opened
from components.disclosure import words
from components.disclosure.petition import panel as petition
from components.disclosure.witness import panel as witness
from components.format import day
from components.language import _, n_
from components.notice import paper
from components.reading import read
from components.text import plain
from models.base import now
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.disclosure.clock import ClockState
from rules.permission import Permission, Visitor
from services.disclosure.publishing import publish_accounts
from services.disclosure.reading import Shelf, Term, shelves
from services.jurisdiction import local

AREAS = (Area.LEDGER,)


def show(visitor: Visitor) -> None:
    """The clock of what was picked: late and due on top."""
    today = day_of(now())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Accounts posted"), width="content")
        st.space("stretch")
        here = place.pick(visitor)
    found = read(AREAS, here.path, shelves, here.path, today) if here else ()
    if here is None or not found:
        st.info(_("No books are kept here yet. Once they are, their accounts hang here."))
        return
    witness(here.path, visitor)
    if len(found) > 1:
        _street(found)
        return
    _compound(found[0], here, visitor)


def _street(found: tuple[Shelf, ...]) -> None:
    """Every compound in one line, who is late first."""
    late = sum(shelf.count(ClockState.LATE) > 0 for shelf in found)
    due = sum(shelf.count(ClockState.DUE) > 0 for shelf in found)
    waiting = sum(shelf.open_objections for shelf in found)
    with st.grid("auto", min_column_width=150, gap="small"):
        st.metric(_("Compounds that keep books"), len(found), border=True)
        st.metric(_("Compounds that are late"), late, border=True)
        st.metric(_("Compounds with accounts due"), due, border=True)
        st.metric(_("Objections that wait"), waiting, border=True)
    for shelf in found:
        with st.container(border=True, gap="xxsmall"):
            link.to("disclosures", f"**{plain(shelf.place)}**", place=shelf.code)
            st.markdown(_line(shelf))


def _line(shelf: Shelf) -> str:
    first = shelf.terms[0]
    parts = [words.badge(first.clock), f":gray[{_span(first)}]"]
    if late := shelf.count(ClockState.LATE):
        parts.append(n_("{n} period late", "{n} periods late", late))
    if shelf.open_objections:
        parts.append(n_("{n} objection waits", "{n} objections wait", shelf.open_objections))
    return " ".join(parts)


def _compound(shelf: Shelf, here: Place, visitor: Visitor) -> None:
    _law(shelf)
    publishes = visitor.may(Permission.PUBLISH_ACCOUNTS, shelf.path)
    reads = visitor.may(Permission.AUDIT, shelf.path)
    for term in shelf.terms:
        with st.container(border=True, gap="xsmall"):
            _term(shelf, term, publishes, reads)
    petition(shelf.book_id, shelf.path, visitor)


def _law(shelf: Shelf) -> None:
    """What the law of the place asks for, in one line; what is not certain is said."""
    known = read(AREAS, "/", local, shelf.law)
    asked = _(
        "{law}: every {months} months, posted at least {days} days, "
        "objections answered in {reply} days.",
        law=plain(known.title),
        months=known.law.publish_every,
        days=known.law.posting_days,
        reply=known.law.reply_days,
    )
    open_ = _("Terms that the law leaves open are provisional.") if known.law.provisional else ""
    st.markdown(f":small[:gray[{asked} {open_}]]")
    if shelf.too_long:
        st.warning(_("The periods of these books are longer than the law lets accounts wait."))


def _term(shelf: Shelf, term: Term, publishes: bool, reads: bool) -> None:
    st.markdown(f"**{_span(term)}** {words.badge(term.clock)} {words.was_late(term.clock)}")
    if term.clock.due.provisional and term.disclosure_id is None:
        st.markdown(
            f":small[:gray[{_('To be posted by {day}', day=_day(term))} · {_('provisional')}]]"
        )
    if term.outdated:
        told = _("The books were opened again after this was posted: to be posted anew")
        st.markdown(f":orange-badge[:material/history: {told}]")
    if term.open_objections:
        asked = n_("{n} objection waits", "{n} objections wait", term.open_objections)
        st.markdown(f":orange-badge[{asked}]")
    with st.container(horizontal=True, vertical_alignment="center"):
        if term.disclosure_id is not None:
            link.to("disclosure", _("Read the accounts"), "receipt_long", id=term.disclosure_id)
            st.link_button(_("Notice to print"), paper(term.notice_code), type="tertiary")
        elif reads and term.period_id is not None:
            link.to("disclosure", _("How they stand now"), "preview", period=term.period_id)
        if publishes:
            _publish(shelf, term)


def _publish(shelf: Shelf, term: Term) -> None:
    due = term.disclosure_id is None and term.clock.state is not ClockState.RUNNING
    waits = due or term.outdated
    if waits and not term.closed:
        st.markdown(f":small[:gray[{_('Close the period first, then post its accounts.')}]]")
    elif waits and st.button(
        _("Post the accounts"),
        key=f"nb_publish_{term.period_id}",
        type="primary" if term is shelf.pressing else "secondary",
        icon=":material/campaign:",
    ):
        opened(_("Post the accounts"), _confirm, term.period_id or 0, _span(term))


def _confirm(period_id: int, span: str) -> None:
    st.markdown(f"**{span}**")
    st.warning(_("What is posted cannot be changed any more: please read it twice."))
    link.to("disclosure", _("How they stand now"), "preview", period=period_id)
    if st.button(_("Post the accounts"), type="primary", key="nb_publish_now"):
        done = _("The accounts are posted.")
        act_and_rerun(done, publish_accounts, gate.visitor(), period_id)


def _span(term: Term) -> str:
    return span(term.span.starts_on, term.span.ends_on)


def span(starts_on: date, ends_on: date) -> str:
    """2026 年 1 月 1 日至 3 月 31 日."""
    same = starts_on.year == ends_on.year
    return _("{start} to {end}", start=day(starts_on, True), end=day(ends_on, not same))


def _day(term: Term) -> str:
    return day(term.clock.due.on, year=term.clock.due.on.year != term.span.ends_on.year)
