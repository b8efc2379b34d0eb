"""Which account at which bank, and which part of the work on it (银行对账)."""

import streamlit as st

from components import address, compound, link
from components.bank import account, balance, done, matches, upload
from components.language import _
from components.reading import read
from models.bank import BankAccount
from models.ledger import Book
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.bank.account import bank_accounts
from services.book import book_of

AREAS = (Area.LEDGER,)
BALANCE, MATCH, IMPORT, DONE = "balance", "match", "import", "done"


def show(visitor: Visitor) -> None:
    """The title, the account, and the part that was picked."""
    needed = Permission.POST_ENTRY if visitor.may(Permission.POST_ENTRY) else Permission.AUDIT
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Bank"))
        if not visitor.may(needed):
            st.error(_("Your role does not allow this here."), icon=":material/lock:")
            return
        st.space("stretch")
        here = compound.pick(visitor, needed)
    if here is None:
        compound.none_yet()
        return
    book = read(AREAS, here.path, book_of, here.id or 0)
    if book is None:
        st.info(_("No books are kept here yet. They are opened on the page Bookkeeping."))
        link.to("bookkeeping", _("Bookkeeping"), "edit_note", place=here.code)
        return
    _accounts(book, here, visitor)


def _accounts(book: Book, here: Place, visitor: Visitor) -> None:
    found = read(AREAS, here.path, bank_accounts, book.id or 0)
    if not found:
        account.first(book, here, visitor)
        return
    picked = _account(found)
    view = _view(visitor, here)
    if view != IMPORT:
        upload.forget()
    if view == MATCH:
        matches.show(book, here, picked, visitor)
    elif view == IMPORT:
        upload.show(here, picked, visitor)
    elif view == DONE:
        done.show(here, picked, visitor)
    else:
        balance.show(book, here, visitor)
        account.another(book, here, visitor)


def _account(found: list[BankAccount]) -> BankAccount:
    if len(found) == 1:
        return found[0]
    by_id = {str(one.id): one for one in found}
    first = next(iter(by_id))
    picked = st.selectbox(
        _("Bank account"),
        list(by_id),
        format_func=lambda n: account.named(by_id[n]),
        key=address.key("account", by_id, first),
        label_visibility="collapsed",
        width=320,
    )
    return by_id[address.keep("account", picked, first) or first]


def _view(visitor: Visitor, here: Place) -> str:
    words = {BALANCE: _("Do they agree?"), MATCH: _("To match"), DONE: _("Done so far")}
    if visitor.may(Permission.POST_ENTRY, here.path):
        words = {
            BALANCE: words[BALANCE],
            IMPORT: _("Import"),
            MATCH: words[MATCH],
            DONE: words[DONE],
        }
    picked = st.segmented_control(
        _("Part"),
        list(words),
        format_func=words.__getitem__,
        key=address.key("view", words, BALANCE),
        required=True,
        label_visibility="collapsed",
    )
    return address.keep("view", picked, BALANCE) or BALANCE
