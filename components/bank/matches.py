"""Which line of the bank is which line of the books: confirm, write, or set aside (勾对)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.dialog import opened
from components.format import day, yuan
from components.language import _, n_
from components.ledger.desk import form
from components.reading import read
from components.text import plain
from models.bank import BankAccount
from models.base import now
from models.ledger import Account, Book, EntryKind
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from services.bank.difference import OpenLine, bank_only, books_only
from services.bank.matching import LONGEST_REASON, match_lines, set_lines_aside
from services.bank.reading import Suggestion, bank_line, books_account, suggested

AREAS = (Area.LEDGER,)
ROWS = 10


def show(book: Book, here: Place, account: BankAccount, visitor: Visitor) -> None:
    """What seems to belong together first; then what stands alone on either side."""
    today = day_of(now())
    pairs = read(AREAS, here.path, suggested, account.id or 0, today)
    keeps = visitor.may(Permission.POST_ENTRY, here.path)
    paired = {one.pair.bank_id for one in pairs}, {one.pair.book_id for one in pairs}
    _suggestions(pairs, account, visitor, keeps)
    bank = [
        row
        for row in read(AREAS, here.path, bank_only, account.id or 0, today)
        if row.id not in paired[0]
    ]
    books = [
        row
        for row in read(AREAS, here.path, books_only, account.account_id, today)
        if row.id not in paired[1]
    ]
    st.subheader(_("Only at the bank"))
    if not bank:
        st.caption(_("Every line of the bank has its entry."))
    for row in _page(bank, "bank"):
        _at_the_bank(row, book, here, account, visitor, books if keeps else None)
    st.subheader(_("Only in the books"))
    if not books:
        st.caption(_("The bank knows every line of the books."))
    for row in _page(books, "books"):
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(_words(row), width="stretch")
            link.to("entry", _("No. {n}", n=row.number), id=row.entry_id)


def _page(rows: list[OpenLine], key: str) -> list[OpenLine]:
    if len(rows) <= ROWS:
        return rows
    page = st.pagination(-(-len(rows) // ROWS), key=f"nb_open_{key}") - 1
    return rows[page * ROWS : (page + 1) * ROWS]


def _words(row: OpenLine) -> str:
    return f"**{yuan(row.amount_fen)}** · {day(row.day, True)}  \n:small[{plain(row.words)}]"


def _suggestions(
    pairs: list[Suggestion], account: BankAccount, visitor: Visitor, keeps: bool
) -> None:
    st.subheader(_("These seem to be the same money"))
    if not pairs:
        st.caption(_("Nothing to suggest: no open line has a partner of the same sum nearby."))
        return
    ticked = []
    with st.grid("auto", min_column_width=320, gap="small"):
        for one in pairs[:ROWS]:
            with st.container(border=True, gap="xsmall"):
                if _pair(one, keeps):
                    ticked.append((one.pair.bank_id, one.pair.book_id))
    if not keeps:
        return
    sure = [(one.pair.bank_id, one.pair.book_id) for one in pairs if one.pair.sure]
    with st.container(horizontal=True, gap="small"):
        text = n_("Match {n} pair", "Match {n} pairs", len(ticked))
        if st.button(text, type="primary", disabled=not ticked, key="nb_match"):
            _match(account, visitor, ticked)
        if len(sure) > len(ticked):
            text = n_("Match the {n} sure one", "Match all {n} sure ones", len(sure))
            if st.button(text, key="nb_match_sure"):
                _match(account, visitor, sure)
    if len(pairs) > ROWS:
        st.caption(_("{n} more pairs follow.", n=len(pairs) - ROWS))


def _match(account: BankAccount, visitor: Visitor, pairs: list[tuple[int, int]]) -> None:
    done = n_("{n} pair matched", "{n} pairs matched", len(pairs))
    act_and_rerun(done, match_lines, visitor, account.id or 0, pairs)


def _pair(one: Suggestion, keeps: bool) -> bool:
    apart = n_("{n} day apart", "{n} days apart", one.pair.days) if one.pair.days else ""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        ticked = keeps and st.checkbox(
            f"**{yuan(one.amount_fen)}**",
            value=one.pair.sure,
            key=f"nb_pair_{one.pair.bank_id}_{one.pair.book_id}",
        )
        if not keeps:
            st.markdown(f"**{yuan(one.amount_fen)}**", width="content")
        st.space("stretch")
        if one.pair.sure:
            st.badge(_("sure"), icon=":material/check:", color="green")
        else:
            st.badge(_("look twice"), icon=":material/help:", color="orange")
    bank, books = _("Bank’s side"), _("Books’ side")
    entry = _("No. {n}", n=one.number)
    st.markdown(f":small[:gray[{bank}] {day(one.day, True)} · {plain(one.bank_words)}]")
    words = f"{plain(one.book_words)} · {entry}"
    st.markdown(f":small[:gray[{books}] {day(one.book_day, True)} · {words}]")
    if apart:
        st.caption(apart)
    return bool(ticked)


def _at_the_bank(
    row: OpenLine,
    book: Book,
    here: Place,
    account: BankAccount,
    visitor: Visitor,
    books: list[OpenLine] | None,
) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(_words(row), width="stretch")
        if books is None:
            return
        if st.button(_("Write its entry"), key=f"nb_from_{row.id}"):
            opened(_("Write an entry"), _write, row, book, here, account, visitor)
        if any(other.amount_fen == row.amount_fen for other in books) and st.button(
            _("Match by hand"), key=f"nb_hand_{row.id}", type="tertiary"
        ):
            opened(_("Match by hand"), _by_hand, row, account, visitor, books)
        if st.button(_("Needs no entry"), key=f"nb_aside_{row.id}", type="tertiary"):
            opened(_("Why does it need no entry?"), _aside, row, visitor)


def _write(row: OpenLine, book: Book, here: Place, account: BankAccount, visitor: Visitor) -> None:
    if row.day < book.opened_on:
        text = _(
            "The bank moved this money on {day}, before these books began on {start}. "
            "It is part of the opening balance: say that it needs no entry.",
            day=day(row.day, True),
            start=day(book.opened_on, True),
        )
        st.info(text, icon=":material/event_busy:")
        return
    line = read(AREAS, here.path, bank_line, row.id)
    purse: Account = read(AREAS, here.path, books_account, account.id or 0)
    who = (line.party or "").split(" · ")[0] if line is not None else ""
    kind = EntryKind.RECEIPT if row.amount_fen > 0 else EntryKind.PAYMENT
    given = {
        "kind": kind,
        "asset": purse.code,
        "fen": abs(row.amount_fen),
        "day": row.day,
        "party": who,
        "bank_line_id": row.id,
    }
    form.ask(book, visitor, given)


def _by_hand(row: OpenLine, account: BankAccount, visitor: Visitor, books: list[OpenLine]) -> None:
    fitting = {one.id: one for one in books if one.amount_fen == row.amount_fen}

    def told(n: int) -> str:
        one = fitting[n]
        return " · ".join((_("No. {n}", n=one.number), day(one.day, True), one.words))

    label = _("Entries of the same sum")
    picked = st.radio(label, list(fitting), format_func=told, key="nb_hand_which")
    if st.button(_("Match"), type="primary", key="nb_confirm") and picked:
        _match(account, visitor, [(row.id, picked)])


def _aside(row: OpenLine, visitor: Visitor) -> None:
    st.markdown(_words(row))
    reason = st.text_input(
        _("Reason"),
        max_chars=LONGEST_REASON,
        key="nb_reason",
        placeholder=_("The bank booked it by mistake and took it back the next day"),
    )
    if st.button(_("Set it aside"), type="primary", key="nb_confirm"):
        done = _("Set aside, with its reason")
        act_and_rerun(done, set_lines_aside, visitor, [row.id], reason or "")
