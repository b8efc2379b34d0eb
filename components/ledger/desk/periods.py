"""Periods: what stands in the way of closing, and who may open one again (结账)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.dialog import opened
from components.format import clock, day, fact, yuan
from components.language import _
from components.reading import read
from components.text import plain
from models.base import now
from models.ledger import Book
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.ledger import desk, excuse, period
from services.ledger.desk import BareRow, PeriodRow

LONGEST_REASON = 300


def show(book: Book, here: Place, visitor: Visitor) -> None:
    """A card for each period, the newest first."""
    found = read((Area.LEDGER,), here.path, desk.periods, book.id or 0, day_of(now()))
    if not found:
        st.info(_("The first entry begins the first period."))
    for row in found:
        with st.container(border=True, gap="small"):
            _card(row, here, visitor)


def span(row: PeriodRow) -> str:
    """第 2 期：2026 年 4 月 1 日至 6 月 30 日."""
    days = {"start": day(row.starts_on, year=True), "end": day(row.ends_on, year=True)}
    return _("Period {n}: {start} to {end}", n=row.number, **days)


def _card(row: PeriodRow, here: Place, visitor: Visitor) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{span(row)}**")
        st.space("stretch")
        if row.closed_at is None:
            st.badge(_("Open"), color="blue")
        else:
            st.badge(_("Closed on {moment}", moment=clock(row.closed_at)), color="green")
    st.markdown(f":small[:gray[{_('{n} entries', n=row.entry_count)}]]")
    may = visitor.may(Permission.CLOSE_PERIOD, here.path)
    if row.closed_at is None:
        _to_close(row, here, visitor, may)
    else:
        _to_reopen(row, visitor, may)


def _to_close(row: PeriodRow, here: Place, visitor: Visitor, may: bool) -> None:
    told = [
        _(sentence, **{name: fact(value) for name, value in facts.items()})
        for sentence, facts in row.obstacles
    ]
    if told:
        st.markdown("  \n".join(f":orange[:material/pending: {one}]" for one in told))
    for bare in row.bare:
        _bare(bare, here, visitor)
    if not may:
        return
    pressed = st.button(
        _("Close this period"), key=f"nb_close_{row.id}", disabled=bool(row.obstacles)
    )
    if pressed:
        opened(_("Close this period"), _close, row, visitor)


def _close(row: PeriodRow, visitor: Visitor) -> None:
    st.markdown(f"**{span(row)}**")
    st.write(_("Nothing can be posted into it after this. Opening it again takes two persons."))
    if st.button(_("Close this period"), type="primary", key="nb_confirm"):
        done = _("Closed. Its accounts can now be posted for all owners.")
        act_and_rerun(done, period.close_period, visitor, row.id)


def _bare(row: BareRow, here: Place, visitor: Visitor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        text = f"#{row.number} {plain(row.purpose)} {yuan(row.amount_fen)}"
        link.to("entry", text, id=row.id)
        if row.excuse:
            st.markdown(f":small[:gray[{plain(row.excuse)}]]", width="content")
        if row.excuse:
            _accept(row, here, visitor)
            return
        may = visitor.may(Permission.POST_ENTRY, here.path)
        if may and st.button(_("Say why"), key=f"nb_excuse_{row.id}", type="tertiary"):
            opened(_("Why is there no voucher?"), _excuse, row, visitor)


def _accept(row: BareRow, here: Place, visitor: Visitor) -> None:
    if row.asked_by == visitor.member_id or not visitor.may(Permission.APPROVE_ENTRY, here.path):
        return
    if st.button(_("Accept the reason"), key=f"nb_accept_{row.id}", type="tertiary"):
        act_and_rerun(_("Accepted"), excuse.approve_excuse, visitor, row.id, row.excuse)


def _excuse(row: BareRow, visitor: Visitor) -> None:
    st.markdown(f"**#{row.number} {plain(row.purpose)}**")
    reason = st.text_area(
        _("Reason (somebody else has to accept it)"), max_chars=LONGEST_REASON, key="nb_reason"
    )
    if st.button(_("Hand in"), type="primary", key="nb_confirm"):
        act_and_rerun(_("Handed in"), excuse.excuse_voucher, visitor, row.id, reason)


def _to_reopen(row: PeriodRow, visitor: Visitor, may: bool) -> None:
    if row.asked_by is not None:
        asked = _("{name} asks to open it again: {reason}", name=plain(row.asker),
                  reason=plain(row.asked_reason))  # fmt: skip
        st.warning(asked, icon=":material/lock_open:")
        if may and row.asked_by != visitor.member_id:
            _answer(row, visitor)
    elif may and st.button(_("Ask to open it again"), key=f"nb_reopen_{row.id}", type="tertiary"):
        opened(_("Ask to open it again"), _ask, row, visitor)


def _answer(row: PeriodRow, visitor: Visitor) -> None:
    with st.container(horizontal=True, gap="small"):
        if st.button(_("Agree, open it"), key=f"nb_agree_{row.id}"):
            act_and_rerun(_("Open again"), period.answer_reopening, visitor, row.id, True)
        if st.button(_("Do not agree"), key=f"nb_disagree_{row.id}"):
            act_and_rerun(_("It stays closed"), period.answer_reopening, visitor, row.id, False)


def _ask(row: PeriodRow, visitor: Visitor) -> None:
    st.write(_("A second person has to agree, and the trail keeps both names and the reason."))
    reason = st.text_area(_("Reason"), max_chars=LONGEST_REASON, key="nb_reason")
    if st.button(_("Ask to open it again"), type="primary", key="nb_confirm"):
        done = _("Asked. Somebody else has to agree.")
        act_and_rerun(done, period.ask_reopening, visitor, row.id, reason)
