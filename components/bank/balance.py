"""Do the bank and the books say the same at a period's end? (余额调节)"""

import streamlit as st

from components import address
from components.act import act_and_rerun, why
from components.dialog import opened
from components.format import day, yuan
from components.language import _, n_
from components.reading import read
from components.text import plain
from models.base import now
from models.ledger import Book, Period
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.money import fen_of
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from services.bank.balance import LONGEST_DOCUMENT, record_balance
from services.bank.difference import Difference, OpenLine
from services.bank.reading import at_the_end, periods

FEW = 5  # open lines that are named here; the rest is one tap away


def show(book: Book, here: Place, visitor: Visitor) -> None:
    """One card for each bank account, for the period that was picked."""
    found = read((Area.LEDGER,), here.path, periods, book.id or 0)
    picked = _period(found)
    if picked is None:
        return
    for one in read((Area.LEDGER,), here.path, at_the_end, picked.id or 0):
        with st.container(border=True):
            _card(one, picked, here, visitor)


def _period(found: list[Period]) -> Period | None:
    if not found:
        return None
    by_number = {str(one.number): one for one in found}
    today = day_of(now())
    first = next((n for n, one in by_number.items() if one.starts_on <= today), None)
    picked = st.selectbox(
        _("Period"),
        list(by_number),
        format_func=lambda n: _span(by_number[n]),
        key=address.key("period", by_number, first),
        label_visibility="collapsed",
        width=320,
    )
    return by_number.get(address.keep("period", picked, first) or "")


def _span(one: Period) -> str:
    state = _("closed") if one.closed_at else _("open")
    return f"{day(one.starts_on, True)} – {day(one.ends_on)} · {state}"


def _card(one: Difference, period: Period, here: Place, visitor: Visitor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        bank = _("{bank}, ending in {shown}", bank=plain(one.bank), shown=plain(one.shown))
        st.markdown(f"**{bank}**", width="content")
        _badge(one)
    with st.grid("auto", min_column_width=150, gap="small"):
        unknown = _("not known")
        said = yuan(one.statement_fen) if one.statement_fen is not None else unknown
        st.metric(_("The bank says"), said)
        st.metric(_("The books say"), yuan(one.book_fen))
        if one.statement_fen is not None:
            st.metric(_("Difference"), yuan(one.difference_fen))
    st.caption(_("At the end of {day}.", day=day(one.day, True)))
    _lines(_("Only at the bank"), one.bank_only, _("Every line of the bank has its entry."))
    _lines(_("Only in the books"), one.books_only, _("The bank knows every line of the books."))
    if not visitor.may(Permission.POST_ENTRY, here.path) or period.closed_at is not None:
        return
    words, key = _("Enter the bank's balance"), f"nb_told_{one.bank_account_id}"
    if st.button(words, icon=":material/edit:", key=key):
        opened(_("What does the bank say?"), _tell, one, period, visitor)


def _badge(one: Difference) -> None:
    if one.statement_fen is None:
        st.badge(_("Waits for the bank's balance"), icon=":material/hourglass:", color="orange")
    elif one.blocks:
        st.badge(_("Differs: cannot be closed"), icon=":material/error:", color="red")
    else:
        st.badge(_("They agree"), icon=":material/check:", color="green")


def _lines(title: str, rows: list[OpenLine], none: str) -> None:
    if not rows:
        st.markdown(f":small[:green[:material/check:] {none}]")
        return
    total = sum(row.amount_fen for row in rows)
    told = n_("{n} line", "{n} lines", len(rows))
    st.markdown(f"**{title}** :small[:gray[{told} · {yuan(total)}]]")
    st.markdown("  \n".join(f":small[{_line(row)}]" for row in rows[:FEW]))
    if len(rows) > FEW:
        st.caption(_("and {n} more, under “To match”", n=len(rows) - FEW))


def _line(row: OpenLine) -> str:
    number = f" · {_('No. {n}', n=row.number)}" if row.number else ""
    return f"{day(row.day, True)} · **{yuan(row.amount_fen)}** · {plain(row.words)}{number}"


def _tell(one: Difference, period: Period, visitor: Visitor) -> None:
    st.write(_("From a statement, a passbook or the bank's app."))
    on = st.date_input(
        _("At the end of the day"),
        min(one.day, day_of(now())),
        min_value=period.starts_on,
        max_value=one.day,
        key="nb_told_day",
        format="YYYY-MM-DD",
    )
    text = st.text_input(_("Balance (yuan)"), max_chars=20, key="nb_told_sum")
    below = st.checkbox(_("It is overdrawn: below zero"), key="nb_told_below")
    document = st.text_input(
        _("Which paper says so"),
        max_chars=LONGEST_DOCUMENT,
        key="nb_told_paper",
        placeholder=_("Bank's app, screenshot of 31 March"),
    )
    if not st.button(_("Enter it"), type="primary", key="nb_confirm"):
        return
    if not (text or "").strip():
        st.error(_("Write the balance; 0 where the account is empty."), icon=":material/block:")
        return
    try:
        fen = fen_of(text or "") * (-1 if below else 1)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    done = _("Balance entered")
    act_and_rerun(done, record_balance, visitor, one.bank_account_id, on, fen, document or "")
