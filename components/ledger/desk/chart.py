"""The accounts of the books, and adding one (科目)."""

import streamlit as st

from components.act import act_and_rerun
from components.dialog import opened
from components.language import _, either
from components.ledger import words
from components.reading import read
from models.ledger import Account, Book
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.ledger import chart
from services.ledger.chart import LONGEST_NAME


def show(book: Book, here: Place, visitor: Visitor) -> None:
    """Every account in one table; whoever may opens one more, or closes one."""
    found = read((Area.LEDGER,), here.path, chart.accounts, book.id or 0)
    st.dataframe(
        {
            _("Account"): [either(a.name, a.name_en) for a in found],
            _("Fund"): [words.fund(a.fund) for a in found],
            _("Kind"): [words.account_kind(a.kind) for a in found],
            _("Code"): [a.code for a in found],
            _("In use"): [a.closed_at is None for a in found],
        },
        hide_index=True,
        alt=_("Accounts of the books"),
    )
    if not visitor.may(Permission.OPEN_BOOK, here.path):
        return
    with st.container(horizontal=True, gap="small"):
        if st.button(_("Add an account"), icon=":material/add:", key="nb_account_add"):
            opened(_("Add an account"), _add, book, found, visitor)
        if st.button(_("Close an account"), key="nb_account_close", type="tertiary"):
            opened(_("Close an account"), _close, found, visitor)


def _add(book: Book, found: list[Account], visitor: Visitor) -> None:
    beside = _picked(_("It belongs beside"), [a for a in found if a.code.count(":") < 3])  # noqa: PLR2004 no account of a sub-account
    name = st.text_input(
        _("Name"), max_chars=LONGEST_NAME, key="nb_account_name",
        placeholder=_("Parking at the east gate"),
    )  # fmt: skip
    name_en = st.text_input(_("Name in English"), max_chars=80, key="nb_account_name_en")
    if st.button(_("Add an account"), type="primary", key="nb_confirm") and beside:
        done = _("Account added")
        act_and_rerun(done, chart.add_account, visitor, book.id or 0, beside.code, name, name_en)


def _close(found: list[Account], visitor: Visitor) -> None:
    st.write(_("No new entry can use it. What stands in it stays."))
    picked = _picked(_("Account"), [a for a in found if a.closed_at is None])
    if st.button(_("Close an account"), type="primary", key="nb_confirm") and picked:
        act_and_rerun(_("Account closed"), chart.close_account, visitor, picked.id or 0)


def _picked(label: str, offered: list[Account]) -> Account | None:
    by_code = {account.code: account for account in offered}
    code = st.selectbox(
        label,
        list(by_code),
        format_func=lambda c: either(by_code[c].name, by_code[c].name_en),
        key="nb_account_picked",
    )
    return by_code.get(code or "")
