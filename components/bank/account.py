"""Accounts at banks: the first, and another one (银行账户)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.language import _, either
from components.reading import read
from components.text import plain
from models.bank import BankAccount
from models.ledger import Book
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.bank.account import LONGEST_BANK, add_bank_account, without_bank


def named(one: BankAccount) -> str:
    """工行 · 尾号 9876."""
    return _("{bank}, ending in {shown}", bank=one.bank, shown=one.shown)


def first(book: Book, here: Place, visitor: Visitor) -> None:
    """What will be there, and the button that makes the first one."""
    st.info(_("Here the bank's statements are held against the books, line by line."))
    if visitor.may(Permission.OPEN_BOOK, here.path):
        if st.button(_("Add the first bank account"), type="primary", key="nb_bank_add"):
            opened(_("Add a bank account"), _ask, book, here, visitor)
    else:
        st.write(_("The owners' committee or the council adds the bank account first."))


def another(book: Book, here: Place, visitor: Visitor) -> None:
    """One more, while money of the books lies at no bank."""
    if not visitor.may(Permission.OPEN_BOOK, here.path):
        return
    if st.button(
        _("Add a bank account"), icon=":material/add:", type="tertiary", key="nb_bank_add"
    ):
        opened(_("Add a bank account"), _ask, book, here, visitor)


def _ask(book: Book, here: Place, visitor: Visitor) -> None:
    free = read((Area.LEDGER,), here.path, without_bank, book.id or 0)
    if not free:
        st.write(_("Every account that holds money has its bank already."))
        return
    by_id = {one.id: one for one in free}
    picked = st.selectbox(
        _("Account in the books"),
        list(by_id),
        format_func=lambda n: either(by_id[n].name, by_id[n].name_en),
        key="nb_bank_which",
    )
    bank = st.text_input(
        _("Bank or payment service"),
        max_chars=LONGEST_BANK,
        key="nb_bank_name",
        placeholder=_("Industrial and Commercial Bank, Liaocheng"),
    )
    number = st.text_input(_("Account number"), max_chars=60, key="nb_bank_number")
    st.caption(_("The number is kept encrypted; screens show its last four digits."))
    if st.button(_("Add"), type="primary", key="nb_confirm"):
        done = _("{bank} added", bank=plain(bank or ""))
        act_and_rerun(done, add_bank_account, visitor, picked or 0, bank or "", number or "")
