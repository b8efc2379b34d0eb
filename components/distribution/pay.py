"""Paying the shares of a decided plan, batch by batch (发放)."""

from datetime import date

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.dialog import opened
from components.format import yuan
from components.language import _
from components.reading import read
from components.text import plain
from models.distribution import DistributionState, ShareState
from models.ledger import Book
from models.revision import Area
from rules.permission import Permission, Visitor
from services.distribution import paying, reading
from services.distribution.reading import PlanRow

AREAS = (Area.LEDGER, Area.ROLL, Area.PLACE)
MOST_OFFERED = 50


def acts(row: PlanRow, book: Book, visitor: Visitor, today: date) -> None:
    """What a treasurer may do with a decided plan now."""
    if not visitor.may(Permission.POST_ENTRY, book.path):
        return
    open_shares = row.units - row.of(ShareState.PAID).count
    if row.state is DistributionState.DECIDED and open_shares:
        _button(_("Pay shares"), "payments", f"nb_pay_{row.id}", _pay, row, book, visitor, today)
    if row.state is DistributionState.DECIDED and row.fund_moved_fen < row.fund_fen:
        title = _("Move the fund's part")
        _button(title, "savings", f"nb_fund_{row.id}", _fund, row, visitor, today)
    held = row.state in (DistributionState.DECIDED, DistributionState.DONE)
    if held and row.of(ShareState.PAID).count:
        title = _("A share came back")
        _button(title, "undo", f"nb_return_{row.id}", _return, row, book, visitor, today)


def _button(title: str, icon: str, key: str, form: object, *args: object) -> None:
    if st.button(title, icon=f":material/{icon}:", key=key, type="tertiary"):
        assert callable(form)
        opened(title, form, *args)


def _day(today: date) -> date:
    return st.date_input(_("Day"), today, key="nb_day", format="YYYY-MM-DD") or today


def _pay(row: PlanRow, book: Book, visitor: Visitor, today: date) -> None:
    st.write(_("One entry pays many shares, as the bank does. Two others approve it."))
    names = read(AREAS, book.path, paying.buildings_of, book.id or 0)
    building = st.selectbox(
        _("Which shares"),
        ["", *names],
        format_func=lambda name: name or _("All that are open"),
        key="nb_building",
    )
    shares = read(AREAS, book.path, paying.waiting_shares, row.id, building or "")
    fen = plain(yuan(sum(share for share in shares)))
    st.markdown(_("{n} shares, {fen}", n=len(shares), fen=fen))
    on = _day(today)
    if st.button(_("Write the entry"), type="primary", key="nb_confirm", disabled=not shares):
        done = _("The entry waits for approval.")
        act_and_rerun(done, paying.draft_payments, visitor, row.id, on, building or "")
    link.to("bookkeeping", _("Bookkeeping"), "edit_note")


def _fund(row: PlanRow, visitor: Visitor, today: date) -> None:
    st.markdown(_("{fen} go to the maintenance fund.", fen=plain(yuan(row.fund_fen))))
    on = _day(today)
    if st.button(_("Write the entry"), type="primary", key="nb_confirm"):
        done = _("The entry waits for approval.")
        act_and_rerun(done, paying.draft_fund_part, visitor, row.id, on)


def _return(row: PlanRow, book: Book, visitor: Visitor, today: date) -> None:
    st.write(_("The bank sent money back: the account was closed, the name was wrong."))
    words = st.text_input(_("Search a unit"), max_chars=40, key="nb_unit") or ""
    found = read(AREAS, book.path, reading.paid_shares, row.id, words.strip(), MOST_OFFERED)
    offered = {share.id: share for share in found}
    picked = st.multiselect(
        _("Which shares"),
        list(offered),
        format_func=lambda id_: f"{offered[id_].label} · {yuan(offered[id_].amount_fen)}",
        key="nb_shares",
    )
    on = _day(today)
    if st.button(_("Write the entry"), type="primary", key="nb_confirm", disabled=not picked):
        done = _("The entry waits for approval.")
        act_and_rerun(done, paying.draft_return, visitor, row.id, tuple(picked), on)
